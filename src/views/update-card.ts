/** An update for stakeholders: what is known, how bad it is, and when they will hear more. */
import type { Live } from "../domain/incident/incident.ts";
import { type Actor, actorName } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { linesOf } from "./lines.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { severityMeaning, severityStyle } from "./severity.ts";
import { brief } from "./text.ts";

export type UpdateToShow = { text: string; at: string; by: Actor; nextDueAt?: string | undefined };

export function updateCard(incident: Live, update: UpdateToShow, statusPageUrl?: string): CardMessage {
  const title = brief(incident.title);
  const over = incident.status !== "open";
  const ended = incident.kin.mergedInto === undefined ? "Resolved" : "Merged";
  return cardMessage("update", `${marks(incident)}${incident.id} ${title}: ${update.text}`, {
    id: incident.id,
    title: inert(`${marks(incident)}${title}`),
    badge: over ? ended.toUpperCase() : `SEV ${incident.severity}`,
    style: over ? "good" : severityStyle(incident.severity),
    bad: `${incident.id} · ${over ? ended : "Open"} · Severity ${incident.severity}: ${severityMeaning(incident.severity)}`,
    text: linesOf(update.text, 2_000, 20),
    by: `${escapeMarkdown(brief(actorName(update.by), 80))} · ${moment(update.at)}`,
    next: over || update.nextDueAt === undefined ? "" : `The next update comes by ${moment(update.nextDueAt)}.`,
    links: statusPageUrl === undefined ? "" : link("Status page", statusPageUrl),
  });
}
