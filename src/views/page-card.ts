/** The card that wakes somebody up, in their personal chat. Everything on it follows from the incident alone. */
import type { Live } from "../domain/incident/incident.ts";
import { firstPage, isAlarming, nobodyYet, type Page } from "../domain/incident/pages.ts";
import { momentsOf } from "../domain/incident/moments.ts";
import { actorName, type Person, samePerson } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert, link } from "./escape.ts";
import { linesOf } from "./lines.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { overWords } from "./over.ts";
import { capital } from "./phrase.ts";
import { severityMeaning, severityStyle } from "./severity.ts";
import { brief } from "./text.ts";

/** Who is asked, and by which step of which page. */
export type Asked = { page: number; person: Person; step: number };

export function pageCard(incident: Live, asked: Asked): CardMessage {
  const title = brief(incident.title);
  const page = incident.pages.find(({ number }) => number === asked.page);
  const standing = standingOf(incident, page, asked);
  const headline = `${marks(incident)}${standing.headline}`;
  return cardMessage("page", `${headline} ${incident.id} (severity ${incident.severity}): ${title}`, {
    id: incident.id,
    headline,
    after: inert(standing.after),
    because: inert(becauseOf(page)),
    tone: standing.tone,
    title: inert(title),
    description: linesOf(incident.description, 400, 5),
    badge: `SEV ${incident.severity}`,
    style: severityStyle(incident.severity),
    bad: `${incident.id} · Severity ${incident.severity}: ${severityMeaning(incident.severity)}`,
    since: `Since ${moment(momentsOf(incident).impact ?? incident.declaredAt)}`,
    links:
      incident.channel === undefined ? "" : link(`Open the channel ${incident.channel.name}`, incident.channel.webUrl),
    open: standing.open,
    asked: standing.asked,
  });
}

type Standing = {
  headline: string;
  after: string;
  tone: "attention" | "good" | "emphasis";
  /** Somebody may still answer with this card; `asked` is the one being waited for. */
  open: boolean;
  asked: boolean;
};

/** Why it is this person who is wanted; the first page goes without saying. */
function becauseOf(page: Page | undefined): string {
  if (page === undefined || page.number === firstPage) return "";
  const who = `${capital(brief(actorName(page.by), 80))} asks for help`;
  const why = brief(page.because, 400);
  return why === "" ? `${who}.` : `${who}: ${why}`;
}

function standingOf(incident: Live, page: Page | undefined, { person, step }: Asked): Standing {
  const paging = page?.paging ?? nobodyYet(incident.declaredAt);
  if (incident.status !== "open")
    return over(overWords(incident), `${utc(incident.resolvedAt)}. ${brief(incident.summary, 300)}`);
  if (paging.state === "acknowledged")
    return samePerson(paging.by, person)
      ? over("You are on it.", `You answered ${utc(paging.at)}.`)
      : over("It is answered.", `${brief(paging.by.name, 80)} answered ${utc(paging.at)}.`);
  if (paging.out.some((out) => samePerson(out, person)))
    return { ...movedOn, headline: "You cannot come.", after: "The page goes to the next step.", open: false };
  const waitedFor = !paging.hurry && paging.people.some((one) => samePerson(one, person));
  if (waitedFor && paging.step === step)
    return { headline: headlineOf(page, person), after: "", tone: "attention", open: true, asked: true };
  if (waitedFor && paging.step > step)
    return { ...movedOn, headline: "You are paged again.", after: "Answer the newer page further down.", open: false };
  return movedOn;
}

function headlineOf(page: Page | undefined, { id }: Person): string {
  // A step may name a channel: then it is for whoever reads it first.
  const whom = id.startsWith("19:") ? "Somebody here is needed." : "You are paged.";
  return page !== undefined && isAlarming(page) ? `ALARM: nobody has answered. ${whom}` : whom;
}

/** Late help is still help: whoever wakes up after the page went on can take it. */
const movedOn: Standing = {
  headline: "The page went on to the next step.",
  after: "Nobody has answered yet. You can still take it.",
  tone: "emphasis",
  open: true,
  asked: false,
};

const over = (headline: string, after: string): Standing => ({
  headline,
  after,
  tone: "good",
  open: false,
  asked: false,
});
