import { describe, expect, test } from "@jest/globals";
import { IANAZone } from "luxon";
import type { Layer, Rotation, Schedule } from "../../src/domain/oncall/schedule.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { minuteMs, wallOf } from "../../src/domain/oncall/wall.ts";
import { clockChanges, localOf } from "../../src/domain/oncall/zone.ts";
import { layer, schedule } from "./given.ts";
import { oracle } from "./oracle.ts";
import { randomCase, randomFrom } from "./random.ts";

/** Who is on call by both, with all that is needed to see it again where they differ. */
function differences(schedule: Schedule, instants: readonly Date[], seed: number | string): string[] {
  return instants.flatMap((at) => {
    const [found, expected] = [whoIsOnCall(schedule, at).join("+"), oracle(schedule, at).join("+")];
    if (found === expected) return [];
    return [`seed ${seed}: ${at.toISOString()} is ${found}, not ${expected}, in ${JSON.stringify(schedule)}`];
  });
}

test("schedules of every kind have on call whom a walk through every handoff has", () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 300; seed++) {
    const { schedule, instants } = randomCase(randomFrom(seed), 30);
    wrong.push(...differences(schedule, instants, seed));
  }
  expect(wrong.slice(0, 3)).toEqual([]);
});

describe("every clock change of the next ten years, in every zone", () => {
  const from = new Date("2026-11-22T00:00:00Z");
  const to = new Date("2036-11-22T00:00:00Z");
  const zones = Intl.supportedValuesOf("timeZone");
  const changes = zones.flatMap((zone) => clockChanges(zone, from, to).map((change) => ({ zone, ...change })));

  test("is known: halfway between them every zone has the offset that Luxon says", () => {
    expect(changes.length).toBeGreaterThan(2_000);
    const wrong = zones.flatMap((zone) =>
      [1, 10, 19, 31, 55, 79, 103].flatMap((month) => {
        const at = new Date(Date.UTC(2026, 11 + month, 15, 12));
        const minutes = (wallOf(localOf(at, zone))! - at.getTime()) / minuteMs;
        return minutes === IANAZone.create(zone).offset(at.getTime()) ? [] : [`${zone} ${at.toISOString()} ${minutes}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("hands over as a walk does, where the handoff of an hour, a day and a week lies inside it", () => {
    const wrong = changes.flatMap(({ zone, at, fromMinutes, toMinutes }) => {
      const middle = at.getTime() + ((fromMinutes + toMinutes) / 2) * minuteMs;
      const instants = [-1, 0, 1, 1_800].map((seconds) => new Date(at.getTime() + seconds * 1_000));
      return differences(handingOverAt(middle, zone), instants, zone);
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

/** Layers that are all on call, of turns of an hour, a day and a week that end at this time on the wall. */
function handingOverAt(wall: number, zone: string): Schedule {
  const layerOf = (type: Rotation["type"], hoursBefore: number): Layer => {
    const start = new Date(wall - hoursBefore * 60 * minuteMs).toISOString().slice(0, 19);
    const participants = [1, 2, 3, 4, 5].map((number) => `${type} ${number}`);
    return layer({ name: type, rotation: { type, length: 1, start, participants } });
  };
  return schedule({ timeZone: zone, layers: [layerOf("hourly", 7), layerOf("daily", 72), layerOf("weekly", 336)] });
}
