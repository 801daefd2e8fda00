/** Incidents in one list, the newest first, as many as a phone can bear. */
import { type Found, isPlain, type Wanted } from "../domain/incident/finding.ts";
import type { Summary } from "../domain/incident/summary.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { capital, counted } from "./phrase.ts";
import { severityStyle } from "./severity.ts";
import { brief, clip, oneLine } from "./text.ts";

/** How many stand on one card. */
export const mostListed = 20;
const wordsMax = 200;

/** It says how many there are only where all of them are on the card: counting the others would mean reading them. */
export function listView({ incidents, goOn }: Found, wanted: Wanted): CardMessage {
  const all = goOn === undefined && wanted.before === undefined;
  const heading = all ? howMany(incidents, wanted) : capital(`${described(wanted, "incidents")}, newest first`);
  const tired = goOn !== undefined && incidents.length < mostListed;
  return cardMessage("list", heading, {
    heading: escapeMarkdown(heading),
    none: all && incidents.length === 0 && isPlain(wanted) && wanted.which === "open",
    note: tired ? `Looked back to ${goOn}.` : all || incidents.length > 0 ? "" : "There are no more.",
    rows: incidents.map(row),
    older: goOn === undefined ? "" : asked(wanted, goOn),
    newest: wanted.before === undefined ? "" : asked(wanted, undefined),
  });
}

function howMany(incidents: readonly Summary[], wanted: Wanted): string {
  const { length } = incidents;
  if (wanted.which !== "open" || !isPlain(wanted))
    return `${length === 0 ? "No" : length} ${described(wanted, length === 1 ? "incident" : "incidents")}`;
  const open = incidents.filter((incident) => incident.status === "open").length;
  return length === 0 ? "No incidents" : `${counted(length, "incident")}, ${open} open`;
}

/** "closed incidents of severity 1 with “checkout” before INC-900". */
function described({ which, severity, words, before }: Wanted, noun: string): string {
  const state = { open: `${noun} not closed`, closed: `closed ${noun}`, all: noun }[which];
  return [
    state,
    ...(severity === undefined ? [] : [`of severity ${severity}`]),
    ...(words === "" ? [] : [`with “${brief(words, 60)}”`]),
    ...(before === undefined ? [] : [`before ${before}`]),
  ].join(" ");
}

/** What somebody would say for it. */
const asked = ({ which, severity, words }: Wanted, before: string | undefined): string =>
  [
    "list",
    which,
    ...(severity === undefined ? [] : [`sev${severity}`]),
    ...(words === "" ? [] : [clip(oneLine(words), wordsMax)]),
    ...(before === undefined ? [] : [`before ${before}`]),
  ].join(" ");

function row(incident: Summary) {
  const about = [
    capital(incident.status),
    `since ${utc(incident.declaredAt)}`,
    incident.commander === undefined
      ? "nobody in command"
      : `${escapeMarkdown(brief(incident.commander, 80))} in command`,
    ...(incident.channelUrl === undefined ? [] : [link("Channel", incident.channelUrl)]),
  ];
  return {
    badge: String(incident.severity),
    style: incident.status === "open" ? severityStyle(incident.severity) : "good",
    id: incident.id,
    title: inert(`${marks(incident)}${brief(incident.title, 150)}`),
    about: about.join(" · "),
  };
}
