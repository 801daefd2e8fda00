import { describe, expect, test } from "@jest/globals";
import { nextDeadline, whatIsDue } from "../../src/domain/escalation/due.ts";
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import { close } from "../../src/domain/incident/ending.ts";
import type { Fact, Severity } from "../../src/domain/incident/facts.ts";
import type { Live, Resolved } from "../../src/domain/incident/incident.ts";
import {
  askForReview,
  assignReview,
  isReviewDue,
  moveReview,
  neutralFacilitator,
  openReview,
  scheduleReview,
  sendReview,
} from "../../src/domain/incident/review-steps.ts";
import type { Person } from "../../src/domain/people.ts";
import { ann, bob, cat } from "./given.ts";
import { assigned, dan, declaredAs, end, type Happened, incidentOf, over, reviewOf, scheduled } from "./reviewed.ts";

const [soon, later, muchLater] = ["2026-12-04T11:00:00.000Z", "2026-12-05T10:00:00.000Z", "2026-12-20T10:00:00.000Z"];
const severity = (from: Severity, to: Severity): Fact => ({ type: "severity changed", from, to, because: "" });
const commander = (person: Person): Happened => [
  "2026-12-04T09:10:00.000Z",
  { type: "role assigned", role: "commander", person, title: "incident commander" },
];
const due = (incident: Live) => whatIsDue(incident, standardRhythm, new Date(muchLater));
const opened = (incident: Live, now = end) => openReview(incident as Resolved, "UTC", new Date(now));

describe("a review begins", () => {
  test("with the end of a severity 1 or 2, also of a drill; of the others only when somebody asks", () => {
    for (const each of [1, 2] as const) expect(due(incidentOf(declaredAs(each), over))).toEqual([{ kind: "review" }]);
    for (const each of [3, 4, 5] as const) expect(due(incidentOf(declaredAs(each), over))).toEqual([]);
    const [at, fact] = declaredAs(1);
    expect(isReviewDue(incidentOf([at, { ...fact, drill: true } as Fact], over))).toBe(true);
    const minor = incidentOf(declaredAs(3), over);
    expect(askForReview(minor, "UTC", new Date(later))).toMatchObject([
      { type: "review opened", meetingDueAt: "2026-12-18T23:59:00.000Z" },
    ]);
    expect(askForReview(incidentOf(declaredAs(3)), "UTC", new Date(later))).toEqual([]);
  });

  test("once, and never of what goes on as another incident", () => {
    expect(isReviewDue(reviewOf(1))).toBe(false);
    const merged: Happened = [soon, { type: "merged", into: "INC-2", title: "" }];
    const away = incidentOf(declaredAs(1), merged);
    expect([isReviewDue(away), nextDeadline(away, standardRhythm)]).toEqual([false, undefined]);
    expect(askForReview(away, "UTC", new Date(later))).toEqual([]);
    expect(() => sendReview(away)).toThrow("INC-1 goes on as INC-2, and is reviewed there.");
  });

  test("with whoever commanded as its owner, else whoever resolved it, else nobody", () => {
    expect(opened(incidentOf(declaredAs(1), commander(bob), over))).toMatchObject({ owner: bob });
    expect(opened(incidentOf(declaredAs(1), over))).toMatchObject({ owner: ann });
    expect(opened(incidentOf(declaredAs(1), [end, { type: "resolved", summary: "" }, null]))).toMatchObject({
      owner: null,
    });
  });

  test("anew with another severity after the end: from the end where that is still to come, else from now", () => {
    const worse = reviewOf(2, [soon, scheduled("meeting", later)], [soon, severity(2, 1)]);
    expect(due(worse)).toEqual([{ kind: "review" }]);
    expect(opened(worse, soon)).toMatchObject({ meetingDueAt: "2026-12-07T23:59:00.000Z", severity: 1 });
    expect(opened(worse, muchLater)).toMatchObject({ meetingDueAt: "2026-12-23T23:59:00.000Z" });
    const again = reviewOf(2, [soon, scheduled("meeting", later)], [soon, severity(2, 1)], [soon, opened(worse, soon)]);
    expect(isReviewDue(again)).toBe(false);
    expect(again.review).toMatchObject({ meetingAt: later, meetingDueAt: "2026-12-07T23:59:00.000Z", owner: ann });
    expect(isReviewDue(incidentOf(declaredAs(3), over, [soon, severity(3, 2)]))).toBe(true);
  });

  test("anew with another end, with the people that it has", () => {
    const reopened: Happened = [later, { type: "reopened", because: "" }];
    const history: Happened[] = [
      [soon, assigned("owner", bob)],
      [soon, scheduled("meeting", soon)],
      [soon, { type: "review moved", to: "reviewed" }],
      reopened,
    ];
    const open = reviewOf(2, ...history);
    expect(open.review).toMatchObject({ state: "draft", owner: bob });
    expect(open.review).not.toHaveProperty("meetingAt");
    expect(due(open).some(({ kind }) => kind === "review")).toBe(false);
    const ended = reviewOf(2, ...history, [muchLater, { type: "resolved", summary: "" }]);
    expect(isReviewDue(ended)).toBe(true);
    expect(opened(ended, muchLater)).toMatchObject({ meetingDueAt: "2026-12-25T23:59:00.000Z" });
  });
});

