/** What people are told of their shifts, in their own zone: that one comes, that one begins, that one is over. */
import type { Summary } from "../domain/incident/summary.ts";
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown, link } from "./escape.ts";
import { type LocalTime, localTime } from "./local-time.ts";
import { marks } from "./marks.ts";
import { brief, names } from "./text.ts";

export { shiftBriefCard } from "./shift-brief.ts";

/** At `at` those of `after` take over from those of `before`; `until` undefined is for ever. */
export type ShiftToTell = {
  schedule: string;
  at: Date;
  until: Date | undefined;
  before: readonly string[];
  after: readonly string[];
  zone: string;
};
type WithOpen = ShiftToTell & { open: readonly Summary[] };

const incidentsMax = 10;

export function dayBeforeText({ schedule, at, until, before, zone }: ShiftToTell): Message {
  const local = localTime(zone);
  return paragraphs(
    `**A shift of yours begins ${local.of(at)}**${span(until, local)}, in ${name(schedule)}. Times are those of ${local.zone}.`,
    before.length === 0 ? "Nobody is on call before you." : `Before you it is ${people(before)}.`,
    "You cannot be there? Say `swap @someone`, or `cover me 18:00-22:00`.",
  );
}

export function shiftStartsText({ schedule, until, before, zone, open }: WithOpen): Message {
  const local = localTime(zone);
  return paragraphs(
    `**You are on call in ${name(schedule)} now**${span(until, local)} (${local.zone}).`,
    before.length === 0 ? "Nobody was on call before you." : `Before you it was ${people(before)}.`,
    openNow(open),
  );
}

/** For the one who leaves. */
export function handOffText({ schedule, after, open }: WithOpen): Message {
  const next =
    after.length === 0
      ? "**ALARM: nobody is on call after you.** Say `oncall primary @someone`."
      : `On call now: ${people(after)}.${open.length === 0 ? "" : " Tell them what they need to know."}`;
  return paragraphs(`**Your shift in ${name(schedule)} is over.**`, next, openNow(open));
}

const paragraphs = (...all: readonly string[]): Message => ({ text: all.join("\n\n") });

const name = (text: string): string => escapeMarkdown(brief(text, 80));
const people = (all: readonly string[]): string => escapeMarkdown(names(all));

const span = (until: Date | undefined, local: LocalTime): string =>
  until === undefined ? "" : `, until ${local.of(until)}`;

/** The worst first, then the oldest. */
function openNow(open: readonly Summary[]): string {
  if (open.length === 0) return "No incident is open.";
  const ordered = open.toSorted(
    (one, other) => one.severity - other.severity || (one.declaredAt < other.declaredAt ? -1 : 1),
  );
  const lines = ordered.slice(0, incidentsMax).map(incidentLine);
  const more = open.length > incidentsMax ? [`- and ${open.length - incidentsMax} more: say \`list\``] : [];
  return ["Open now:", "", ...lines, ...more].join("\n");
}

function incidentLine({ id, severity, title, commander, channelUrl, ...kind }: Summary): string {
  const where = channelUrl === undefined ? "" : ` · ${link("Channel", channelUrl)}`;
  const lead = commander === undefined ? "nobody in command" : `${name(commander)} in command`;
  return `- ${marks(kind)}${escapeMarkdown(id)}, severity ${severity}: ${escapeMarkdown(brief(title, 120))} · ${lead}${where}`;
}
