import { describe, expect, test } from "@jest/globals";
import { isAlarm, type Ladder, ladderOf, stepOf, usualPolicy } from "../../src/domain/escalation/ladder.ts";
import type { EscalationPolicy } from "../../src/domain/oncall/book.ts";
import { followedBy, ladder } from "./given.ts";

describe("a ladder", () => {
  const policy = (name: string, next?: string, more: Partial<EscalationPolicy> = {}): EscalationPolicy => ({
    name,
    ...(next === undefined ? {} : followedBy(next)),
    steps: [{ notify: [{ person: name }], minutes: 3 }],
    repeats: 0,
    lastResort: [],
    ...more,
  });
  const people = ({ steps }: Ladder) =>
    steps.map(({ targets }) => targets.map((each) => Object.values(each)[0]).join());

  test("has the steps of its policy as often as it says, then those of the policies that follow", () => {
    const first = policy("a", " B ", { repeats: 2, lastResort: [{ person: "boss of a" }] });
    const found = ladderOf(first, [first, policy("b", "c", { repeats: 1 }), policy("c")]);
    expect(people(found)).toEqual(["a", "a", "a", "b", "b", "c"]);
    expect(found).toMatchObject({ policy: "a", lastResort: [{ person: "boss of a" }] });
  });

  test("ends with the last resort of the last policy that has one, and climbs a circle once", () => {
    const all = [policy("a", "b"), policy("b", "a", { lastResort: [{ person: "boss of b" }] })];
    expect([people(ladderOf(all[0]!, all)), ladderOf(all[0]!, all).lastResort]).toEqual([
      ["a", "b"],
      [{ person: "boss of b" }],
    ]);
    expect(people(ladderOf(policy("a", "gone"), all))).toEqual(["a"]);
  });

  test("has an end, whatever its policy says", () => {
    expect(ladderOf(policy("a", undefined, { repeats: 5_000 }), []).steps).toHaveLength(1_000);
  });

  test("knows where its alarm begins", () => {
    expect([2, 3, 9].map((step) => isAlarm(ladder, step))).toEqual([false, true, true]);
    expect(stepOf(ladder, 9)).toEqual({ targets: ladder.lastResort, minutes: 10 });
  });

  test("of a roster without a policy pages its rotations one by one, then everybody", () => {
    const rotations = ["primary", "secondary"].map((name) => ({ name, schedule: name }));
    const roster = { name: "Web", members: [], rotations, experts: [], services: [] };
    const { steps, lastResort } = ladderOf(usualPolicy(roster), []);
    expect([...steps.map(({ minutes }) => minutes), steps.at(-1)?.targets, lastResort]).toEqual([
      5,
      5,
      10,
      [{ everyone: "Web" }],
      [{ everyone: "Web" }],
    ]);
    expect(steps[1]!.targets).toEqual([{ rotation: "secondary", roster: "Web" }]);
  });
});
