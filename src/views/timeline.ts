/** What happened, in order, each with its date. */
import type { Entry, Fact } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { sentence } from "./sentence.ts";
import { brief, clip } from "./text.ts";

const shownMax = 40;
const sentenceMax = 220;

export type TimelineRow = { at: string; text: string };

export function timelineView(incident: Live, entries: readonly Entry[]): CardMessage {
  const { rows, earlier } = timelineRows(incident, entries, shownMax);
  const title = brief(incident.title);
  return cardMessage("timeline", `Timeline of ${marks(incident)}${incident.id}: ${title}`, {
    title: inert(`${marks(incident)}${incident.id} ${title}`),
    earlier: earlier > 0 ? `${earlier} earlier: ` : "",
    command: `muster export ${incident.id}`,
    rows,
  });
}

/** The latest, oldest first, and how many came before. */
export function timelineRows(
  { pages }: Live,
  entries: readonly Entry[],
  most: number,
): { rows: TimelineRow[]; earlier: number } {
  const told = entries.filter(({ fact }) => !isDetail(fact));
  const rows = told.slice(-most).map((entry) => ({
    at: moment(entry.at),
    text: inert(clip(sentence(entry, pages, sentenceMax - 80), sentenceMax)),
  }));
  return { rows, earlier: told.length - rows.length };
}

/** How each try got on stands on the card of the page; here it would bury what people did. */
const isDetail = (fact: Fact): boolean =>
  fact.type === "page tried" ||
  fact.type === "activity seen" ||
  (fact.type === "page reported" && fact.state !== "failed");
