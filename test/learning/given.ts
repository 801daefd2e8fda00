import type { Measure } from "../../src/domain/learning/measure.ts";

/** Declared at 18:40 on 22 November 2026, and nothing else is known. */
export const measure = (more: Partial<Measure> = {}): Measure => ({
  id: "INC-42",
  source: "muster",
  title: "Checkout is down",
  severity: 1,
  services: ["checkout"],
  declaredAt: "2026-11-22T18:40:00.000Z",
  ...more,
});

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** So long later the declaration of `measure`. */
export const later = (ms: number): string => new Date(Date.parse("2026-11-22T18:40:00.000Z") + ms).toISOString();

/** Recovered so long later the declaration, which is the first that is known. */
export const took = (ms: number, more: Partial<Measure> = {}): Measure => measure({ recoveredAt: later(ms), ...more });
