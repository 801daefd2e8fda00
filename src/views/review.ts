/**
 * The review of an incident as a document: what the record knows is filled in, what only people know is asked. It asks
 * how and what, and never who is to answer for it.
 */
import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { marks } from "./marks.ts";
import { type Block, ours, type Report, type Section, wordsOf } from "./report.ts";
import { reportHtml } from "./report-html.ts";
import { reportMarkdown } from "./report-markdown.ts";
import { decisions, updates } from "./review/decided.ts";
import { detection, impact } from "./review/impact.ts";
import { left, repairs } from "./review/left.ts";
import { holding, overview } from "./review/overview.ts";
import { responders } from "./review/responders.ts";
import { howLong } from "./review/times.ts";
import { timeline } from "./review/timeline.ts";
import { alerts, changes, type Meanwhile } from "./review/window.ts";
import { brief } from "./text.ts";

/** What is known beside the incident: how long its transcript is and, where somebody has looked, other alerts of that time. */
export type Besides = { lines: number; meanwhile?: Meanwhile };

/** As Markdown. */
export const review = (incident: Live, entries: readonly Entry[], besides: Besides): string =>
  reportMarkdown(reviewReport(incident, entries, besides));

/** As HTML that stands alone: one file without scripts, for light and dark screens and for paper. */
export const reviewHtml = (incident: Live, entries: readonly Entry[], besides: Besides): string =>
  reportHtml(reviewReport(incident, entries, besides));

export function reviewReport(incident: Live, entries: readonly Entry[], { lines, meanwhile }: Besides): Report {
  const sections: Section[] = [
    section("Overview", overview(incident, lines)),
    section("The review", holding(incident)),
    section("Impact", impact(incident, entries)),
    section("How it was detected", detection(incident)),
    section("How long it took", howLong(incident)),
    section("Timeline", timeline(incident, entries)),
    section("Who responded", responders(incident)),
    section("What went well", [
      asks("What did people, tools or luck do that helped, and what of it do we want to keep?"),
    ]),
    section("What was hard", [
      asks(
        "What could we not see, not know or not find, and for how long?",
        "What did we expect to happen, and what happened?",
      ),
    ]),
    section("Decisions", decisions(incident)),
    section("What stakeholders were told", updates(incident, entries)),
    section("Contributing factors", factors),
    section("Alerts in that time", alerts(incident, entries, meanwhile)),
    section("Changes in that time", changes(incident, entries)),
    section("What is left to do", left(incident)),
    section("Planning of repairs", repairs(incident)),
  ];
  return { title: `${marks(incident)}Review of ${incident.id}: ${brief(incident.title, 300)}`, lead, sections };
}

const section = (heading: string, blocks: readonly Block[]): Section => ({ heading, blocks });

const asks = (...all: string[]): Block => ({ kind: "questions", asks: all });

const lead = [
  [
    ours(
      "This document is about how our systems and our ways of working made this possible, and what we learn from it. It names people so that we can ask them what they saw, and takes it that everybody did what made sense to them with what they knew.",
    ),
  ],
];

const factors: Block[] = [
  {
    kind: "paragraph",
    words: wordsOf("There are always several. Ask how and what: such questions open, and others close."),
  },
  asks(
    "What made it possible?",
    "What made it worse, or last longer?",
    "What kept it from being worse?",
    "How did what we did make sense at that moment, with what we knew then?",
    "How does the work usually go, when it goes well?",
  ),
];
