import { describe, expect, test } from "@jest/globals";
import { nextDeadline, whatIsDue } from "../../src/domain/escalation/due.ts";
import { blanksOf, openBlanks } from "../../src/domain/incident/blanks.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Blank } from "../../src/domain/incident/facts/record.ts";
import { acked, ann, bob, factDue, given, givenOf, iso, minutes, opened, pagesOnly } from "./given.ts";

const calm = [
  [0, opened()],
  [0, acked(ann)],
] as const;
/** Nobody is owed an update before that. */
const never = minutes(1e6);
const rhythm = { ...pagesOnly, blankMinutes: 10 };
const all: Blank[] = ["start", "how", "affected", "services", "command", "work"];
const asked = (round: number, blanks: Blank[], of = ann): Fact => ({ type: "blanks asked", blanks, of, round });
const commanded: Fact = { type: "role assigned", role: "commander", person: bob };

test("a fresh incident is all blanks, and each is filled by what is said", () => {
  expect(blanksOf(given())).toEqual(all);
  const told: Fact[] = [
    { type: "time set", which: "impact", at: iso(-5), because: "" },
    { type: "detection told", by: "customer", through: "" },
    { type: "affected told", who: "everybody" },
    { type: "services told", services: ["checkout"] },
    commanded,
    { type: "action opened", action: 1, text: "x", owner: bob },
  ];
  expect(blanksOf(given(...told.map((fact) => [1, fact] as const)))).toEqual([]);
});

describe("what is blank for too long", () => {
  test("is asked for, first of the commander by name", () => {
    const incident = given(...calm, [1, commanded]);
    const blanks = all.filter((each) => each !== "command");
    expect(whatIsDue(incident, rhythm, minutes(9))).toEqual([]);
    expect(whatIsDue(incident, rhythm, minutes(10))).toEqual([factDue(asked(0, blanks, bob))]);
  });

  test("is asked of whoever answered where nobody has command, then of others, then of all, and then no more", () => {
    const scribe: Fact = { type: "role assigned", role: "scribe", person: bob };
    const first = given(...calm, [1, scribe], [10, asked(0, all)]);
    expect(whatIsDue(first, rhythm, minutes(20))).toEqual([factDue(asked(1, all, bob))]);
    const second = given(...calm, [1, scribe], [10, asked(0, all)], [20, asked(1, all)]);
    expect(whatIsDue(second, rhythm, minutes(30))).toMatchObject([{ fact: { round: 2, of: null } }]);
    const third = given(...calm, [10, asked(0, all)], [20, asked(1, all)], [30, asked(2, all)]);
    expect(nextDeadline(third, rhythm)).toEqual(never);
  });

  test("is left alone where it is mild, quieted, or nobody wants it", () => {
    expect(nextDeadline(givenOf(4, ...calm), rhythm)).toBeUndefined();
    expect(nextDeadline(given(...calm), pagesOnly)).toEqual(never);
    const quiet = given(...calm, [1, { type: "blank quieted", blank: "affected", because: "tomorrow" }]);
    expect(openBlanks(quiet)).toEqual(all.filter((each) => each !== "affected"));
    const silent = given(...calm, [1, { type: "blank quieted", blank: "all", because: "a drill" }]);
    expect(nextDeadline(silent, rhythm)).toEqual(never);
  });
});

describe("a commander of whom nothing is heard", () => {
  const watchful = { ...pagesOnly, commanderMinutes: 20 };
  const silent: Fact = { type: "commander silent", person: bob, since: iso(1) };
  const listen = { kind: "listen", since: iso(1), to: bob, otherwise: silent } as const;

  test("is listened to, noticed once, and again after they were heard", () => {
    const incident = given(...calm, [1, commanded]);
    expect(whatIsDue(incident, watchful, minutes(21))).toEqual([listen]);
    const noticed = given(...calm, [1, commanded], [21, silent]);
    expect(nextDeadline(noticed, watchful)).toEqual(never);
    const heard: Fact = { type: "activity seen", lastAt: iso(25), person: bob };
    expect(nextDeadline(given(...calm, [1, commanded], [21, silent], [26, heard]), watchful)).toEqual(minutes(45));
  });

  test("is somebody else once command has passed", () => {
    const passed = given(...calm, [1, commanded], [15, { type: "role assigned", role: "commander", person: ann }]);
    expect(nextDeadline(passed, watchful)).toEqual(minutes(35));
    const released = given(...calm, [1, commanded], [15, { type: "role released", role: "commander", person: bob }]);
    expect(nextDeadline(released, watchful)).toEqual(never);
  });
});
