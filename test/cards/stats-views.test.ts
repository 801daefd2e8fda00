/** The statistics, for everything hostile and too much of it, as Teams would get them. */
import { describe, expect, test } from "@jest/globals";
import type { Measure } from "../../src/domain/learning/measure.ts";
import { rangeOf } from "../../src/domain/learning/question.ts";
import { statisticsOf } from "../../src/domain/learning/statistics.ts";
import { noHistory, statsCard } from "../../src/views/stats-card.ts";
import { statsLines } from "../../src/views/stats-lines.ts";
import { type StatsPage, statsPage } from "../../src/views/stats-page.ts";
import { later, measure, minuteMs, took } from "../learning/given.ts";
import { hostile } from "../views/incidents.ts";
import { cardOf, expectHarmless, expectLawful } from "./harmless.ts";
import { bytesOf } from "./official.ts";

const now = new Date("2026-11-22T18:40:00.000Z");

/** With this text wherever another tool, or who asks, may put one. */
function pagesOf(text: string): StatsPage[] {
  const named = (index: number): Partial<Measure> => ({
    id: `${text}${index}`,
    title: text,
    services: [text, `${text} ${index}`],
  });
  const question = { severities: [], services: [text, text] };
  return [3, 30].map((count) => {
    const some = Array.from({ length: count }, (_, index) => took(index * minuteMs, named(index)));
    const backwards = Array.from({ length: count }, (_, index) => took(-minuteMs, named(count + index)));
    return statsPage(statisticsOf([...some, ...backwards]), question, rangeOf(undefined, now), true);
  });
}

const cases = hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]);

describe.each(cases)("whatever is written: %s", (_, text) => {
  test("the card is lawful and harmless, and its line for notifications is one", () => {
    for (const message of pagesOf(text).map((page) => statsCard(page, noHistory))) {
      const card = cardOf(message);
      expectLawful(card);
      expectHarmless("stats", card);
      expect(message.summary).toMatch(/^\P{Cc}{1,302}$/u);
    }
  });

  test("the terminal gets lines without anything that moves its cursor", () => {
    for (const line of pagesOf(text).flatMap(statsLines)) expect(line).toMatch(/^[^\p{Cc}\u202a-\u202e]*$/u);
  });
});

test("ten years of every severity and a thousand services still make a small card", () => {
  const all = Array.from({ length: 5_000 }, (_, index) =>
    measure({
      id: `INC-${index}`,
      severity: ((index % 5) + 1) as Measure["severity"],
      services: [`a service with quite a long name, number ${index % 1_000}`],
      declaredAt: new Date(now.getTime() - index * 17 * 3_600_000).toISOString(),
      recoveredAt: later(index * minuteMs),
    }),
  );
  const card = cardOf(
    statsCard(
      statsPage(statisticsOf(all), { severities: [], services: [] }, rangeOf({ months: 120 }, now), true),
      noHistory,
    ),
  );
  expectLawful(card);
  expect(bytesOf(card)).toBeLessThan(40_000);
});
