/** What waits for an hour to come, for people to speak, or for an update that was promised. */
import { describe, expect, test } from "@jest/globals";
import { nextDeadline, whatIsDue } from "../../src/domain/escalation/due.ts";
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import { ladder, opened, play, steps, still } from "./climb.ts";
import { ann, given, minutes } from "./given.ts";

const acknowledged: Fact = { type: "acknowledged", person: ann, page: 1 };

describe("working hours", () => {
  const waiting = { ...ladder, waits: { severities: [4] as const, until: minutes(480).toISOString() } };
  const worse: Fact = { type: "severity changed", from: 4, to: 2, because: "" };

  test("are waited for by what waits, and by nothing else", () => {
    expect(steps(play({ ladder: waiting, severity: 4, until: 484 }))).toEqual(["480 paged Ann"]);
    expect(steps(play({ ladder: waiting, severity: 3, until: 4 }))).toEqual(["0 paged Ann"]);
  });

  test("are waited for no longer when it turns out to be worse, or somebody asks", () => {
    expect(steps(play({ ladder: waiting, severity: 4, given: [[60, worse]], until: 64 }))).toEqual(["60 paged Ann"]);
    expect(steps(play({ ladder: waiting, severity: 4, given: [[60, { type: "escalated" }]], until: 64 }))).toEqual([
      "60 paged Ann",
    ]);
  });
});

describe("a severity 1 that somebody has answered", () => {
  const rhythm = { ...still, quietMinutes: 30 };
  const answer = [1, acknowledged] as const;

  test("and nobody has touched for half an hour pages whoever answered again, and climbs on from there", () => {
    expect(steps(play({ rhythm, given: [answer], until: 42 }))).toEqual([
      "0 paged Ann",
      "31 quiet Ann",
      "36 paged Bob",
      "41 ALARM: nobody answered",
      "41 paged Cat",
    ]);
  });

  test("is left alone while people talk, when it is less severe, and where that is not wanted", () => {
    const talk: Fact = { type: "activity seen", lastAt: minutes(20).toISOString() };
    expect(steps(play({ rhythm, given: [answer, [30, talk]], until: 49 }))).toEqual(["0 paged Ann"]);
    expect(steps(play({ rhythm, severity: 2, given: [answer], until: 300 }))).toEqual(["0 paged Ann"]);
    expect(steps(play({ given: [answer], until: 300 }))).toEqual(["0 paged Ann"]);
  });
});

describe("updates for stakeholders", () => {
  const answered = [1, { type: "acknowledged", person: ann }] as const;
  const rhythm = { ...standardRhythm, quietMinutes: 0, blankMinutes: 0, commanderMinutes: 0 };

  test("are owed by severity 1 from the beginning, and asked for once each time", () => {
    expect(whatIsDue(given([0, opened()], [...answered]), rhythm, minutes(20))).toEqual([
      {
        kind: "fact",
        fact: { type: "update overdue", dueAt: minutes(20).toISOString(), nextDueAt: minutes(40).toISOString() },
      },
    ]);
  });

  test("are counted from the promise, and are not owed by severity 3 until somebody has promised one", () => {
    const promise: Fact = { type: "update posted", text: "", nextDueAt: minutes(35).toISOString() };
    expect(nextDeadline(given([0, opened()], [...answered], [15, promise]), rhythm)).toEqual(minutes(35));
    const mild: Fact = { type: "severity changed", from: 1, to: 3, because: "" };
    expect(nextDeadline(given([0, opened()], [...answered], [2, mild]), rhythm)).toBeUndefined();
  });
});
