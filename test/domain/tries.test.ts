/** How one person is reached: by means after means, at their minutes, or sooner where one does not work. */
import { describe, expect, test } from "@jest/globals";
import { comingUp, nextPaging, whatIsDue } from "../../src/domain/escalation/due.ts";
import type { Fact, TryState } from "../../src/domain/incident/facts.ts";
import { fold } from "../../src/domain/incident/incident.ts";
import type { Person } from "../../src/domain/people.ts";
import { ladder, opened, paging, play, reported, type Setting, still, steps, teamsThenPhone } from "./climb.ts";
import { randomFrom } from "../simulation/random.ts";
import { ann, bob, cat } from "./given.ts";

const patient = { ...ladder, steps: [{ targets: [{ user: ann }], minutes: 30 }] };
const phone = (given: NonNullable<Setting["given"]>, until = 10) =>
  paging(play({ ladder: patient, reach: teamsThenPhone, given, until }));

describe("somebody who is paged", () => {
  test("is tried by each means at its minute", () => {
    expect(phone([])).toEqual(["0 paged Ann", "0 try ann by teams", "2 try ann by sms", "4 try ann by call"]);
  });

  test.each(["failed", "failing"] as const)("is tried by the next at once when one is %s", (state) => {
    expect(phone([[1, reported(ann, state)]])).toEqual([
      "0 paged Ann",
      "0 try ann by teams",
      "1 try ann by sms",
      "4 try ann by call",
    ]);
    const late = phone([[3, reported(ann, state, { order: 1 })]]);
    expect(late.slice(2)).toEqual(["2 try ann by sms", "3 try ann by call"]);
  });

  test("is given up only when every means has failed for good, and then not waited for", () => {
    const all = [0, 1, 2].map((order): [number, Fact] => [5 + order, reported(ann, "failed", { order })]);
    expect(phone(all, 8).slice(4)).toEqual([
      "7 failed Ann",
      "7 ALARM: nobody reached",
      "7 paged Cat",
      "7 try cat by teams",
    ]);
    const oneFails = all.map(([minute], order): [number, Fact] => [
      minute,
      reported(ann, order === 1 ? "failing" : "failed", { order }),
    ]);
    expect(phone(oneFails, 29).slice(4)).toEqual([]);
    const oneArrived = [all[0]!, [6, reported(ann, "delivered", { order: 1 })], all[2]!] as const;
    expect(phone(oneArrived, 29).slice(4)).toEqual([]);
  });

  test.each<[string, Fact]>([
    ["answers", { type: "acknowledged", person: ann }],
    ["cannot come", { type: "declined", person: ann }],
  ])("and %s is tried no further, also not in the steps to come", (_, fact) => {
    const own = paging(play({ reach: teamsThenPhone, given: [[1, fact]], until: 60 })).filter((words) =>
      /ann/.test(words),
    );
    expect(own).toEqual(["0 try ann by teams"]);
  });

  test("is tried on while the ladder climbs, and from the beginning when paged again", () => {
    const again = { ...ladder, steps: [ladder.steps[0]!, { targets: [{ user: ann }, { user: bob }], minutes: 9 }] };
    const slow = [...teamsThenPhone, { means: "email", afterMinutes: 7 }] as const;
    expect(own(play({ reach: slow, until: 8 }))).toEqual(["0 teams", "2 sms", "4 call", "7 email"]);
    expect(own(play({ reach: slow, ladder: again, until: 13 }))).toEqual([
      "0 teams",
      "2 sms",
      "4 call",
      "5 teams",
      "7 sms",
      "9 call",
      "12 email",
    ]);
  });

  test("is not called for what was before an answer or an end, when it begins anew", () => {
    const ack: Fact = { type: "acknowledged", person: ann };
    const more = play({
      reach: teamsThenPhone,
      given: [
        [1, ack],
        [60, { type: "escalated" }],
      ],
      until: 61,
    });
    expect(own(more)).toEqual(["0 teams"]);
    const anew: [number, Fact][] = [
      [1, { type: "resolved", summary: "" }],
      [60, { type: "reopened", because: "" }],
    ];
    expect(own(play({ reach: teamsThenPhone, given: anew, until: 61 }))).toEqual(["0 teams", "60 teams"]);
  });
});

