/** The end of an incident: what ended it, how long it took, what happened, and what is left to do. */
import type { Entry } from "../domain/incident/facts.ts";
import type { Closed, Resolved } from "../domain/incident/incident.ts";
import { measureOf } from "../domain/incident/measure.ts";
import { owesReview } from "../domain/incident/review-steps.ts";
import { actorName } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert } from "./escape.ts";
import { linesOf } from "./lines.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { blank, type Part, worded } from "./parts.ts";
import { nextOfReview, reviewRows } from "./review-rows.ts";
import { timelineRows } from "./timeline.ts";
import { timesTable } from "./times-table.ts";
import { brief } from "./text.ts";

const shownMax = 10;

/** `again`: it has been reopened since, so that there is nothing to press here any more. */
export function resolvedCard(
  incident: Resolved | Closed,
  entries: readonly Entry[],
  again: { again: true } | undefined = undefined,
): CardMessage {
  const title = brief(incident.title);
  const { rows, earlier } = timelineRows(incident, entries, shownMax);
  const by = escapeMarkdown(brief(actorName(incident.resolvedBy), 80));
  return cardMessage("resolved", `${marks(incident)}${incident.id} is ${incident.status}: ${title}`, {
    id: incident.id,
    badge: again === undefined ? incident.status.toUpperCase() : "REOPENED",
    style: again === undefined ? "good" : "warning",
    title: inert(`${marks(incident)}${title}`),
    state: `${escapeMarkdown(incident.id)} · Severity ${incident.severity} · Resolved ${moment(incident.resolvedAt)} by ${by}`,
    summary: linesOf(incident.summary, 1_000),
    summaryMissing: incident.summary.trim() === "",
    times: timesTable(measureOf(incident)),
    rows,
    earlier: earlier > 0 ? worded(`${earlier} earlier: \`timeline\``, blank) : [],
    review: again === undefined ? reviewRows(incident) : [],
    next: again === undefined ? next(incident) : worded("It was not over: people are at work on it again."),
    show: again === undefined ? buttons(incident) : {},
  });
}

function buttons({ status, severity, review }: Resolved | Closed): Record<string, boolean> {
  const resolved = status === "resolved";
  const owed = owesReview({ severity }) && review?.state !== "reviewed";
  return {
    reopen: true,
    review: resolved && review === undefined,
    close: resolved && !owed,
    closeAnyway: resolved && owed,
  };
}

const next = (incident: Resolved | Closed): Part[] => [
  ...worded(`The review document: say \`review\`, or \`muster export ${incident.id}\` for the whole record. `),
  ...nextOfReview(incident),
];
