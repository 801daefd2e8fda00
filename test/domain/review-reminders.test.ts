import { expect, test } from "@jest/globals";
import { nextDeadline, whatIsDue } from "../../src/domain/escalation/due.ts";
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Fact, FactOf } from "../../src/domain/incident/facts.ts";
import { openReview } from "../../src/domain/incident/review-steps.ts";
import type { Live, Resolved } from "../../src/domain/incident/incident.ts";
import { ann, bob } from "./given.ts";
import { assigned, dan, declaredAs, end, type Happened, incidentOf, over, reviewOf, scheduled } from "./reviewed.ts";

/** What is asked, of whom and when, if nobody does anything any more: "2026-12-05T10:00 owner Ann". */
function asked(incident: Live, history: readonly Happened[], rebuild: (...all: Happened[]) => Live): string[] {
  let [state, happened] = [incident, [...history]];
  const found: string[] = [];
  for (let at = nextDeadline(state, standardRhythm); at !== undefined; at = nextDeadline(state, standardRhythm)) {
    for (const due of whatIsDue(state, standardRhythm, at)) {
      const fact = (due as { fact: FactOf<"review asked"> }).fact;
      found.push(`${at.toISOString().slice(0, 16)} ${fact.about} ${fact.of?.name ?? "everybody"}`);
      happened = [...happened, [at.toISOString(), fact, null]];
    }
    state = rebuild(...happened);
    if (found.length > 20) throw new Error("It spins.");
  }
  return found;
}

/** Opened on Friday the 4th at 10:00, due on Friday the 11th at 23:59. */
const of = (...history: Happened[]): string[] =>
  asked(reviewOf(2, ...history), history, (...all) => reviewOf(2, ...all));
const soon = "2026-12-04T11:00:00.000Z";
const meeting: Happened = [soon, scheduled("meeting", "2026-12-09T14:00:00.000Z")];
const facilitated: Happened = [soon, assigned("facilitator", dan)];
const inReview: Happened = [soon, { type: "review moved", to: "in review" }];

test("a meeting without a date is asked for half way to the time it is due, and the outcome a day after that, each once", () => {
  expect(of()).toEqual(["2026-12-08T04:59 meeting Ann", "2026-12-12T23:59 outcome Ann"]);
});

test("a day before the meeting its owner is asked for a facilitator and for the draft, and a day after it for the outcome", () => {
  expect(of(meeting)).toEqual([
    "2026-12-08T14:00 facilitator Ann",
    "2026-12-08T14:00 draft Ann",
    "2026-12-10T14:00 outcome Ann",
  ]);
});

test("what is there is not asked for, and whoever owns the review now is the one who is asked", () => {
  const published: Happened = [soon, { type: "review published", where: "wiki", url: "https://wiki" }];
  expect(of(meeting, facilitated, inReview)).toEqual(["2026-12-10T14:00 outcome Ann"]);
  expect(of(meeting, facilitated, published, [soon, assigned("owner", bob)])).toEqual(["2026-12-10T14:00 outcome Bob"]);
});

test("a facilitator who joined in after all is none, and asked for", () => {
  const joined: Happened = [soon, { type: "acknowledged", person: dan }, dan];
  expect(of(meeting, facilitated, inReview, joined)[0]).toBe("2026-12-08T14:00 facilitator Ann");
});

test("for another date, what goes by the date is asked again", () => {
  const again: Happened = ["2026-12-08T15:00:00.000Z", scheduled("meeting", "2026-12-16T14:00:00.000Z")];
  const before: Happened[] = [
    ["2026-12-08T14:00:00.000Z", { type: "review asked", about: "facilitator", of: ann }, null],
    ["2026-12-08T14:00:00.000Z", { type: "review asked", about: "draft", of: ann }, null],
  ];
  expect(of(meeting, ...before, again)).toEqual([
    "2026-12-15T14:00 facilitator Ann",
    "2026-12-15T14:00 draft Ann",
    "2026-12-17T14:00 outcome Ann",
  ]);
});

test("a review that nobody owns is asked of somebody who was in it after a day, else of everybody", () => {
  const ended: Happened = [end, { type: "resolved", summary: "" }, null];
  const ownerless = (...told: readonly Happened[]): string[] => {
    const opened: Happened = [end, openReview(incidentOf(...told) as Resolved, "UTC", new Date(end)), null];
    const rebuild = (...more: Happened[]): Live => incidentOf(...told, opened, ...more);
    return asked(rebuild(), [], rebuild);
  };
  const [at, fact] = declaredAs(2);
  expect(ownerless(declaredAs(2), ended)[0]).toBe("2026-12-05T10:00 owner Ann");
  expect(ownerless([at, fact, null], ended)).toEqual([
    "2026-12-05T10:00 owner everybody",
    "2026-12-08T04:59 meeting everybody",
    "2026-12-12T23:59 outcome everybody",
  ]);
});

test("nothing is asked any more once it is reviewed, closed, merged or open again", () => {
  const last = "2026-12-05T10:00:00.000Z";
  const ends: Fact[] = [
    { type: "review moved", to: "reviewed" },
    { type: "closed", because: "x" },
    { type: "merged", into: "INC-2", title: "" },
  ];
  for (const fact of ends) expect(nextDeadline(reviewOf(2, meeting, [last, fact]), standardRhythm)).toBeUndefined();
  const reopened = reviewOf(2, meeting, [last, { type: "reopened", because: "" }]);
  const dues = whatIsDue(reopened, standardRhythm, new Date("2027-01-01T00:00:00Z"));
  expect(JSON.stringify(dues)).not.toContain("review");
});

test("a drill and a severity 3 whose review somebody wanted are asked about all the same", () => {
  expect(asked(reviewOf(3), [], (...all) => reviewOf(3, ...all))).toHaveLength(2);
  const [at, fact] = declaredAs(1);
  const drill = [[at, { ...fact, drill: true } as Fact], over] as const;
  const opened: Happened = [end, openReview(incidentOf(...drill) as Resolved, "UTC", new Date(end))];
  const rebuild = (...more: Happened[]): Live => incidentOf(...drill, opened, ...more);
  expect(asked(rebuild(), [], rebuild)).toHaveLength(2);
});
