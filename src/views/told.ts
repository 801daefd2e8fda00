/** What happened in one instant, as one post where people work on it: with the words that do something about it, and for whom. */
import type { Entry, FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { holds } from "../domain/incident/roles.ts";
import { openActions } from "../domain/incident/work.ts";
import { type Person, samePerson } from "../domain/people.ts";
import type { Message } from "../engine/ports.ts";
import { alarmText } from "./alarm.ts";
import { once } from "./aware.ts";
import { escapeMarkdown, link } from "./escape.ts";
import { planned } from "./local-time.ts";
import { blankSays } from "./record-sentence.ts";
import { gapSays } from "./review-reminder.ts";
import { sentence } from "./sentence.ts";
import { brief } from "./text.ts";

export function toldText(entries: readonly Entry[], incident: Live): Message {
  const mentions = once(entries.flatMap((entry) => wanted(entry, incident)));
  const text = entries
    .filter((entry) => !isSaidOfWhoLeft(entry, entries))
    .map((entry) => told(entry, incident))
    .join(" ");
  return { text, ...(mentions.length === 0 ? {} : { mentions }) };
}

/** What somebody held who left is said with their leaving. */
const isSaidOfWhoLeft = ({ fact, by }: Entry, together: readonly Entry[]): boolean =>
  fact.type === "role released" &&
  by.kind === "muster" &&
  together.some((other) => other.fact.type === "person left" && samePerson(other.fact.person, fact.person));

/** What happened and, where something is to be done about it, the words that do it. */
function told(entry: Entry, incident: Live): string {
  const { fact } = entry;
  const alarming = fact.type === "alarm raised" && incident.pages.find(({ number }) => number === fact.page);
  if (alarming) return `${alarmText(incident, alarming)}\n\n`;
  return `${escapeMarkdown(sentence(entry, incident.pages))}${words(entry, incident)}`;
}

/** Our own words behind the sentence. */
function words({ fact }: Entry, incident: Live): string {
  switch (fact.type) {
    case "update overdue":
      return " Say `update` and what is known now.";
    case "went quiet":
      return " Take it with `ack`.";
    case "blanks asked":
      return ` Say ${fact.blanks.map((blank) => `\`${blankSays[blank]}\``).join(", ")}; or \`quiet all because …\`.`;
    case "commander silent":
      return " Ask for them. If you hear nothing, say `lead me`.";
    case "action asked":
      return ` How did it go? \`done ${fact.action}\`, \`extend ${fact.action} 10m\` or \`drop ${fact.action}\`.`;
    case "proposal waiting":
      return ` Say \`decide ${fact.proposal}\` or \`withdraw ${fact.proposal}\`.`;
    case "handover waiting":
      return " Command stays where it is.";
    case "review asked":
      return ` Say ${gapSays(fact.about)}.`;
    case "review scheduled":
      return late(fact, incident);
    case "person left":
      return leftBehind(incident, fact.person);
    case "merged":
      return fact.url === undefined ? "" : ` ${link(`Go on in ${fact.into}`, fact.url)}`;
    case "role assigned":
      return announcement(fact.role, fact.person, incident);
    default:
      return "";
  }
}

function late({ what, at }: FactOf<"review scheduled">, { review }: Live): string {
  if (what !== "meeting" || review === undefined || at <= review.meetingDueAt) return "";
  return ` That is later than ${escapeMarkdown(planned(review.meetingDueAt, review.zone))}, by which it is due.`;
}

function leftBehind({ roles, work }: Live, person: Person): string {
  const numbers = openActions(work).flatMap(({ number, owner }) => (samePerson(owner, person) ? [number] : []));
  return [
    roles["commander"] === undefined ? " Nobody has command now: say `lead me`." : "",
    numbers.length === 0
      ? ""
      : ` Their open ${numbers.length === 1 ? "action" : "actions"}: ${numbers.join(", ")}. Give each to somebody else, and \`drop\` it here.`,
  ].join("");
}

/** In the words responders know; and whoever commands does not fix. */
function announcement(role: string, person: Person, incident: Live): string {
  const both = holds(incident, "commander", person) && holds(incident, "expert", person);
  const warning = both ? " Whoever commands does not fix: give one of the two away." : "";
  if (role !== "commander") return warning;
  return ` “This is ${escapeMarkdown(brief(person.name, 80))}, I am the incident commander.”${warning}`;
}

/** Who is to hear of it in person. */
function wanted({ fact }: Entry, { roles, work }: Live): Person[] {
  const commander = roles["commander"];
  switch (fact.type) {
    case "blanks asked":
    case "review asked":
      return fact.of === null ? [] : [fact.of];
    case "commander silent":
      return [fact.person, ...(roles["deputy"] === undefined ? [] : [roles["deputy"]])];
    case "action asked": {
      const owner = work.actions.find(({ number }) => number === fact.action)?.owner;
      return owner === undefined ? [] : [owner];
    }
    case "proposal waiting":
      return commander === undefined ? [] : [commander];
    case "handover waiting":
      return [fact.to];
    case "absorbed":
      return fact.aware ?? [];
    default:
      return [];
  }
}
