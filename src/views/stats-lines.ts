/** The statistics as lines for a terminal. */
import type { Figures, StatsPage } from "./stats-page.ts";
import { oneLine } from "./text.ts";

export function statsLines(page: StatsPage): string[] {
  const top = [page.heading, page.about];
  if (page.metrics.length === 0) return [...top, ...page.notes].map(oneLine);
  return [
    ...top,
    "",
    ...table("", page.metrics),
    ...page.few.map((line) => `  ${oneLine(line)}`),
    ...page.scales.flatMap(({ title, bars }) => [
      "",
      title,
      ...bars.map(({ label, bar, count, range }) => barLine(label, bar, count, range)),
    ]),
    ...page.groups.flatMap(({ title, rows, more }) => [
      "",
      ...table(title, rows),
      ...(more === "" ? [] : [`  ${more}`]),
    ]),
    "",
    page.whyNoMean,
    ...page.notes.map(oneLine),
  ];
}

const labelWidth = 26;
const figureWidth = 13;

const table = (title: string, rows: readonly Figures[]): string[] => [
  line(title, "median", "p75", "p90", "p95", "incidents"),
  ...rows.map(({ label, median, p75, p90, p95, count }) => line(`  ${oneLine(label)}`, median, p75, p90, p95, count)),
];

const line = (label: string, ...figures: string[]): string =>
  `${label.slice(0, labelWidth - 1).padEnd(labelWidth)}${figures.map((figure) => figure.padStart(figureWidth)).join("")}`;

const barLine = (label: string, bar: string, count: string, range: string): string =>
  `  ${label.padEnd(labelWidth - 2)}${bar.padEnd(9)}${count.padEnd(12)}${range}`;
