/** What the statistics say, in words: for the card and for the command line. */
import { type Band, doraBands, talkBands } from "../domain/learning/bands.ts";
import { type Metric, metrics } from "../domain/learning/measure.ts";
import type { Month } from "../domain/learning/month.ts";
import type { Question, Range } from "../domain/learning/question.ts";
import type { Each, Group, Statistics, Summary } from "../domain/learning/statistics.ts";
import { durationWords } from "../domain/time.ts";
import { counted } from "./phrase.ts";
import { names as listOf } from "./text.ts";

/** What a row of a table says of some incidents. */
export type Figures = { label: string; median: string; p75: string; p90: string; p95: string; count: string };
export type Bar = { label: string; range: string; bar: string; count: string };

export type StatsPage = {
  heading: string;
  about: string;
  metrics: Figures[];
  /** Where there are so few that each is shown: "To detect: 4 min (INC-1), 9 min (INC-7)". */
  few: string[];
  /** By band, of the time to recover. */
  scales: { title: string; bars: Bar[] }[];
  /** The time to recover by severity, month and service. */
  groups: { title: string; rows: Figures[]; more: string }[];
  whyNoMean: string;
  /** What was left out, and why. */
  notes: string[];
};

export const whyNoMean =
  "There is no mean: times to recover are skewed, so a few long incidents move it more than any improvement does (Davidovič, Incident Metrics in SRE; the VOID report 2021; DORA gave up its own in 2023).";

const monthsShown = 6;
const servicesShown = 6;
const idsShown = 6;

/** `more`: there were more incidents than anybody could count, and only the latest are. */
export function statsPage(found: Statistics, question: Question, range: Range, more: boolean): StatsPage {
  const { incidents, bySeverity, byMonth, byService } = found;
  const groups = [
    { title: "Recovery by severity", rows: bySeverity.map((each) => groupRow(`Severity ${each.key}`, each)), more: "" },
    {
      title: "Recovery by month",
      rows: byMonth.slice(0, monthsShown).map((each) => groupRow(monthWords(each.key), each)),
      more: moreOf(byMonth.length - monthsShown, "earlier months"),
    },
    {
      title: "Recovery by service",
      rows: byService.slice(0, servicesShown).map((each) => groupRow(each.key, each)),
      more: moreOf(byService.length - servicesShown, "other services"),
    },
  ];
  return {
    heading: incidents === 0 ? "No incidents" : `${counted(incidents, "incident")}`,
    about: aboutWords(question, range),
    metrics: incidents === 0 ? [] : metrics.map((metric) => figuresOf(metricLabel[metric], found.metrics[metric])),
    few: metrics.flatMap((metric) => fewWords(metric, found.metrics[metric])),
    scales: scalesOf(found.metrics.recover),
    groups: groups.filter(({ rows }) => rows.length > 0),
    whyNoMean,
    notes: notesOf(found, more),
  };
}

const metricLabel: Record<Metric, string> = {
  detect: "Detect",
  acknowledge: "Acknowledge",
  mitigate: "Mitigate",
  recover: "Recover",
};

const nothing = "–";

const figuresOf = (label: string, { medianMs, percentiles, count }: Summary): Figures => ({
  label,
  median: wordsFor(medianMs),
  p75: wordsFor(percentiles?.p75Ms),
  p90: wordsFor(percentiles?.p90Ms),
  p95: wordsFor(percentiles?.p95Ms),
  count: String(count),
});

const wordsFor = (ms: number | undefined): string => (ms === undefined ? nothing : durationWords(ms));

const groupRow = (label: string, group: Group<unknown>): Figures => figuresOf(label, group.metrics.recover);

const moreOf = (count: number, what: string): string => (count > 0 ? `${count} ${what} are not shown.` : "");

const fewWords = (metric: Metric, { each }: Summary): string[] =>
  each === undefined ? [] : [`${metricLabel[metric]}: ${each.map(eachWords).join(", ")}`];

const eachWords = ({ id, ms }: Each): string => `${durationWords(ms)}${id === undefined ? "" : ` (${id})`}`;

function scalesOf({ count, bands }: Summary): StatsPage["scales"] {
  if (count === 0) return [];
  return [
    { title: "Recovery by band", bars: barsOf(talkBands, bands.talk, count) },
    { title: "Recovery on DORA's scale", bars: barsOf(doraBands, bands.dora, count) },
  ];
}

/** With the count behind it, as wide as a phone has room for. */
const barMax = 8;

function barsOf<N extends string>(bands: readonly Band<N>[], counts: Record<N, number>, all: number): Bar[] {
  return bands.map(({ name, range }) => {
    const share = counts[name] / all;
    // Whatever there is shows.
    const length = counts[name] === 0 ? 0 : Math.max(Math.round(share * barMax), 1);
    return { label: name, range, bar: "█".repeat(length), count: `${counts[name]} (${Math.round(share * 100)} %)` };
  });
}

function aboutWords({ severities, services, period }: Question, { fromMonth, toMonth }: Range): string {
  const when =
    period !== undefined && "days" in period
      ? `in the last ${period.days} days`
      : fromMonth === toMonth
        ? `in ${monthWords(fromMonth)}`
        : `from ${monthWords(fromMonth)} to ${monthWords(toMonth)}`;
  return [
    `Declared ${when}`,
    ...(severities.length === 0 ? [] : [`severity ${severities.join(", ")}`]),
    ...(services.length === 0 ? [] : [listOf(services)]),
  ].join(" · ");
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Nov 2026" */
const monthWords = (month: Month): string => `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

function notesOf(found: Statistics, more: boolean): string[] {
  const { drills, confidential, reopened, imported } = found;
  return [
    ...(more ? ["There are more incidents than can be counted at once: only the latest are."] : []),
    ...metrics.flatMap((metric) => leftOut(metric, found.metrics[metric])),
    ...(drills === 0 ? [] : [`Not counted: ${counted(drills, "drill")}.`]),
    ...(reopened === 0 ? [] : [`Reopened: ${reopened}; their recovery runs to the last one.`]),
    ...(confidential === 0 ? [] : [`Confidential: ${confidential}; counted, and not named.`]),
    ...(imported === 0 ? [] : [`Imported from elsewhere: ${imported}.`]),
  ];
}

function leftOut(metric: Metric, { missing, negative, negativeIds }: Summary): string[] {
  const why = [
    ...(missing === 0 ? [] : [`not known of ${missing}`]),
    ...(negative === 0
      ? []
      : [`the clocks disagree in ${negative}${negativeIds.length === 0 ? "" : ` (${listOf(negativeIds, idsShown)})`}`]),
  ];
  return why.length === 0 ? [] : [`${metricLabel[metric]}: ${why.join("; ")}.`];
}