describe("the facilitator", () => {
  const history: Happened[] = [
    commander(bob),
    ["2026-12-04T09:11:00.000Z", { type: "role released", role: "commander", person: bob }],
    ["2026-12-04T09:12:00.000Z", { type: "acknowledged", person: cat }],
    ["2026-12-04T09:13:00.000Z", { type: "action opened", action: 1, text: "look", owner: dan }],
  ];
  const done: Happened = ["2026-12-04T09:20:00.000Z", { type: "action done", action: 1, result: "" }, dan];
  const refusal = (person: Person, ...more: Happened[]): string => {
    const review: Happened = [end, opened(incidentOf(declaredAs(1), over))];
    try {
      assignReview(incidentOf(declaredAs(1), ...history, ...more, over, review), "facilitator", person);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  test("is somebody who had no part in it: who declared, had a role, answered or did an action is none", () => {
    expect(refusal(ann)).toMatch(/^Ann declared it\. The facilitator is neutral/);
    expect(refusal(bob)).toMatch(/^Bob commanded it\./);
    expect(refusal(cat)).toMatch(/^Cat answered its page\./);
    expect(refusal(dan)).toBe("");
    expect(refusal(dan, done)).toMatch(/^Dan did an action in it\./);
  });

  test("is none any more when they join in after a reopening", () => {
    const named = reviewOf(1, [soon, assigned("facilitator", dan)]);
    expect(neutralFacilitator(named)).toEqual(dan);
    const joined = reviewOf(1, [soon, assigned("facilitator", dan)], [later, { type: "acknowledged", person: dan }]);
    expect(neutralFacilitator(joined)).toBeUndefined();
  });

  test("and the owner are one each, and naming the same again is refused", () => {
    expect(assignReview(reviewOf(1), "owner", bob)).toEqual([assigned("owner", bob)]);
    expect(() => assignReview(reviewOf(1), "owner", ann)).toThrow("Ann is the owner of the review already.");
  });
});

describe("the meetings", () => {
  const now = new Date(soon);
  const at = (day: number, hour = 14) => ({ at: new Date(Date.UTC(2026, 11, day, hour)), zone: "UTC" });
  const meeting: Happened = [soon, scheduled("meeting", at(8).at.toISOString())];

  test("are never in the past, and not a year away", () => {
    expect(() => scheduleReview(reviewOf(1), "meeting", at(3), now)).toThrow("over already");
    expect(() => scheduleReview(reviewOf(1), "meeting", at(800), now)).toThrow("more than a year");
    expect(scheduleReview(reviewOf(1), "meeting", at(8), now)).toEqual([
      { type: "review scheduled", what: "meeting", at: "2026-12-08T14:00:00.000Z", zone: "UTC" },
    ]);
  });

  test("about repairs comes on a later day than the review, whichever of them is set last", () => {
    expect(() => scheduleReview(reviewOf(1), "repair", at(8), now)).toThrow("comes first");
    const met = reviewOf(1, meeting);
    expect(() => scheduleReview(met, "repair", at(8, 16), now)).toThrow("a day or two after");
    expect(() => scheduleReview(met, "repair", at(7), now)).toThrow("a day or two after");
    expect(scheduleReview(met, "repair", at(9, 9), now)).toHaveLength(1);
    const both = reviewOf(1, meeting, [soon, scheduled("repair", at(9).at.toISOString())]);
    expect(() => scheduleReview(both, "meeting", at(9, 10), now)).toThrow("first move that one");
    expect(() => scheduleReview(both, "meeting", at(8), now)).toThrow("already");
  });

  test("need a review, which an open incident has not", () => {
    expect(() => scheduleReview(incidentOf(declaredAs(1)), "meeting", at(8), now)).toThrow("is open");
    expect(() => scheduleReview(incidentOf(declaredAs(3), over), "meeting", at(8), now)).toThrow("Say `review`");
  });
});

describe("an incident that owes a review", () => {
  const moved = (to: "in review" | "reviewed"): Happened => [later, { type: "review moved", to }];

  test("goes from draft to in review to reviewed, and then may be closed", () => {
    const draft = reviewOf(2);
    expect(() => close(draft)).toThrow("not reviewed yet. Say `review done`");
    expect(moveReview(draft, "in review")).toEqual([{ type: "review moved", to: "in review" }]);
    const meeting = reviewOf(2, moved("in review"));
    expect(() => moveReview(meeting, "in review")).toThrow("in review already");
    expect(() => close(meeting)).toThrow("not reviewed yet");
    const reviewed = reviewOf(2, moved("in review"), moved("reviewed"));
    expect(reviewed.review).toMatchObject({ state: "reviewed", reviewedAt: later });
    expect(close(reviewed)).toEqual([{ type: "closed" }]);
  });

  test("is closed before that only with a reason, which the record keeps", () => {
    expect(close(reviewOf(1), "it was a test")).toEqual([{ type: "closed", because: "it was a test" }]);
  });

  test("after it is closed has nothing to settle, but can still be published", () => {
    const closed = reviewOf(1, [later, { type: "closed", because: "x" }]);
    expect(() => moveReview(closed, "reviewed")).toThrow("closed");
    expect(sendReview(closed)).toEqual([{ type: "review sent", to: "wiki" }]);
  });
});

test("the review of a confidential incident does not go into the wiki", () => {
  const [at, fact] = declaredAs(1);
  const secret = incidentOf([at, { ...fact, confidential: true } as Fact], over, [end, opened(reviewOf(1))]);
  expect(() => sendReview(secret)).toThrow("INC-1 is confidential");
});
