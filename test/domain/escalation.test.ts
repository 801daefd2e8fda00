import { describe, expect, test } from "@jest/globals";
import { nextDeadline, whatIsDue } from "../../src/domain/escalation/due.ts";
import { standardPolicy as policy } from "../../src/domain/escalation/policy.ts";
import { emptyRoster } from "../../src/domain/oncall/roster.ts";
import { ann, bob, cat, given, minutes } from "./given.ts";

const roster = { primary: ann, secondary: bob, members: [ann, bob, cat] };
const paged = (step: number, ...people: (typeof ann)[]) => ({ type: "paged" as const, step, people });

describe("an unanswered page", () => {
  test("begins with the primary at once", () => {
    expect(whatIsDue(given(), policy, roster, minutes(0))).toEqual([paged(0, ann)]);
  });

  test("waits five minutes, to the millisecond", () => {
    const incident = given([0, paged(0, ann)]);
    expect(nextDeadline(incident, policy)).toEqual(minutes(5));
    expect(whatIsDue(incident, policy, roster, new Date(minutes(5).getTime() - 1))).toEqual([]);
    expect(whatIsDue(incident, policy, roster, minutes(5))).toEqual([paged(1, bob)]);
  });

  test("goes on to everybody, and comes back until somebody answers", () => {
    const second = given([0, paged(0, ann)], [5, paged(1, bob)]);
    expect(whatIsDue(second, policy, roster, minutes(10))).toEqual([paged(2, ann, bob, cat)]);
    const third = given([0, paged(0, ann)], [5, paged(1, bob)], [10, paged(2, ann, bob, cat)]);
    expect(whatIsDue(third, policy, roster, minutes(20))).toEqual([paged(3, ann, bob, cat)]);
  });

  test("moves on at once when everybody paged is out", () => {
    const declined = given([0, paged(0, ann)], [1, { type: "declined", person: ann }]);
    expect(whatIsDue(declined, policy, roster, minutes(1))).toEqual([paged(1, bob)]);
    const failed = given([0, paged(0, ann)], [1, { type: "page failed", step: 0, person: ann, reason: "" }]);
    expect(whatIsDue(failed, policy, roster, minutes(1))).toEqual([paged(1, bob)]);
  });

  test("does not spin when nobody of the last step can come", () => {
    const out = given([10, paged(2, ann)], [10, { type: "declined", person: ann }]);
    expect(whatIsDue(out, policy, roster, minutes(11))).toEqual([]);
    expect(nextDeadline(out, policy)).toEqual(minutes(20));
  });
});

describe("an escalation ends", () => {
  test("by an answer", () => {
    expect(nextDeadline(given([0, paged(0, ann)], [1, { type: "acknowledged", person: ann }]), policy)).toEqual(
      minutes(20),
    );
    expect(
      whatIsDue(given([0, paged(0, ann)], [1, { type: "acknowledged", person: ann }]), policy, roster, minutes(6)),
    ).toEqual([]);
  });

  test("by resolution", () => {
    expect(nextDeadline(given([0, paged(0, ann)], [1, { type: "resolved", summary: "" }]), policy)).toBeUndefined();
  });

  test("and goes on when somebody asks for more hands, or it is reopened unanswered", () => {
    const more = given([0, paged(0, ann)], [1, { type: "acknowledged", person: ann }], [9, { type: "escalated" }]);
    expect(whatIsDue(more, policy, roster, minutes(9))).toEqual([paged(1, bob)]);
    const again = given(
      [0, paged(0, ann)],
      [1, { type: "resolved", summary: "" }],
      [30, { type: "reopened", because: "" }],
    );
    expect(whatIsDue(again, policy, roster, minutes(30))).toEqual([paged(0, ann)]);
  });
});

test("nobody on call is a fact, and an alarm that comes again", () => {
  expect(whatIsDue(given(), policy, emptyRoster, minutes(0))).toEqual([{ type: "nobody to page", step: 0 }]);
  const none = given([0, { type: "nobody to page", step: 0 }]);
  expect(whatIsDue(none, policy, roster, minutes(0))).toEqual([paged(1, bob)]);
  const nowhere = given([0, { type: "nobody to page", step: 2 }]);
  expect(whatIsDue(nowhere, policy, emptyRoster, minutes(9))).toEqual([]);
  expect(whatIsDue(nowhere, policy, emptyRoster, minutes(10))).toEqual([{ type: "nobody to page", step: 3 }]);
});

describe("updates for stakeholders", () => {
  const answered = [1, { type: "acknowledged", person: ann }] as const;

  test("are owed by severity 1 from the beginning, and asked for once each time", () => {
    const incident = given([...answered]);
    expect(whatIsDue(incident, policy, roster, minutes(20))).toEqual([
      { type: "update overdue", dueAt: minutes(20).toISOString(), nextDueAt: minutes(40).toISOString() },
    ]);
  });

  test("are counted from the promise", () => {
    const posted = given(
      [...answered],
      [15, { type: "update posted", text: "", nextDueAt: minutes(35).toISOString() }],
    );
    expect(nextDeadline(posted, policy)).toEqual(minutes(35));
  });

  test("are not owed by severity 3 until somebody has promised one", () => {
    const mild = given([...answered], [2, { type: "severity changed", from: 1, to: 3, because: "" }]);
    expect(nextDeadline(mild, policy)).toBeUndefined();
  });
});
