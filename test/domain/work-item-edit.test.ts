/** What an edit in Azure Boards means for the incident. */
import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import { standardPractice } from "../../src/domain/practice.ts";
import { type Edit, factsOf } from "../../src/domain/work-item/edit.ts";
import type { Acts, Part } from "../../src/domain/work-item/picture.ts";
import { ann, bob, given, iso, minutes } from "./given.ts";

const resolved: [number, Fact] = [1, { type: "resolved", summary: "fixed" }];
const change = (part: Part) => ({ field: `System.${part}`, name: part, part, from: "a", to: "b" });
const edit = (more: Partial<Edit>): Edit => ({
  rev: 4,
  at: iso(10),
  by: { name: "Ann" },
  changes: [change("title")],
  ...more,
});
const read = (
  incident: Live,
  more: Partial<Edit>,
  acts: Acts = {},
  assignee: typeof ann | null | undefined = undefined,
) =>
  factsOf(incident, edit(more), {
    by: { kind: "person", person: ann },
    at: minutes(12),
    acts,
    mark: "DRILL ",
    practice: standardPractice,
    assignee,
  });
/** What it means, behind the fact that it was made. */
const means = (...how: Parameters<typeof read>): Fact[] => {
  const [first, ...rest] = read(...how);
  expect(first?.type).toBe("work item edited");
  return rest;
};
const types = (facts: Fact[]): string[] => facts.map(({ type }) => type);

test("one of our own strokes, and one that changes nothing we keep, are no facts", () => {
  const stroke = { rev: 3, parts: {}, leave: [], comment: [], said: 0, now: "declared" } as const;
  expect(read(given(), { stroke, title: "Else" })).toEqual([]);
  expect(read(given(), { changes: [] })).toEqual([]);
});

test("an edit says which fields, from what to what", () => {
  expect(read(given(), { changes: [change("description"), change("source")] })).toEqual([
    {
      type: "work item edited",
      changes: [
        { field: "description", from: "a", to: "b" },
        { field: "source", from: "a", to: "b" },
      ],
    },
  ]);
});

describe("a title", () => {
  test("renames the incident, without the mark that we put before it", () => {
    expect(means(given(), { title: "DRILL  payments\n too" })).toEqual([
      { type: "renamed", from: "checkout is down", to: "payments too" },
    ]);
  });

  test("that is too long for us is cut, and one that is the same or empty changes nothing", () => {
    const [renamed] = means(given(), { title: "x".repeat(255) });
    expect(renamed).toMatchObject({ to: `${"x".repeat(149)}…` });
    expect(means(given(), { title: "checkout is down" })).toEqual([]);
    expect(means(given(), { title: "DRILL " })).toEqual([]);
  });
});

describe("a severity", () => {
  test("is lowered too, for the reason that it was in Boards", () => {
    expect(means(given(), { severities: [3] })).toMatchObject([
      { type: "severity changed", from: 1, to: 3, because: "changed in Azure Boards", meaning: expect.any(String) },
    ]);
  });

  test("that may be ours already, is none, or is of an incident that is over, changes nothing", () => {
    expect(means(given(), { severities: [1, 2] })).toEqual([]);
    expect(means(given(), { severities: [] })).toEqual([]);
    expect(means(given(resolved), { severities: [3] })).toEqual([]);
  });
});

test("an assignment is told where the person was found, and that there is nobody", () => {
  expect(means(given(), { assignedTo: { name: "Bob" } }, {}, bob)).toEqual([{ type: "work item assigned", to: bob }]);
  expect(means(given(), { assignedTo: null }, {}, null)).toEqual([{ type: "work item assigned", to: null }]);
  expect(means(given(), { assignedTo: { name: "Nobody's" } }, {}, undefined)).toEqual([]);
});

describe("a state", () => {
  const mild: [number, Fact] = [0, { type: "severity changed", from: 1, to: 3, because: "x" }];
  const moved = (from: "open" | "resolved" | "closed", to: "open" | "resolved" | "closed") => ({ moved: { from, to } });

  test("ends the incident, closes it, and opens it again", () => {
    expect(types(means(given(), moved("open", "resolved")))).toEqual(["resolved"]);
    expect(types(means(given(mild), moved("open", "closed")))).toEqual(["resolved", "closed"]);
    expect(types(means(given(mild, resolved), moved("resolved", "closed")))).toEqual(["closed"]);
    expect(types(means(given(resolved), moved("resolved", "open")))).toEqual(["reopened"]);
  });

  test("closes nothing that is to be reviewed first", () => {
    expect(types(means(given(), moved("open", "closed")))).toEqual(["resolved"]);
    expect(types(means(given(resolved), moved("resolved", "closed")))).toEqual([]);
  });

  test("that the incident is in already, or that is for the same, changes nothing", () => {
    expect(means(given(resolved), moved("open", "resolved"))).toEqual([]);
    expect(means(given(), moved("resolved", "open"))).toEqual([]);
    expect(means(given(), moved("open", "open"))).toEqual([]);
  });
});

test("what somebody did in Teams later stays, each part by itself", () => {
  const both = { title: "Else", severities: [3 as const] };
  expect(types(means(given(), both, { severity: iso(11) }))).toEqual(["renamed"]);
  expect(types(means(given(), both, { severity: iso(9), title: iso(11) }))).toEqual(["severity changed"]);
});

test("several at once are decided one after the other: a severity before the end", () => {
  const all = { severities: [3 as const], moved: { from: "open" as const, to: "closed" as const } };
  expect(types(means(given(), all))).toEqual(["severity changed", "resolved", "closed"]);
});
