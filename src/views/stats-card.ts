/** The statistics as a card that can be read on a phone. */
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { plain, type Part, worded } from "./parts.ts";
import type { Bar, Figures, StatsPage } from "./stats-page.ts";
import { brief } from "./text.ts";

/** `hint`: what to say when there is nothing to count. */
export function statsCard(page: StatsPage, hint: Part[]): CardMessage {
  return cardMessage("stats", `${page.heading}: ${page.about}`, {
    heading: page.heading,
    about: [plain(brief(page.about, 300))],
    hint: page.metrics.length === 0 ? hint : [],
    metrics: page.metrics.map(figures),
    few: page.few.map((text) => ({ text: inert(brief(text, 400)) })),
    scales: page.scales.map(({ title, bars }) => ({ title, bars: bars.map(bar) })),
    groups: page.groups.map(({ title, rows, more }) => ({ title, rows: rows.map(figures), more })),
    why: page.metrics.length === 0 ? "" : page.whyNoMean,
    notes: page.notes.map((text) => ({ text: inert(brief(text, 400)) })),
  });
}

/** A phone has room for two of the figures. */
const figures = ({ label, median, p90, count }: Figures) => ({ label: inert(brief(label, 60)), median, p90, count });

const bar = ({ label, range, bar, count }: Bar) => ({ label, range, bar: bar === "" ? count : `${bar} ${count}` });

export const noHistory: Part[] = worded(
  "Another time is `stats 2025`, or `stats last 24 months`. What another tool has kept comes in with `muster import incidents.csv`.",
);
