import { describe, expect, test } from "@jest/globals";
import type { Layer, Schedule } from "../../src/domain/oncall/schedule.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { layer, schedule } from "./given.ts";

const who = (of: Schedule, at: string): string => whoIsOnCall(of, new Date(at)).join("+");
const rotating = (over: Partial<Layer["rotation"]>, more: Partial<Layer> = {}): Schedule =>
  schedule({ layers: [layer({ rotation: { ...layer().rotation, ...over }, ...more })] });

describe("turns", () => {
  test("nobody is on call before the first handoff, and it is on the wall's clock", () => {
    const nights = rotating({ type: "daily", start: "2026-03-28T01:30", participants: ["Ann", "Bob", "Cat"] });
    expect(who(nights, "2026-03-28T01:29:59.999Z")).toBe("");
    expect(who(nights, "2026-03-28T01:30:00Z")).toBe("Ann");
    // On the 29th 01:30 is skipped: clocks go from 01:00 to 02:00.
    expect(who(nights, "2026-03-29T00:59:59.999Z")).toBe("Ann");
    expect(who(nights, "2026-03-29T01:00:00Z")).toBe("Bob");
    expect(who(nights, "2026-03-30T00:29:59.999Z")).toBe("Bob");
    expect(who(nights, "2026-03-30T00:30:00Z")).toBe("Cat");
  });

  test("a handoff at a time that comes twice happens at the first", () => {
    const nights = rotating({ type: "daily", start: "2026-10-24T01:30", participants: ["Ann", "Bob", "Cat"] });
    expect(who(nights, "2026-10-25T00:29:59Z")).toBe("Ann");
    expect(who(nights, "2026-10-25T00:30:00Z")).toBe("Bob");
    expect(who(nights, "2026-10-25T01:30:00Z")).toBe("Bob");
    expect(who(nights, "2026-10-26T01:29:59Z")).toBe("Bob");
    expect(who(nights, "2026-10-26T01:30:00Z")).toBe("Cat");
  });

  test("hourly turns count hours on the wall: one is two hours long, and one that has no length is nobody's", () => {
    const hours = rotating({ type: "hourly", start: "2026-10-25T00:00", participants: ["Ann", "Bob", "Cat"] });
    expect(who(hours, "2026-10-24T23:00:00Z")).toBe("Ann");
    expect(who(hours, "2026-10-25T00:00:00Z")).toBe("Bob");
    expect(who(hours, "2026-10-25T01:59:59Z")).toBe("Bob");
    expect(who(hours, "2026-10-25T02:00:00Z")).toBe("Cat");
    const spring = rotating({ type: "hourly", start: "2026-03-29T00:00", participants: ["Ann", "Bob", "Cat"] });
    expect(who(spring, "2026-03-29T00:59:59Z")).toBe("Ann");
    // 01:00 and 02:00 are one instant.
    expect(who(spring, "2026-03-29T01:00:00Z")).toBe("Bob");
    expect(who(spring, "2026-03-29T02:00:00Z")).toBe("Cat");
  });

  test("a month's turn begins on the month's last day where it is shorter, and on its own day again afterwards", () => {
    const months = rotating({ type: "monthly", start: "2026-01-31T09:00", participants: ["Ann", "Bob", "Cat", "Dan"] });
    expect(who(months, "2026-02-28T08:59:59Z")).toBe("Ann");
    expect(who(months, "2026-02-28T09:00:00Z")).toBe("Bob");
    expect(who(months, "2026-03-28T09:00:00Z")).toBe("Bob");
    expect(who(months, "2026-03-31T08:00:00Z")).toBe("Cat");
    expect(who(months, "2026-04-30T08:00:00Z")).toBe("Dan");
    expect(who(months, "2028-02-29T08:59:59Z")).toBe("Ann");
    expect(who(months, "2028-02-29T09:00:00Z")).toBe("Bob");
  });

  test("a fixed rotation is its first turn for ever", () => {
    const fixed = rotating({ type: "fixed", participants: [["Bob", "Ann"], "Cat"] });
    expect(who(fixed, "2026-01-05T08:59:59Z")).toBe("");
    expect(who(fixed, "2126-01-05T09:00:00Z")).toBe("Ann+Bob");
  });
});

