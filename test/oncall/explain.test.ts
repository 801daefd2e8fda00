import { describe, expect, test } from "@jest/globals";
import { explain, explanationLines } from "../../src/domain/oncall/explain.ts";
import type { Layer, Override, Schedule } from "../../src/domain/oncall/schedule.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { layer, schedule } from "./given.ts";
import { randomCase, randomFrom } from "./random.ts";

const standing = (of: Schedule, at: string) => explain(of, new Date(at)).layers.map((each) => each.standing);
const lines = (of: Schedule, at: string): string[] => explanationLines(explain(of, new Date(at)));
const nights: Layer = layer({
  name: "nights",
  priority: 2,
  timeZone: "America/Chicago",
  rotation: { type: "daily", length: 1, start: "2026-01-05T18:00", participants: ["Dan", null] },
  restrictions: [{ days: ["mon", "tue", "thu"], from: "18:00", to: "06:00" }],
});

describe("an explanation", () => {
  test("accounts for every layer: its turn, and what becomes of it", () => {
    const both = schedule({ layers: [layer(), nights] });
    expect(explain(both, new Date("2026-01-06T01:00:00Z"))).toEqual({
      schedule: "Payments",
      timeZone: "Europe/London",
      at: "2026-01-06T01:00:00.000Z",
      onCall: ["Dan"],
      layers: [
        {
          name: "nights",
          priority: 2,
          timeZone: "America/Chicago",
          turn: { number: 1, people: ["Dan"], start: "2026-01-06T00:00:00.000Z", end: "2026-01-07T00:00:00.000Z" },
          standing: { is: "on call" },
        },
        {
          name: "primary",
          priority: 1,
          timeZone: "Europe/London",
          turn: { number: 1, people: ["Ann"], start: "2026-01-05T09:00:00.000Z", end: "2026-01-12T09:00:00.000Z" },
          standing: { is: "hidden", by: ["nights"] },
        },
      ],
      overrides: [],
    });
    expect(standing(both, "2026-01-06T15:00:00Z")).toEqual([
      { is: "outside its restrictions", opens: "2026-01-07T00:00:00.000Z" },
      { is: "on call" },
    ]);
    expect(standing(both, "2026-01-07T01:00:00Z")).toEqual([{ is: "nobody's turn" }, { is: "on call" }]);
    expect(standing(both, "2026-01-05T08:59:59Z")).toEqual([
      { is: "before its start", start: "2026-01-06T00:00:00.000Z" },
      { is: "before its start", start: "2026-01-05T09:00:00.000Z" },
    ]);
  });

  test("says when a layer is active, and when no window opens any more", () => {
    const active = { activeFrom: "2026-02-01T00:00", activeUntil: "2026-03-01T00:00" };
    const february = schedule({
      layers: [{ ...layer(), ...active, restrictions: [{ days: ["mon"], from: "09:00", to: "17:00" }] }],
    });
    expect(standing(february, "2026-01-31T23:59:59Z")).toEqual([
      { is: "not yet active", from: "2026-02-01T00:00:00.000Z" },
    ]);
    expect(standing(february, "2026-02-28T12:00:00Z")).toEqual([{ is: "outside its restrictions" }]);
    expect(standing(february, "2026-03-01T00:00:00Z")).toEqual([
      { is: "no longer active", until: "2026-03-01T00:00:00.000Z" },
    ]);
  });

  test("has everybody on call whom the schedule has, and one layer that counts at least where there is anybody", () => {
    for (let seed = 20_001; seed <= 20_060; seed++) {
      const { schedule: random, instants } = randomCase(randomFrom(seed), 5);
      for (const at of instants) {
        const { onCall, layers, overrides } = explain(random, at);
        expect({ seed, onCall }).toEqual({ seed, onCall: whoIsOnCall(random, at) });
        const byLayers = layers.flatMap(({ standing: { is }, turn }) => (is === "on call" ? turn!.people : []));
        expect({ seed, people: [...new Set(byLayers)].sort() }).toEqual({
          seed,
          people: overrides[0]?.before ?? onCall,
        });
      }
    }
  });
});

