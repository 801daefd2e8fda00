/** What happened, in order, each with its date. */
import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { moment } from "./moment.ts";
import { sentence } from "./sentence.ts";
import { brief, clip } from "./text.ts";

const shownMax = 40;
const sentenceMax = 220;

export type TimelineRow = { at: string; text: string };

export function timelineView(incident: Live, entries: readonly Entry[]): CardMessage {
  const rows = timelineRows(entries, shownMax);
  const earlier = entries.length - rows.length;
  const title = brief(incident.title);
  return cardMessage("timeline", `Timeline of ${incident.id}: ${title}`, {
    title: inert(`${incident.id} ${title}`),
    earlier: earlier > 0 ? `${earlier} earlier: ` : "",
    command: `muster export ${incident.id}`,
    rows,
  });
}

/** The latest, oldest first. */
export const timelineRows = (entries: readonly Entry[], most: number): TimelineRow[] =>
  entries.slice(-most).map((entry) => ({
    at: moment(entry.at),
    text: inert(clip(sentence(entry, sentenceMax - 80), sentenceMax)),
  }));