describe("layers", () => {
  const below = layer({
    name: "below",
    priority: 1,
    rotation: { ...layer().rotation, type: "fixed", participants: ["Dan"] },
  });

  test("nobody's turn lets the layers below show", () => {
    const above = layer({ priority: 2, rotation: { ...layer().rotation, participants: ["Ann", null, []] } });
    const both = schedule({ layers: [below, above] });
    expect(who(both, "2026-01-06T12:00:00Z")).toBe("Ann");
    expect(who(both, "2026-01-13T12:00:00Z")).toBe("Dan");
    expect(who(both, "2026-01-20T12:00:00Z")).toBe("Dan");
  });

  test("layers of one priority are all on call", () => {
    const other = layer({ name: "other", rotation: { ...layer().rotation, participants: ["Eve", "Dan"] } });
    expect(who(schedule({ layers: [below, other, layer()] }), "2026-01-06T12:00:00Z")).toBe("Ann+Dan+Eve");
  });

  test("a restriction hides, and turns go by the calendar", () => {
    const weekend = rotating(
      { type: "weekly", start: "2026-01-05T09:00", participants: ["Ann", "Bob"] },
      { restrictions: [{ days: ["fri", "sat", "sun"], from: "22:00", to: "06:00" }] },
    );
    expect(who(weekend, "2026-01-09T21:59:59Z")).toBe("");
    expect(who(weekend, "2026-01-09T22:00:00Z")).toBe("Ann");
    expect(who(weekend, "2026-01-10T05:59:59Z")).toBe("Ann");
    expect(who(weekend, "2026-01-10T06:00:00Z")).toBe("");
    expect(who(weekend, "2026-01-12T05:00:00Z")).toBe("Ann");
    expect(who(weekend, "2026-01-16T23:00:00Z")).toBe("Bob");
  });

  test("a window of a whole day ends when it began, a day later", () => {
    const saturdays = rotating({ type: "fixed" }, { restrictions: [{ days: ["sat"], from: "09:00", to: "09:00" }] });
    expect(who(saturdays, "2026-03-28T08:59:59Z")).toBe("");
    expect(who(saturdays, "2026-03-28T09:00:00Z")).toBe("Ann");
    // 23 hours: clocks went forward in the night.
    expect(who(saturdays, "2026-03-29T07:59:59Z")).toBe("Ann");
    expect(who(saturdays, "2026-03-29T08:00:00Z")).toBe("");
  });

  test("a window ends at the last of a time that comes twice, even at that to which clocks are set back", () => {
    const until = (to: string): Schedule =>
      rotating({ type: "fixed" }, { restrictions: [{ days: ["sat"], from: "20:00", to }] });
    expect(who(until("01:30"), "2026-10-25T01:29:59Z")).toBe("Ann");
    expect(who(until("01:30"), "2026-10-25T01:30:00Z")).toBe("");
    // 01:00 is shown for the first time an hour before clocks are set back to it.
    expect(who(until("01:00"), "2026-10-25T00:59:59Z")).toBe("Ann");
    expect(who(until("01:00"), "2026-10-25T01:00:00Z")).toBe("");
  });

  test("an active period starts at the first and ends at the last of a time that comes twice", () => {
    const autumn = { activeFrom: "2026-10-25T01:30", activeUntil: "2026-10-25T01:45" };
    const brief = rotating({ type: "fixed", start: "2026-01-01T00:00" }, autumn);
    expect(who(brief, "2026-10-25T00:29:59Z")).toBe("");
    expect(who(brief, "2026-10-25T00:30:00Z")).toBe("Ann");
    expect(who(brief, "2026-10-25T01:44:59Z")).toBe("Ann");
    expect(who(brief, "2026-10-25T01:45:00Z")).toBe("");
  });
});

describe("overrides", () => {
  const start = "2026-01-06T10:00";
  const end = "2026-01-06T12:00";
  const at = "2026-01-06T11:00:00Z";
  const overridden = (...overrides: Partial<Schedule["overrides"][number]>[]): Schedule =>
    schedule({ overrides: overrides.map((each) => ({ mode: "add", user: "Zoe", start, end, ...each })) });

  test("each mode does what it says, from its start until before its end", () => {
    expect(who(overridden({}), at)).toBe("Ann+Zoe");
    expect(who(overridden({ mode: "remove", user: "Ann" }), at)).toBe("");
    expect(who(overridden({ mode: "replace", replaces: "Ann" }), at)).toBe("Zoe");
    expect(who(overridden({ mode: "replace", replaces: "Bob" }), at)).toBe("Ann");
    expect(who(overridden({ mode: "takeover" }), at)).toBe("Zoe");
    for (const outside of ["2026-01-06T09:59:59.999Z", "2026-01-06T12:00:00Z"])
      expect(who(overridden({ mode: "takeover" }), outside)).toBe("Ann");
  });

  test("a later one wins over an earlier one", () => {
    expect(who(overridden({ mode: "takeover" }, { mode: "replace", user: "Yan", replaces: "Zoe" }), at)).toBe("Yan");
    expect(who(overridden({ mode: "replace", user: "Yan", replaces: "Zoe" }, { mode: "takeover" }), at)).toBe("Zoe");
    expect(who(overridden({ mode: "remove", user: "Ann" }, { mode: "add", user: "Ann" }), at)).toBe("Ann");
  });

  test("names are the same whatever their case, and are shown as they came first", () => {
    expect(who(overridden({ mode: "replace", replaces: "ANN" }), at)).toBe("Zoe");
    expect(who(overridden({ user: " ann" }), at)).toBe("Ann");
  });

  test("local times that come twice are the first for a start and the last for an end", () => {
    const autumn = overridden({ mode: "takeover", start: "2026-10-25T01:15", end: "2026-10-25T01:30" });
    expect(who(autumn, "2026-10-25T00:14:59Z")).toBe("Cat");
    for (const within of ["00:15:00", "00:30:00", "01:00:00", "01:29:59"])
      expect(who(autumn, `2026-10-25T${within}Z`)).toBe("Zoe");
    expect(who(autumn, "2026-10-25T01:30:00Z")).toBe("Cat");
  });

  test("times with an offset are instants", () => {
    const tokyo = overridden({ mode: "takeover", start: "2026-01-06T19:00:00+09:00", end: "2026-01-06T10:30Z" });
    expect(who(tokyo, "2026-01-06T09:59:59Z")).toBe("Ann");
    expect(who(tokyo, "2026-01-06T10:00:00Z")).toBe("Zoe");
    expect(who(tokyo, "2026-01-06T10:30:00Z")).toBe("Ann");
  });
});

test("what cannot be read is refused with a sentence", () => {
  expect(() => who(schedule({ timeZone: "Europe/Nowhere" }), "2026-01-06T12:00:00Z")).toThrow("is no time zone");
  expect(() => who(rotating({ start: "2026-02-30T09:00" }), "2026-01-06T12:00:00Z")).toThrow("cannot start at");
  expect(() => who(rotating({ length: 0 }), "2026-01-06T12:00:00Z")).toThrow("cannot be 0 long");
});
