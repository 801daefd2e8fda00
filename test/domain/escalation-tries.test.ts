import { describe, expect, test } from "@jest/globals";
import { comingUp, nextPaging, whatIsDue } from "../../src/domain/escalation/due.ts";
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Fact, TryState } from "../../src/domain/incident/facts.ts";
import { mainPage } from "../../src/domain/incident/pages.ts";
import {
  acked,
  alarm,
  ann,
  bob,
  climb,
  dueAt,
  factDue,
  given,
  iso,
  minutes,
  nobody,
  opened,
  paged,
  pagedBy,
  reported,
  tried,
  tryDue,
  pagesOnly,
} from "./given.ts";

/** Ann: in Teams at once, by text message after two minutes, by phone after four. */
const annPaged = [
  [0, opened()],
  [
    0,
    pagedBy({ means: "teams", afterMinutes: 0 }, { means: "sms", afterMinutes: 2 }, { means: "call", afterMinutes: 4 }),
  ],
] as const;
const inTeams = [...annPaged, [0, tried(0, "teams")]] as const;
const bySms = [...inTeams, [2, tried(1, "sms")]] as const;
const byCall = [...bySms, [4, tried(2, "call")]] as const;
const tries = (incident: ReturnType<typeof given>) => mainPage(incident)?.paged[0]?.tries;

describe("tries", () => {
  test("of whoever the book says nothing of are one, in Teams", () => {
    const incident = given([0, opened()], [0, paged(0, ann)]);
    expect(dueAt(incident, 0)).toEqual([tryDue(0, "teams")]);
  });

  test.each(["sent", "delivered", "seen"] as TryState[])("that were %s leave the next means its minute", (state) => {
    expect(dueAt(given(...inTeams, [1, reported(0, state)]), 1)).toEqual([]);
  });

  test("are over with an answer, and for whoever said that they cannot come", () => {
    expect(dueAt(given(...inTeams, [1, acked(bob)]), 600)).toEqual([]);
    expect(dueAt(given(...inTeams, [1, { type: "declined", person: ann }]), 4)).toEqual([climb(1)]);
  });

  test("go on at the next step, and begin anew for whoever is paged again", () => {
    const both = given(...inTeams, [1, { type: "escalated" }], [1, paged(1, bob)]);
    expect(dueAt(both, 1)).toMatchObject([{ fact: { person: "bob", means: "teams" } }]);
    expect(dueAt(given(...inTeams, [1, { type: "escalated" }], [1, nobody(1)], [1, paged(2, bob)]), 2)).toMatchObject([
      { fact: { person: "bob" } },
    ]);
    const again = given(...inTeams, [1, paged(1, ann)]);
    expect(dueAt(again, 1)).toMatchObject([{ fact: { person: "ann", step: 1, order: 0, paged: 1 } }]);
  });
});

describe("somebody whom no means reached", () => {
  const failedAll = [
    ...byCall,
    [4, reported(0, "failed", "no app")],
    [4, reported(1, "failed", "wrong number")],
    [4, reported(2, "failed")],
  ] as const;

  test("is a fact with every reason, and only once all have failed for good", () => {
    const reason = "teams: no app; sms: wrong number; call: it failed";
    expect(dueAt(given(...failedAll), 4)).toEqual([
      factDue({ type: "page failed", page: 1, step: 0, person: ann, reason }),
    ]);
    for (const last of ["failing", "sent", "delivered", "seen"] as TryState[])
      expect(dueAt(given(...byCall, ...failedAll.slice(-3, -1), [4, reported(2, last)]), 4)).toEqual([]);
    expect(dueAt(given(...byCall, ...failedAll.slice(-3, -1)), 4)).toEqual([]);
  });

  test("moves the ladder on, and is why the alarm is raised", () => {
    const gone: Fact = { type: "page failed", step: 0, person: ann, reason: "" };
    expect(dueAt(given(...failedAll, [4, gone]), 4)).toEqual([climb(1)]);
    const used = given(...failedAll, [4, gone], [4, nobody(1)], [4, nobody(2)]);
    expect(dueAt(used, 4)).toEqual(alarm(3, "nobody reached"));
    const reached = given(...byCall, [4, { type: "declined", person: ann }], [4, nobody(1)], [4, nobody(2)]);
    expect(dueAt(reached, 4)).toEqual(alarm(3, "nobody answered"));
  });
});

