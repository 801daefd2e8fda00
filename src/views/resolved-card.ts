/** The end of an incident: what ended it, how long it took, what happened, and what is left to do. */
import type { Entry } from "../domain/incident/facts.ts";
import type { Closed, Live, Resolved } from "../domain/incident/incident.ts";
import { measureOf } from "../domain/incident/measure.ts";
import { actorName } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert } from "./escape.ts";
import { linesOf } from "./lines.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { blank, type Part, worded } from "./parts.ts";
import { timelineRows } from "./timeline.ts";
import { timesTable } from "./times-table.ts";
import { brief } from "./text.ts";

const shownMax = 10;

export function resolvedCard(incident: Resolved | Closed, entries: readonly Entry[]): CardMessage {
  const title = brief(incident.title);
  const { rows, earlier } = timelineRows(incident, entries, shownMax);
  const by = escapeMarkdown(brief(actorName(incident.resolvedBy), 80));
  return cardMessage("resolved", `${marks(incident)}${incident.id} is ${incident.status}: ${title}`, {
    id: incident.id,
    badge: incident.status.toUpperCase(),
    style: "good",
    title: inert(`${marks(incident)}${title}`),
    state: `${escapeMarkdown(incident.id)} · Severity ${incident.severity} · Resolved ${moment(incident.resolvedAt)} by ${by}`,
    summary: linesOf(incident.summary, 1_000),
    summaryMissing: incident.summary.trim() === "",
    times: timesTable(measureOf(incident)),
    rows,
    earlier: earlier > 0 ? worded(`${earlier} earlier: \`timeline\``, blank) : [],
    next: next(incident),
    resolved: incident.status === "resolved",
  });
}

function next(incident: Live): Part[] {
  const document = `The review document: say \`review\`, or \`muster export ${incident.id}\` for the whole record.`;
  if (incident.status === "closed") return worded(document);
  return worded(`${document} Not over after all? Reopen. Reviewed? Close.`);
}
