import type { FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { severityMeaning } from "./severity.ts";
import { brief } from "./text.ts";

/** For those who are told of severities like this: that it has begun, or has become as bad. */
export function announcement(incident: Live, fact: FactOf<"declared" | "severity changed">): Message {
  const severity = fact.type === "declared" ? fact.severity : fact.to;
  const what = `${marks(incident)}${incident.id} ${brief(incident.title)}`;
  const how = fact.type === "declared" ? "is declared as" : "has become";
  const where =
    incident.channel === undefined ? "" : ` ${link(`Channel ${incident.channel.name}`, incident.channel.webUrl)}`;
  return {
    text: `**${escapeMarkdown(what)}** ${how} severity ${severity}: ${escapeMarkdown(severityMeaning(severity, fact.meaning))}.${where}`,
  };
}
