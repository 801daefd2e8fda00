/** What happened, in order, each with its date: the latest, and where the earlier ones are. */
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { type Page, pagesIn } from "../domain/incident/pages.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { sentence } from "./sentence.ts";
import { brief, clip } from "./text.ts";

const shownMax = 40;
const sentenceMax = 220;

export type TimelineRow = { at: string; text: string };

/** A part of a history, and how many entries come before it; `before` where it is not the end. */
export type TimelinePart = {
  id: string;
  title: string;
  entries: readonly Entry[];
  earlier: number;
  before?: number | undefined;
  drill?: true;
  confidential?: true;
};

export function timelineView({ id, entries, earlier, before, ...incident }: TimelinePart): CardMessage {
  const told = timelineRows({ pages: pagesIn(entries) }, entries, shownMax);
  const title = brief(incident.title);
  const from = told.earlier > 0 ? told.first : earlier + 1;
  return cardMessage("timeline", `Timeline of ${marks(incident)}${id}: ${title}`, {
    id,
    title: inert(`${marks(incident)}${id} ${title}`),
    earlier: from > 1 ? `${from - 1} earlier: ` : "",
    earlierSay: from > 1 ? `timeline before ${from}` : "",
    latestSay: before === undefined ? "" : "timeline",
    none: told.rows.length === 0 ? "Nothing here but how pages got on." : "",
    rows: told.rows,
  });
}

/** The latest, oldest first; how many came before, and the number of the first that is shown. */
export function timelineRows(
  { pages }: { pages: readonly Page[] },
  entries: readonly Entry[],
  most: number,
): { rows: TimelineRow[]; earlier: number; first: number } {
  const told = entries.filter(({ fact }) => !isDetail(fact));
  const shown = told.slice(-most);
  const rows = shown.map((entry) => ({
    at: moment(entry.at),
    text: inert(clip(sentence(entry, pages, sentenceMax - 80), sentenceMax)),
  }));
  return { rows, earlier: told.length - rows.length, first: shown[0]?.number ?? 1 };
}

/** How each try got on stands on the card of the page; here it would bury what people did. */
const isDetail = (fact: Fact): boolean =>
  fact.type === "page tried" ||
  fact.type === "activity seen" ||
  (fact.type === "page reported" && fact.state !== "failed");
