import { describe, expect, test } from "@jest/globals";
import type { Schedule, Shift } from "../../src/domain/oncall/schedule.ts";
import { nextChange, shiftsBetween } from "../../src/domain/oncall/shifts.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { layer, schedule } from "./given.ts";
import { oracle } from "./oracle.ts";
import { randomCase, randomFrom } from "./random.ts";

const between = (of: Schedule, from: string, to: string): string[] =>
  shiftsBetween(of, new Date(from), new Date(to)).map(
    ({ start, end, onCall }) => `${brief(start)} ${brief(end)} ${onCall.join("+")}`,
  );
const brief = (at: Date): string => at.toISOString().replace(":00.000Z", "Z");

describe("shifts", () => {
  test("tile the time without gap or overlap, and have on call whom a walk through every handoff has", () => {
    const wrong: string[] = [];
    for (let seed = 10_001; seed <= 10_120; seed++) {
      const { schedule: random, instants } = randomCase(randomFrom(seed), 2);
      const [from, to] = instants.toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date];
      const shifts = shiftsBetween(random, from, to);
      if (!tiles(shifts, from, to)) wrong.push(`seed ${seed}: ${JSON.stringify(shifts)} for ${JSON.stringify(random)}`);
      for (const { start, end, onCall } of shifts.slice(0, 40))
        for (const at of [start, new Date((start.getTime() + end.getTime()) / 2), new Date(end.getTime() - 1)])
          for (const people of [whoIsOnCall(random, at), oracle(random, at)])
            if (people.join("+") !== onCall.join("+")) wrong.push(`seed ${seed}: ${at.toISOString()} is ${people}`);
      const next = nextChange(random, from)?.getTime();
      if (next !== shifts[1]?.start.getTime() && (next === undefined || next < to.getTime()))
        wrong.push(`seed ${seed}: next is ${next}`);
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test("are as long as the wall's clock says, and are told apart only by who is on call", () => {
    const daily = layer({
      rotation: { type: "daily", length: 1, start: "2026-03-27T09:00", participants: ["Ann", "Bob", "Bob"] },
    });
    expect(between(schedule({ layers: [daily] }), "2026-03-27T00:00Z", "2026-03-31T00:00Z")).toEqual([
      "2026-03-27T00:00Z 2026-03-27T09:00Z ",
      "2026-03-27T09:00Z 2026-03-28T09:00Z Ann",
      "2026-03-28T09:00Z 2026-03-30T08:00Z Bob",
      "2026-03-30T08:00Z 2026-03-31T00:00Z Ann",
    ]);
  });

  test("there are none in no time, and at most 50,000", () => {
    const at = new Date("2026-03-27T00:00Z");
    expect(shiftsBetween(schedule(), at, at)).toEqual([]);
    const hourly = schedule({ layers: [layer({ rotation: { ...layer().rotation, type: "hourly" } })] });
    expect(() => shiftsBetween(hourly, at, new Date("2036-03-27T00:00Z"))).toThrow("more than 50000 shifts");
  });
});

describe("the next change", () => {
  const at = new Date("2026-01-06T12:00Z");

  test("is of people: not of turns, nor of what is hidden", () => {
    const hidden = layer({ name: "below", priority: 0, rotation: { ...layer().rotation, type: "hourly" } });
    expect(nextChange(schedule({ layers: [layer(), hidden] }), at)).toEqual(new Date("2026-01-12T09:00Z"));
    const alone = layer({ rotation: { ...layer().rotation, type: "hourly", participants: ["Ann", ["Ann"], "Ann"] } });
    expect(nextChange(schedule({ layers: [alone] }), at)).toBeUndefined();
  });

  test("is not looked for further than 400 days ahead", () => {
    const yearly = layer({ rotation: { ...layer().rotation, type: "monthly", length: 14 } });
    expect(nextChange(schedule({ layers: [yearly] }), at)).toBeUndefined();
    expect(nextChange(schedule({ layers: [yearly] }), new Date("2026-03-06T12:00Z"))).toEqual(
      new Date("2027-03-05T09:00Z"),
    );
  });

  test("is the edge of an override where that comes first", () => {
    const overrides = [{ mode: "add", user: "Zoe", start: "2026-01-07T10:00", end: "2026-01-07T12:00" }] as const;
    expect(nextChange(schedule({ overrides }), at)).toEqual(new Date("2026-01-07T10:00Z"));
    expect(nextChange(schedule({ overrides }), new Date("2026-01-07T10:00Z"))).toEqual(new Date("2026-01-07T12:00Z"));
  });
});

/** Whether they begin at `from`, end at `to`, and each begins where the one before ends, with other people. */
function tiles(shifts: readonly Shift[], from: Date, to: Date): boolean {
  if (from.getTime() === to.getTime()) return shifts.length === 0;
  const edges = [from, ...shifts.map(({ end }) => end)].map((at) => at.getTime());
  return (
    edges.at(-1) === to.getTime() &&
    shifts.every(({ start }, n) => start.getTime() === edges[n] && start.getTime() < edges[n + 1]!) &&
    shifts.every(({ onCall }, n) => onCall.join("+") !== shifts[n + 1]?.onCall.join("+"))
  );
}
