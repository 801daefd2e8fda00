/** One card for whoever takes over while an incident runs: what they would otherwise have to ask. */
import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { firstPage, isAlarming, type Page } from "../domain/incident/pages.ts";
import { actorName, type Person } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { blank, blankThatSays, type Part, plain, strong } from "./parts.ts";
import { severityMeaning, severityStyle } from "./severity.ts";
import { brief, names } from "./text.ts";

const notesMax = 5;
const pagesMax = 4;

export function shiftBriefCard(incident: Live, entries: readonly Entry[], who: Person): CardMessage {
  const { id, severity, channel } = incident;
  const title = brief(incident.title);
  return cardMessage("brief", `You take over: ${marks(incident)}${id} (severity ${severity}): ${title}`, {
    id,
    heading: inert(`${brief(who.name, 80)}, your shift begins while this is open.`),
    badge: `SEV ${severity}`,
    style: severityStyle(severity),
    title: inert(`${marks(incident)}${title}`),
    state: `${escapeMarkdown(id)} · Open since ${moment(incident.declaredAt)}`,
    rows: [
      { label: "How bad is it?", parts: [plain(`Severity ${severity}: ${severityMeaning(severity)}.`)] },
      { label: "Who leads?", parts: leads(incident) },
      { label: "Pages", parts: incident.pages.slice(-pagesMax).flatMap(pageParts) },
      { label: "Last update", parts: lastUpdate(incident) },
      { label: "Last notes", parts: lastNotes(entries) },
    ],
    next: incident.nextUpdateAt === undefined ? "" : `Next update due ${moment(incident.nextUpdateAt)}`,
    links: channel === undefined ? "" : link(`Open the channel ${channel.name}`, channel.webUrl),
    lead: incident.roles.commander === undefined,
  });
}

function leads({ roles }: Live): Part[] {
  const { commander } = roles;
  if (commander === undefined) return blankThatSays("Nobody has taken command", "lead me");
  return [strong(brief(commander.name, 80)), plain(" has command.")];
}

function pageParts(page: Page): Part[] {
  const { number, because, paging } = page;
  const whose = number === firstPage ? "" : `Page ${number} (${brief(because, 80)}): `;
  if (paging.state === "acknowledged")
    return [plain(whose), strong(brief(paging.by.name, 80)), plain(` answered ${utc(paging.at)}. `)];
  const who = paging.people.length === 0 ? "nobody yet" : names(paging.people.map((person) => person.name));
  return [plain(whose), strong(isAlarming(page) ? "ALARM: nobody has answered. " : `Waiting for ${who}. `)];
}

function lastUpdate({ lastUpdate }: Live): Part[] {
  if (lastUpdate === undefined) return blankThatSays("Stakeholders have no update", "update what is known");
  const by = `${brief(actorName(lastUpdate.by), 80)}, ${utc(lastUpdate.at)}`;
  return [plain(`${brief(lastUpdate.text, 500)} `), blank(by)];
}

/** The newest last, as they were said. */
function lastNotes(entries: readonly Entry[]): Part[] {
  const notes = entries.flatMap(({ fact, at, by }) => (fact.type === "noted" ? [{ text: fact.text, at, by }] : []));
  if (notes.length === 0) return [blank("Nothing has been noted.")];
  return notes
    .slice(-notesMax)
    .flatMap(({ text, at, by }) => [
      plain(`${brief(text, 200)} `),
      blank(`${brief(actorName(by), 60)}, ${utc(at).replace(/^.* (?=\d\d:)/, "")}. `),
    ]);
}