describe("in sentences", () => {
  test("it tells times on the schedule's wall and in UTC", () => {
    expect(lines(schedule({ layers: [layer(), nights] }), "2026-07-07T00:00:00Z")).toEqual([
      "On Tue 7 Jul 2026 01:00 Europe/London (7 Jul 2026 00:00 UTC) Dan is on call.",
      "Layer “nights” (priority 2, by the clocks of America/Chicago) counts: it is turn 183, that of Dan, from " +
        "Tue 7 Jul 2026 00:00 Europe/London (6 Jul 2026 23:00 UTC) until Wed 8 Jul 2026 00:00 Europe/London (7 Jul 2026 23:00 UTC).",
      "Layer “primary” (priority 1) is hidden by “nights”. By the calendar it is turn 27, that of Cat, from Mon 6 Jul 2026 09:00 Europe/London " +
        "(6 Jul 2026 08:00 UTC) until Mon 13 Jul 2026 09:00 Europe/London (13 Jul 2026 08:00 UTC).",
    ]);
  });

  test("it tells what each override did, in order", () => {
    const override = (mode: Override["mode"], user: string, replaces?: string): Override => ({
      mode,
      user,
      ...(replaces === undefined ? {} : { replaces }),
      start: "2026-01-06T10:00",
      end: "2026-01-06T12:00",
    });
    const overrides = [
      override("add", "Zoe"),
      override("add", "Zoe"),
      override("replace", "Yan", "Ann"),
      override("replace", "Yan", "Ann"),
      override("replace", "Yan", "Zoe"),
      override("remove", "Ann"),
      override("takeover", "Xia"),
      override("takeover", "Xia"),
      override("remove", "Xia"),
    ];
    const told = lines(schedule({ timeZone: "UTC", overrides }), "2026-01-06T11:00:00Z");
    expect(told[0]).toBe("On Tue 6 Jan 2026 11:00 UTC nobody is on call.");
    const start = "An override from Tue 6 Jan 2026 10:00 UTC until Tue 6 Jan 2026 12:00 UTC ";
    expect(told.slice(2).map((line) => line.replace(start, ""))).toEqual([
      "adds Zoe.",
      "adds Zoe, who is on call already.",
      "replaces Ann by Yan.",
      "replaces Ann by Yan, which changes nothing: Ann is not on call.",
      "replaces Zoe by Yan, who is on call already.",
      "removes Ann, who is not on call anyway.",
      "puts Xia on call alone instead of Yan.",
      "puts Xia on call alone, as it is anyway.",
      "removes Xia.",
    ]);
  });

  test("it says what each layer waits for", () => {
    const layers = [
      nights,
      layer({ name: "later", priority: 0, activeFrom: "2026-02-01T00:00" }),
      layer({ name: "gone", priority: -1, activeUntil: "2026-01-06T00:00" }),
      layer({ name: "to come", priority: -2, rotation: { ...layer().rotation, start: "2026-03-01T00:00" } }),
      layer({ name: "never again", priority: -3, restrictions: [{ days: [], from: "00:00", to: "00:00" }] }),
      layer({ name: "for ever", priority: -4, rotation: { ...layer().rotation, type: "fixed" } }),
    ];
    const told = lines(schedule({ timeZone: "UTC", layers }), "2026-01-06T15:00:00Z");
    expect(told[0]).toBe("On Tue 6 Jan 2026 15:00 UTC Ann is on call.");
    expect(told[1]).toContain(
      "is outside its windows: the next one opens on Wed 7 Jan 2026 00:00 UTC. By the calendar it is turn 1, that of Dan,",
    );
    expect(told[2]).toBe("Layer “later” (priority 0) is not active before Sun 1 Feb 2026 00:00 UTC.");
    expect(told[3]).toBe("Layer “gone” (priority -1) has not been active since Tue 6 Jan 2026 00:00 UTC.");
    expect(told[4]).toBe(
      "Layer “to come” (priority -2) has nobody yet: its first turn begins on Sun 1 Mar 2026 00:00 UTC.",
    );
    expect(told[5]).toContain("is outside its windows: none opens again. By the calendar");
    expect(told[6]).toBe(
      "Layer “for ever” (priority -4) counts: it is turn 1, that of Ann, from Mon 5 Jan 2026 09:00 UTC for ever.",
    );
  });
});
