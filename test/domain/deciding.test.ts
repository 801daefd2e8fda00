import { describe, expect, test } from "@jest/globals";
import { close, reopen, resolve } from "../../src/domain/incident/ending.ts";
import { acknowledge, decline, escalate } from "../../src/domain/incident/paging.ts";
import { assignRole, handOver, stepDown } from "../../src/domain/incident/roles.ts";
import { decideStatus, isOpen, type StatusFact } from "../../src/domain/status/statuspage.ts";
import { handRunIncidents } from "../../src/domain/status/public.ts";
import type { Person } from "../../src/domain/people.ts";
import { opened } from "./climb.ts";
import { ann, bob, cat, given, minutes } from "./given.ts";

const commanded = [1, { type: "role assigned", role: "commander", person: ann }] as const;
const begun = [0, opened()] as const;
const pagedAnn = [0, { type: "paged", step: 0, people: [ann] as Person[] }] as const;
const over = [2, { type: "resolved", summary: "rolled back" }] as const;

describe("roles", () => {
  test("command is taken, and answers the page of whoever was paged", () => {
    expect(assignRole(given(), "commander", bob)).toEqual([{ type: "role assigned", role: "commander", person: bob }]);
    expect(assignRole(given([...begun], [...pagedAnn]), "commander", ann)).toEqual([
      { type: "role assigned", role: "commander", person: ann },
      { type: "acknowledged", person: ann },
    ]);
  });

  test("only the commander hands command over", () => {
    expect(() => handOver(given([...commanded]), bob, cat)).toThrow("Ann commands INC-1");
    expect(handOver(given([...commanded]), ann, cat)).toEqual([
      { type: "role assigned", role: "commander", person: cat },
    ]);
    expect(handOver(given(), bob, cat)).toEqual([{ type: "role assigned", role: "commander", person: cat }]);
  });

  test("whoever has a role is not given it again, and whoever has none has nothing to give back", () => {
    expect(() => assignRole(given([...commanded]), "commander", ann)).toThrow("already");
    expect(() => stepDown(given([...commanded]), bob, undefined)).toThrow("no role");
    expect(() => stepDown(given([...commanded]), ann, "scribe")).toThrow("not the scribe");
    expect(stepDown(given([...commanded]), ann, undefined)).toEqual([
      { type: "role released", role: "commander", person: ann },
    ]);
  });

  test("there are no roles in what is over", () => {
    expect(() => assignRole(given([...over]), "scribe", ann)).toThrow("reopen");
  });
});

describe("answering a page", () => {
  test("once is enough", () => {
    expect(acknowledge(given([...begun], [...pagedAnn]), bob)).toEqual([{ type: "acknowledged", person: bob }]);
    expect(() => acknowledge(given([...begun], [1, { type: "acknowledged", person: ann }]), ann)).toThrow("You have");
    expect(() => acknowledge(given([...begun], [1, { type: "acknowledged", person: ann }]), bob)).toThrow("Ann has");
  });

  test("only somebody who is waited for cannot come", () => {
    expect(decline(given([...begun], [...pagedAnn]), ann)).toEqual([{ type: "declined", person: ann }]);
    expect(() => decline(given([...begun], [...pagedAnn]), bob)).toThrow("Nobody waits for you");
    expect(() => decline(given([...begun], [...pagedAnn], [1, { type: "declined", person: ann }]), ann)).toThrow(
      "Nobody waits for you",
    );
  });

  test("of the page that is meant ends no other", () => {
    const two = given([...begun], [...pagedAnn], [1, opened(undefined, 2)], [1, { type: "acknowledged", person: ann }]);
    expect(() => acknowledge(two, ann, { page: 1 })).toThrow("You have");
    expect(acknowledge(two, bob, { page: 2, means: "sms" })).toEqual([
      { type: "acknowledged", page: 2, person: bob, means: "sms" },
    ]);
    expect(acknowledge(two, bob)).toEqual([{ type: "acknowledged", page: 2, person: bob }]);
  });

  test("nothing is escalated that is over", () => {
    expect(() => escalate(given([...over]))).toThrow("reopen");
  });
});

test("an end has an order: resolved, then closed, and back", () => {
  expect(() => close(given())).toThrow("still open");
  expect(resolve(given(), "done")).toEqual([{ type: "resolved", summary: "done" }]);
  expect(() => resolve(given([...over]), "again")).toThrow("resolved already");
  expect(close(given([...over]))).toEqual([{ type: "closed" }]);
  expect(() => reopen(given(), "")).toThrow("is open");
  expect(given([...over], [3, { type: "reopened", because: "" }])).toMatchObject({ status: "open" });
  expect(given([...over], [3, { type: "reopened", because: "" }])).not.toHaveProperty("resolvedAt");
});

describe("the status page by hand", () => {
  const entry = (fact: StatusFact, number: number) => ({
    number,
    at: minutes(number).toISOString(),
    by: { kind: "muster" } as const,
    from: "test",
    fact,
  });
  const history = (["opened", "updated", "closed", "opened"] as const).map((type, index) =>
    entry({ type, text: `${type} ${index}` }, index + 1),
  );

  test("has one incident at a time, in the words of the talk", () => {
    expect(() => decideStatus(true, { type: "opened", text: "" })).toThrow("There's already an incident open.");
    expect(() => decideStatus(false, { type: "updated", text: "" })).toThrow("There is no open incident right now.");
    expect(() => decideStatus(false, { type: "closed", text: "" })).toThrow("There is no open incident right now.");
    expect([0, 1, 2, 3, 4].map((length) => isOpen(history.slice(0, length)))).toEqual([false, true, true, false, true]);
  });

  test("keeps each from its opening to its closing", () => {
    expect(handRunIncidents(history)).toMatchObject([
      {
        title: "opened 0",
        state: "resolved",
        statements: [{ kind: "opened" }, { kind: "update" }, { kind: "closed" }],
      },
      { title: "opened 3", state: "open", statements: [{ kind: "opened" }] },
    ]);
  });
});
