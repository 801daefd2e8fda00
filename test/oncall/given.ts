import type { Layer, Schedule } from "../../src/domain/oncall/schedule.ts";

/** Ann, Bob and Cat, a week each from Monday, 5 January 2026, 9:00. */
export const layer = (more: Partial<Layer> = {}): Layer => ({
  name: "primary",
  priority: 1,
  rotation: { type: "weekly", length: 1, start: "2026-01-05T09:00", participants: ["Ann", "Bob", "Cat"] },
  ...more,
});

/** In London, with no overrides. */
export const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  name: "Payments",
  timeZone: "Europe/London",
  layers: [layer()],
  overrides: [],
  ...more,
});
