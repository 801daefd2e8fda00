/** The times of one incident: how long each took, the phases between its milestones, and the bands of its recovery. */
import type { Milestone } from "../domain/incident/facts/record.ts";
import { type Band, bandOf, doraBands, talkBands } from "../domain/learning/bands.ts";
import {
  isKnown,
  type Measure,
  type Metric,
  metrics,
  type Span,
  spansOf,
  type Unknown,
} from "../domain/learning/measure.ts";
import { bad, blank, blankThatSays, type Part, plain, strong } from "./parts.ts";
import { disagreement, missingWords, phaseName, since, spanWords } from "./span-words.ts";

export type TimesRow = { label: string; parts: Part[] };

/** For cards and, joined, for tables in documents. What is not known says what is missing, and where it can how to fill it in. */
export function timesTable(measure: Measure): TimesRow[] {
  const spans = spansOf(measure);
  return [
    ...metrics.map((metric) => ({ label: labels[metric], parts: timeParts(spans[metric], usual[metric]) })),
    ...(spans.phases.length > 1
      ? spans.phases.map((each) => ({ label: phaseName(each), parts: timeParts(each) }))
      : []),
    ...reopenedRow(measure),
    ...bandRows(spans.recover),
  ];
}

const labels: Record<Metric, string> = {
  detect: "To detect",
  acknowledge: "To acknowledge",
  mitigate: "To mitigate",
  recover: "To recover",
};

/** Where each is counted from when that is known. */
const usual: Record<Metric, Milestone> = {
  detect: "impact",
  acknowledge: "declared",
  mitigate: "impact",
  recover: "impact",
};

function timeParts(span: Span | Unknown, from?: Milestone): Part[] {
  if (!isKnown(span)) return blanks(span);
  if (span.negative === true) return [bad(spanWords(span)), plain(` (${disagreement(span)})`)];
  const otherwise = from === undefined || span.from === from ? [] : [plain(` ${since[span.from]}`)];
  return [strong(spanWords(span)), ...otherwise];
}

const blanks = (unknown: Unknown): Part[] =>
  unknown.missing.includes("impact")
    ? blankThatSays("Nobody said when it began", "started 14:05")
    : [blank(missingWords(unknown))];

const times = ["", "once", "twice"];

const reopenedRow = ({ reopened = 0 }: Measure): TimesRow[] =>
  reopened === 0
    ? []
    : [
        {
          label: "Reopened",
          parts: [plain(`${times[reopened] ?? `${reopened} times`}; recovery runs to the last one`)],
        },
      ];

function bandRows(span: Span | Unknown): TimesRow[] {
  if (!isKnown(span)) return [];
  if (span.negative === true) return [{ label: "Band", parts: [blank("None: the clocks disagree.")] }];
  return [
    { label: "Band", parts: bandParts(talkBands, span.ms) },
    { label: "DORA's scale", parts: bandParts(doraBands, span.ms) },
  ];
}

function bandParts(bands: readonly Band[], ms: number): Part[] {
  const name = bandOf(bands, ms);
  const range = bands.find((band) => band.name === name)?.range ?? "";
  return [strong(name ?? "none"), plain(` (${range})`)];
}