describe("reports come in any order:", () => {
  const standing = (...states: TryState[]) =>
    tries(given(...inTeams, ...states.map((state) => [1, reported(0, state)] as const)))?.[0]?.state;

  test("every order of all of them ends with the page seen", () => {
    const orders = permutations(["sent", "delivered", "seen", "failing"] as TryState[]);
    expect(orders).toHaveLength(24);
    for (const order of orders) expect([order.join(), standing(...order)]).toEqual([order.join(), "seen"]);
  });

  test("a report that no try is known of changes nothing", () => {
    const before = given(...inTeams);
    expect(tries(given(...inTeams, [1, reported(7, "seen")]))).toEqual(tries(before));
    expect(tries(given(...inTeams, [1, { ...reported(0, "seen"), person: "stranger" }]))).toEqual(tries(before));
  });

  test("the reason goes with what it was for", () => {
    const incident = given(...inTeams, [1, reported(0, "failing", "busy")], [2, reported(0, "sent")]);
    expect(tries(incident)).toEqual([{ order: 0, means: "teams", state: "sent", at: iso(2) }]);
  });
});

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((first, at) =>
    permutations(all.filter((_, other) => other !== at)).map((rest) => [first, ...rest]),
  );
}

describe("a severity 1 that went quiet", () => {
  const answered = [...inTeams, [1, acked(ann)]] as const;
  const rhythm = { ...pagesOnly, quietMinutes: standardRhythm.quietMinutes };
  const quiet = { type: "went quiet", page: 1, person: ann, since: iso(1) } as const;

  test("is listened to after half an hour without a word", () => {
    const incident = given(...answered);
    expect(whatIsDue(incident, rhythm, minutes(30))).toEqual([]);
    expect(whatIsDue(incident, rhythm, minutes(31))).toEqual([{ kind: "listen", since: iso(1), otherwise: quiet }]);
    expect(nextPaging(incident)).toBeUndefined();
  });

  test("is left alone where people talk, where it is milder, and where nobody wants it", () => {
    const talking = given(...answered, [31, { type: "activity seen", lastAt: iso(20) }]);
    expect(whatIsDue(talking, rhythm, minutes(49))).toEqual([]);
    expect(whatIsDue(talking, rhythm, minutes(50))).toMatchObject([{ kind: "listen", since: iso(20) }]);
    const milder = given(...answered, [2, { type: "severity changed", from: 1, to: 2, because: "" }]);
    expect(whatIsDue(milder, rhythm, minutes(600))).toEqual([]);
    expect(whatIsDue(given(...answered), { ...rhythm, quietMinutes: 0 }, minutes(600))).toEqual([]);
  });

  test("pages whoever answered once more, by all their means, and climbs from where it stood", () => {
    const incident = given(...answered, [31, quiet]);
    expect(whatIsDue(incident, rhythm, minutes(31))).toEqual([tryDue(0, "teams", 1)]);
    expect(comingUp(incident, 1)).toMatchObject({ what: "try", person: ann, means: "teams" });
    const again = given(
      ...answered,
      [31, quiet],
      [31, tried(0, "teams")],
      [33, tried(1, "sms")],
      [35, tried(2, "call")],
    );
    expect(whatIsDue(again, rhythm, minutes(36))).toEqual([climb(1)]);
    expect(mainPage(again)?.paged.map((each) => each.tries.length)).toEqual([1, 3]);
  });
});
