/** The card that wakes somebody up, in their personal chat. Everything on it follows from the incident alone. */
import type { Live } from "../domain/incident/incident.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert, link } from "./escape.ts";
import { moment } from "./moment.ts";
import { severityMeaning, severityStyle } from "./severity.ts";
import { block, brief } from "./text.ts";

export type Page = { person: Person; step: number };

export function pageCard(incident: Live, page: Page): CardMessage {
  const title = brief(incident.title);
  const standing = standingOf(incident, page);
  return cardMessage("page", `${standing.headline} ${incident.id} (severity ${incident.severity}): ${title}`, {
    id: incident.id,
    headline: standing.headline,
    after: inert(standing.after),
    tone: standing.tone,
    title: inert(title),
    description: inert(block(incident.description, 400, 5)),
    badge: `SEV ${incident.severity}`,
    style: severityStyle(incident.severity),
    bad: `${incident.id} · Severity ${incident.severity}: ${severityMeaning(incident.severity)}`,
    since: `Since ${moment(incident.startedAt ?? incident.declaredAt)}`,
    links:
      incident.channel === undefined ? "" : link(`Open the channel ${incident.channel.name}`, incident.channel.webUrl),
    waiting: standing.waiting,
  });
}

type Standing = { headline: string; after: string; tone: "attention" | "good" | "emphasis"; waiting: boolean };

function standingOf(incident: Live, { person, step }: Page): Standing {
  const { paging } = incident;
  if (incident.status !== "open") {
    return over("It is resolved.", `Resolved ${utc(incident.resolvedAt)}. ${brief(incident.summary, 300)}`);
  }
  if (paging.state === "acknowledged") {
    const self = samePerson(paging.by, person);
    return self
      ? over("You are on it.", `You answered ${utc(paging.at)}.`)
      : over("It is answered.", `${brief(paging.by.name, 80)} answered ${utc(paging.at)}.`);
  }
  if (paging.out.some((out) => samePerson(out, person)))
    return passed("Passed on.", "You cannot come; the page goes to the next step.");
  if (paging.step > step && paging.people.some((one) => samePerson(one, person)))
    return passed("Paged again.", "A newer page is further down.");
  if (paging.step !== step || paging.hurry)
    return passed("Moved on.", `The page went to the next step. Can you take it after all? Say “ack ${incident.id}”.`);
  return { headline: "You are paged.", after: "", tone: "attention", waiting: true };
}

const over = (headline: string, after: string): Standing => ({ headline, after, tone: "good", waiting: false });
const passed = (headline: string, after: string): Standing => ({ headline, after, tone: "emphasis", waiting: false });