const own = (played: ReturnType<typeof play>): string[] =>
  paging(played).flatMap((words) => (/ann by/.test(words) ? [words.replace("try ann by ", "")] : []));

describe("reports come in any order", () => {
  const states: readonly TryState[] = ["sent", "delivered", "seen", "failing", "failed"];
  const stateAfter = (...all: TryState[]) =>
    play({ ladder: patient, given: all.map((state): [number, Fact] => [1, reported(ann, state)]), until: 1 }).incident
      .pages[0]!.paged[0]!.tries[0]!.state;

  test("and what was seen never becomes less, nor what arrived merely sent", () => {
    for (const one of states) for (const other of states) expect(stateAfter("seen", one, other)).toBe("seen");
    expect(stateAfter("delivered", "sent")).toBe("delivered");
    expect(stateAfter("sent", "delivered", "sent", "seen", "delivered")).toBe("seen");
  });

  test("and what has arrived or failed does not go back to failing after a crash", () => {
    for (const settled of ["sent", "delivered", "failed"] as const)
      expect(stateAfter(settled, "failing")).toBe(settled);
    expect(stateAfter("failing", "sent")).toBe("sent");
    expect(stateAfter("failing", "failed")).toBe("failed");
    expect(stateAfter("sent", "failed")).toBe("failed");
  });

  test("and one about an earlier time does not touch the later", () => {
    const again: [number, Fact][] = [
      [1, { type: "resolved", summary: "" }],
      [2, { type: "reopened", because: "" }],
      [3, { ...(reported(ann, "failed") as Extract<Fact, { type: "page reported" }>), paged: 0 }],
    ];
    const { pages } = play({ given: again, until: 3 }).incident;
    expect(pages[0]!.paged.map(({ tries }) => tries[0]!.state)).toEqual(["failed", "sending"]);
  });
});

describe("what is said to come next", () => {
  /** Facts of any kind at any minute. */
  function someFacts(seed: number): [number, Fact][] {
    const random = randomFrom(seed);
    const who = (): Person => random.pick([ann, bob, cat]);
    const kinds: (() => Fact)[] = [
      () => ({ type: "acknowledged", person: who() }),
      () => ({ type: "declined", person: who() }),
      () => ({ type: "escalated" }),
      () => ({ type: "resolved", summary: "" }),
      () => ({ type: "reopened", because: "" }),
      () => ({ type: "severity changed", from: 1, to: random.pick([1, 2, 3, 4] as const), because: "" }),
      () => opened(patient),
      () =>
        reported(who(), random.pick(["sent", "delivered", "seen", "failing", "failed"] as const), {
          order: random.between(0, 2),
          step: random.between(0, 3),
        }),
    ];
    return Array.from({ length: random.between(0, 6) }, () => [random.between(0, 40), random.pick(kinds)()]);
  }

  test("is what then happens, whatever happened before", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const given = someFacts(seed).sort(([one], [other]) => one - other);
      const { entries, incident } = play({ given, reach: teamsThenPhone, until: 40 });
      const next = comingUp(incident, 1);
      expect([seed, next?.at]).toEqual([seed, nextPaging(incident)]);
      if (next === undefined) continue;
      const [due] = whatIsDue(fold("INC-1", entries), still, next.at);
      const what = due?.kind === "climb" ? "climb" : due?.kind === "fact" ? due.fact.type : due?.kind;
      expect([seed, what]).toEqual([seed, { try: "page tried", climb: "climb", alarm: "alarm raised" }[next.what]]);
      expect(whatIsDue(incident, still, new Date(next.at.getTime() - 1))).toEqual([]);
    }
  });

  test("names the alarm as such, and its repetition", () => {
    expect(comingUp(play({ until: 6 }).incident, 1)).toMatchObject({
      what: "alarm",
      step: 2,
      targets: [{ user: cat }],
    });
    expect(comingUp(play({ until: 16 }).incident, 1)).toMatchObject({ what: "alarm", step: 3 });
    expect(steps(play({ until: 6 })).at(-1)).toBe("5 paged Bob");
  });
});
