/** What the last resort and the channel are told when nobody has come. */
import type { Live } from "../domain/incident/incident.ts";
import { firstPage, type Page } from "../domain/incident/pages.ts";
import { escapeMarkdown, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { severityMeaning } from "./severity.ts";
import { brief, names } from "./text.ts";

/** Markdown. */
export function alarmText(incident: Live, { number, because, paged }: Page): string {
  const { id, severity, channel } = incident;
  const whose = number === firstPage || because === "" ? "" : ` They are wanted because: ${brief(because, 200)}`;
  const text = escapeMarkdown(`${whyOf(paged)}${whose}`);
  return [
    `**${marks(incident)}ALARM: nobody is on ${escapeMarkdown(id)}, ${escapeMarkdown(brief(incident.title))}**`,
    `Severity ${severity}: ${severityMeaning(severity)}. ${text}`,
    `Take it with \`ack ${id}\`.${channel === undefined ? "" : ` ${link(`Channel ${channel.name}`, channel.webUrl)}`}`,
  ].join("\n\n");
}

/** Everybody who was tried, once each: whoever reads this may know where they are. */
function whyOf(paged: Page["paged"]): string {
  const all = [...new Map(paged.map(({ person }) => [person.id, person.name])).values()];
  if (all.length === 0) return "Nobody was on call, so nobody has been paged.";
  return `Paged, and not answered: ${names(all, 10)}.`;
}
