import { describe, expect, test } from "@jest/globals";
import type { Measure } from "../../src/domain/learning/measure.ts";
import { monthsBetween, type Question, rangeOf } from "../../src/domain/learning/question.ts";
import { statisticsOf } from "../../src/domain/learning/statistics.ts";
import { noHistory, statsCard } from "../../src/views/stats-card.ts";
import { statsLines } from "../../src/views/stats-lines.ts";
import { type StatsPage, statsPage } from "../../src/views/stats-page.ts";
import { dayMs, later, measure, minuteMs, took } from "../learning/given.ts";
import { seen } from "./seen.ts";

const now = new Date("2026-11-22T18:40:00.000Z");
const everything: Question = { severities: [], services: [] };
const pageOf = (measures: readonly Measure[], question: Question = everything, more = false): StatsPage =>
  statsPage(statisticsOf(measures), question, rangeOf(question.period, now), more);

const many = [10, 20, 30, 40, 50, 60 * 24, 60 * 24 * 8, 60 * 24 * 40].map((minutes, index) =>
  took(minutes * minuteMs, { id: `INC-${index + 1}`, acknowledgedAt: later(minuteMs) }),
);

describe("what the page says", () => {
  test("for each time the median, the percentiles and of how many", () => {
    const [detect, acknowledge, mitigate, recover] = pageOf(many).metrics;
    expect(detect).toEqual({ label: "Detect", median: "–", p75: "–", p90: "–", p95: "–", count: "0" });
    expect(acknowledge).toMatchObject({ median: "1 min", count: "8" });
    expect(mitigate).toMatchObject({ median: "–", count: "0" });
    expect(recover).toEqual({ label: "Recover", median: "45 min", p75: "1 d", p90: "40 d", p95: "40 d", count: "8" });
  });

  test("the distribution as bars, where whatever there is shows", () => {
    const [talk, dora] = pageOf(many).scales;
    expect(talk?.bars.map(({ label, bar, count }) => [label, bar.length, count])).toEqual([
      ["elite or high", 5, "5 (63 %)"],
      ["medium", 0, "0 (0 %)"],
      ["between medium and low", 1, "1 (13 %)"],
      ["low", 1, "1 (13 %)"],
      ["beyond low", 1, "1 (13 %)"],
    ]);
    expect(dora?.bars.map(({ label, count }) => [label, count])).toEqual([
      ["elite", "5 (63 %)"],
      ["high", "0 (0 %)"],
      ["medium", "1 (13 %)"],
      ["low", "2 (25 %)"],
    ]);
    const rare = [...Array.from({ length: 99 }, () => took(minuteMs)), took(2 * dayMs)];
    expect(pageOf(rare).scales[0]?.bars[2]).toMatchObject({ bar: "█", count: "1 (1 %)" });
  });

  test("the last six months and six services, and how many more there are", () => {
    const months = Array.from({ length: 8 }, (_, index) =>
      measure({ declaredAt: `2026-0${index + 1}-01T00:00:00.000Z`, services: [`service ${index}`] }),
    );
    const [, byMonth, byService] = pageOf(months).groups;
    expect(byMonth?.rows.map(({ label }) => label)).toEqual([
      "Aug 2026",
      "Jul 2026",
      "Jun 2026",
      "May 2026",
      "Apr 2026",
      "Mar 2026",
    ]);
    expect([byMonth?.more, byService?.more]).toEqual([
      "2 earlier months are not shown.",
      "2 other services are not shown.",
    ]);
  });

  test("each time where there are fewer than five, by the incident's name unless it is confidential", () => {
    const few = [took(minuteMs), took(2 * minuteMs, { id: "INC-666", confidential: true })];
    expect(pageOf(few).few).toEqual(["Recover: 1 min (INC-42), 2 min"]);
    expect(pageOf(many).few).toEqual([]);
  });

  test("what was left out and why", () => {
    const { notes } = pageOf(
      [
        ...many,
        took(-minuteMs, { id: "INC-9" }),
        took(-minuteMs, { id: "INC-666", confidential: true }),
        measure({ drill: true }),
        measure({ source: "import", reopened: 1, recoveredAt: later(minuteMs) }),
      ],
      everything,
      true,
    );
    expect(notes).toEqual([
      "There are more incidents than can be counted at once: only the latest are.",
      "Detect: not known of 11.",
      "Acknowledge: not known of 3.",
      "Mitigate: not known of 11.",
      "Recover: the clocks disagree in 2 (INC-9).",
      "Not counted: 1 drill.",
      "Reopened: 1; their recovery runs to the last one.",
      "Confidential: 1; counted, and not named.",
      "Imported from elsewhere: 1.",
    ]);
  });

  test.each([
    [everything, "Declared from Dec 2025 to Nov 2026"],
    [{ ...everything, period: monthsBetween("2026-10", "2026-10") }, "Declared in Oct 2026"],
    [{ ...everything, period: { days: 90 } }, "Declared in the last 90 days"],
    [
      { period: monthsBetween("2026-01", "2026-02"), severities: [1, 2], services: ["checkout", "basket"] },
      "Declared from Jan 2026 to Feb 2026 · severity 1, 2 · checkout and basket",
    ],
  ] as [Question, string][])("%j is about: %s", (question, about) => {
    expect(pageOf([], question).about).toBe(about);
  });

  test("no mean anywhere, and why", () => {
    const { whyNoMean, ...page } = pageOf(many);
    expect(whyNoMean).toMatch(/^There is no mean: .*skewed/);
    expect(JSON.stringify(page)).not.toMatch(/mean|average/i);
    expect(JSON.stringify(statisticsOf(many))).not.toMatch(/mean|average/i);
  });
});

test("the card says the same", () => {
  const shown = seen(statsCard(pageOf(many), noHistory));
  for (const words of [
    "8 incidents",
    "Recover",
    "45 min",
    "40 d",
    "elite or high",
    "█████ 5 (63 %)",
    "Severity 1",
    "Nov 2026",
    "checkout",
    "There is no mean",
  ])
    expect(shown).toContain(words);
});

test("nothing to count says so on the card, and how to find more", () => {
  const shown = seen(statsCard(pageOf([]), noHistory));
  expect(shown).toContain("No incidents");
  expect(shown).toContain("muster import incidents.csv");
  expect(shown).not.toMatch(/Median|no mean/);
});

test("the lines for a terminal stand in columns", () => {
  const lines = statsLines(pageOf(many));
  expect(lines.slice(0, 8)).toEqual([
    "8 incidents",
    "Declared from Dec 2025 to Nov 2026",
    "",
    "                                 median          p75          p90          p95    incidents",
    "  Detect                              –            –            –            –            0",
    "  Acknowledge                     1 min        1 min        1 min        1 min            8",
    "  Mitigate                            –            –            –            –            0",
    "  Recover                        45 min          1 d         40 d         40 d            8",
  ]);
  expect(lines).toContain("  elite or high           █████    5 (63 %)    under 1 hour");
  expect(statsLines(pageOf([]))).toEqual(["No incidents", "Declared from Dec 2025 to Nov 2026"]);
});
