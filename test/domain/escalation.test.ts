import { describe, expect, test } from "@jest/globals";
import { nextDeadline, nextPaging, whatIsDue } from "../../src/domain/escalation/due.ts";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import {
  acked,
  alarm,
  ann,
  bob,
  cat,
  climb,
  dueAt,
  given,
  givenOf,
  iso,
  ladder,
  minutes,
  nobody,
  opened,
  paged,
  pagesOnly,
} from "./given.ts";

/** Whoever was paged was reached in Teams: of them nothing more is due. */
const reachedInTeams = (step: number, person: string): Fact => ({
  type: "page tried",
  page: 1,
  step,
  person,
  order: 0,
  means: "teams",
});
const annPaged = [
  [0, opened()],
  [0, paged(0, ann)],
  [0, reachedInTeams(0, "ann")],
] as const;
const bobPaged = [...annPaged, [5, paged(1, bob)], [5, reachedInTeams(1, "bob")]] as const;
const allPaged = [
  ...bobPaged,
  [10, paged(2, ann, bob, cat)],
  ...["ann", "bob", "cat"].map((id) => [10, reachedInTeams(2, id)] as const),
] as const;
const failed = (step: number, person: typeof ann): Fact => ({ type: "page failed", step, person, reason: "" });

describe("an unanswered page", () => {
  test("is opened as soon as there is an incident, and its first step is due in the same instant", () => {
    expect(dueAt(given(), 0)).toEqual([{ kind: "open", page: 1 }]);
    expect(dueAt(given([0, opened()]), 0)).toEqual([climb(0)]);
  });

  test("waits five minutes, to the millisecond", () => {
    const incident = given(...annPaged);
    expect(nextDeadline(incident, pagesOnly)).toEqual(minutes(5));
    expect(whatIsDue(incident, pagesOnly, new Date(minutes(5).getTime() - 1))).toEqual([]);
    expect(dueAt(incident, 5)).toEqual([climb(1)]);
  });

  test("goes on to the next, and then to everybody", () => {
    expect(dueAt(given(...bobPaged), 9)).toEqual([]);
    expect(dueAt(given(...bobPaged), 10)).toEqual([climb(2)]);
  });

  test("takes one step at a time, however late the bell rings", () => {
    expect(dueAt(given(...annPaged), 600)).toEqual([climb(1)]);
  });
});

describe("an alarm", () => {
  test("is raised before anybody is paged for it, when the steps are used up", () => {
    expect(dueAt(given(...allPaged), 19)).toEqual([]);
    expect(dueAt(given(...allPaged), 20)).toEqual(alarm(3, "nobody answered"));
  });

  test("is repeated every ten minutes, for ever", () => {
    for (const [step, minute] of [
      [3, 20],
      [4, 30],
      [400, 3990],
    ] as const) {
      const incident = given(...allPaged, [minute, paged(step, ann)], [minute, reachedInTeams(step, "ann")]);
      expect([nextPaging(incident), dueAt(incident, minute + 9)]).toEqual([minutes(minute + 10), []]);
      expect(dueAt(incident, minute + 10)).toEqual(alarm(step + 1, "nobody answered"));
    }
  });

  test("comes at once where nobody is on call, and then waits ten minutes as well", () => {
    expect(dueAt(given([0, opened()], [0, nobody(0)]), 0)).toEqual([climb(1)]);
    const nowhere = [[0, opened()], ...[0, 1, 2].map((step) => [0, nobody(step)] as const)] as const;
    expect(dueAt(given(...nowhere), 0)).toEqual(alarm(3, "nobody on call"));
    const alarming = given(...nowhere, [0, nobody(3)]);
    expect(dueAt(alarming, 9)).toEqual([]);
    expect(dueAt(alarming, 10)).toEqual(alarm(4, "nobody on call"));
  });

  test("of a ladder without a step is the first that happens", () => {
    const empty: Ladder = { policy: "", steps: [], lastResort: [] };
    expect(dueAt(given([0, opened(1, empty)]), 0)).toEqual([
      { kind: "fact", fact: { type: "alarm raised", page: 1, step: 0, why: "nobody on call" } },
      { kind: "climb", page: 1, step: 0, targets: [] },
    ]);
  });

  test("does not spin when whoever it was for cannot come", () => {
    const out = given(...allPaged, [20, paged(3, ann)], [20, failed(3, ann)]);
    expect(dueAt(out, 29)).toEqual([]);
    expect(dueAt(out, 30)).not.toEqual([]);
  });
});

describe("whoever cannot come", () => {
  test.each([
    ["declined", { type: "declined", person: ann }],
    ["failed", failed(0, ann)],
  ] as [string, Fact][])("and %s moves the ladder on at once", (_, out) => {
    expect(dueAt(given(...annPaged, [1, out]), 1)).toEqual([climb(1)]);
  });

  test("is not the end of a step that others are paged in", () => {
    const one = given(...allPaged, [11, { type: "declined", person: ann }]);
    expect(dueAt(one, 11)).toEqual([]);
    const most = given(...allPaged, ...[ann, bob].map((person) => [11, { type: "declined", person } as Fact] as const));
    expect(dueAt(most, 11)).toEqual([]);
    const all = given(...allPaged, ...[ann, bob, cat].map((person) => [11, failed(2, person)] as const));
    expect(dueAt(all, 11)).toEqual(alarm(3, "nobody answered"));
  });
});

describe("an escalation ends", () => {
  test("by an answer", () => {
    const answered = given(...annPaged, [1, acked(ann)]);
    expect([nextDeadline(answered, pagesOnly)?.getTime(), nextPaging(answered)]).toEqual([
      minutes(1e6).getTime(),
      undefined,
    ]);
  });

  test("by resolution, after which nothing is due any more", () => {
    const over = givenOf(3, ...annPaged, [1, { type: "resolved", summary: "" }]);
    expect([nextDeadline(over, standardRhythm), whatIsDue(over, standardRhythm, minutes(1e5))]).toEqual([
      undefined,
      [],
    ]);
    expect(nextPaging(given(...annPaged, [1, { type: "resolved", summary: "" }]))).toBeUndefined();
    const closed = given(...annPaged, [1, { type: "resolved", summary: "" }], [2, { type: "closed" }]);
    expect(nextDeadline(closed, standardRhythm)).toBeUndefined();
  });

  test("and goes on at once when somebody asks for more hands", () => {
    const more = given(...annPaged, [1, acked(ann)], [9, { type: "escalated" }]);
    expect(dueAt(more, 9)).toEqual([climb(1)]);
    expect(dueAt(given(...annPaged, [2, { type: "escalated" }]), 2)).toEqual([climb(1)]);
  });

  test("and begins again when it is reopened unanswered, without calling those of before", () => {
    const [resolved, reopened] = [
      [1, { type: "resolved", summary: "" }],
      [30, { type: "reopened", because: "" }],
    ] as [[number, Fact], [number, Fact]];
    const untried = given([0, opened()], [0, paged(0, ann)], resolved, reopened);
    expect(dueAt(untried, 30)).toEqual([climb(0)]);
    expect(dueAt(given(...annPaged, [1, acked(ann)], resolved, reopened), 600)).toEqual([]);
  });
});

test("working hours are not waited for in between the steps", () => {
  const waits = opened(1, { ...ladder, waits: { severities: [4], until: iso(480) } });
  const begun = givenOf(4, [0, waits], [1, paged(0, ann)], [1, reachedInTeams(0, "ann")]);
  expect(dueAt(begun, 6)).toEqual([climb(1)]);
});
