/** Incidents in one list, as many as a phone can bear. */
import type { Summary } from "../domain/incident/summary.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { capital } from "./phrase.ts";
import { severityStyle } from "./severity.ts";
import { brief } from "./text.ts";

const shownMax = 20;

export function listView(incidents: readonly Summary[]): CardMessage {
  const open = incidents.filter((incident) => incident.status === "open").length;
  const heading =
    incidents.length === 0
      ? "No incidents"
      : `${incidents.length} ${incidents.length === 1 ? "incident" : "incidents"}, ${open} open`;
  const more = incidents.length - shownMax;
  return cardMessage("list", heading, {
    heading,
    none: incidents.length === 0,
    more: more > 0 ? `${more} more are not shown.` : "",
    rows: incidents.slice(0, shownMax).map(row),
  });
}

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
