/** The five questions everybody asks first, answered from what is known; a blank says what to type to fill it. */
import type { Live, Open } from "../domain/incident/incident.ts";
import { firstPage, mainPaging, type Page, type Waiting } from "../domain/incident/pages.ts";
import { credibleStart } from "../domain/incident/times.ts";
import type { Means } from "../domain/oncall/book.ts";
import { actorName, type Person, samePerson } from "../domain/people.ts";
import { durationWords, utc } from "../domain/time.ts";
import { blank, blankThatSays, type Part, plain, say, strong } from "./parts.ts";
import { meansWords, stepWords } from "./paging-words.ts";
import { severityMeaning } from "./severity.ts";
import { brief, names } from "./text.ts";

export type Question = { question: string; answer: Part[] };

export const questions = (incident: Live): Question[] => [
  { question: "When did we know?", answer: when(incident) },
  { question: "How did we know?", answer: how(incident) },
  { question: "Who is aware?", answer: aware(incident) },
  { question: "Is anyone doing anything?", answer: doing(incident) },
  { question: "How bad is it?", answer: bad(incident) },
];

function when(incident: Live): Part[] {
  const start = credibleStart(incident);
  const known = plain(`${utc(incident.declaredAt)}. `);
  if (start === undefined) return [known, ...blankThatSays("When it began is not known", "started 14:05")];
  const lateMs = Date.parse(incident.declaredAt) - Date.parse(start);
  return [known, plain(lateMs < 1_000 ? "It began then." : `It began ${durationWords(lateMs)} before, ${utc(start)}.`)];
}

function how(incident: Live): Part[] {
  if (incident.alert !== undefined) return [plain(`An alert from ${brief(incident.alert.source, 100)}.`)];
  return [plain(`${brief(actorName(incident.declaredBy), 80)} declared it.`)];
}

function aware(incident: Live): Part[] {
  const known = awareOf(incident);
  const paged = incident.paged.filter((person) => !known.some((one) => samePerson(one, person)));
  const stakeholders =
    incident.lastUpdate === undefined ? blankThatSays("Stakeholders have no update", "update what is known") : [];
  return [
    ...(known.length > 0 ? [plain(`${names(nameOf(known))}. `)] : []),
    ...(paged.length > 0 ? [plain(`Paged: ${names(nameOf(paged))}. `)] : []),
    ...(incident.paged.length === 0 ? [blank("Nobody has been paged. ")] : []),
    ...(incident.status === "open" ? stakeholders : []),
  ];
}

/** Those who have shown that they know: whoever declared, answered or took a role. */
function awareOf(incident: Live): Person[] {
  const { declaredBy, pages, roles } = incident;
  const all = [
    ...(declaredBy.kind === "person" ? [declaredBy.person] : []),
    ...pages.flatMap(({ paging }) => (paging.state === "acknowledged" ? [paging.by] : [])),
    ...Object.values(roles),
  ];
  return all.filter((person, index) => all.findIndex((other) => samePerson(person, other)) === index);
}

const nameOf = (people: readonly Person[]): string[] => people.map((person) => person.name);

function doing(incident: Live): Part[] {
  if (incident.status !== "open") return [plain(`${brief(actorName(incident.resolvedBy), 80)} resolved it.`)];
  const commander = incident.roles.commander;
  if (commander === undefined) return [...answered(incident), ...blankThatSays("Nobody has taken command", "lead me")];
  return [...answered(incident), strong(brief(commander.name, 80)), plain(" has command.")];
}

const othersMax = 3;

/** The first page, and the latest of the others. */
function answered(incident: Open): Part[] {
  const others = incident.pages.filter(({ number }) => number !== firstPage).slice(-othersMax);
  return [...first(incident), ...others.flatMap(other)];
}

function first(incident: Open): Part[] {
  const paging = mainPaging(incident);
  if (paging.state === "acknowledged")
    return [strong(brief(paging.by.name, 80)), plain(` is on it since ${utc(paging.at)}${by(paging.means)}. `)];
  const coming = comingOf(paging);
  if (coming.length === 0) return [blank("Nobody has answered: say "), say("ack"), blank(". ")];
  return [blank(`${silent(coming)} (${stepWords(paging.step)}): say `), say("ack"), blank(". ")];
}

function other({ paging, because }: Page): Part[] {
  const why = brief(because, 100);
  if (paging.state === "acknowledged") return [strong(brief(paging.by.name, 80)), plain(` answered too: ${why}. `)];
  const coming = comingOf(paging);
  return [blank(`${coming.length === 0 ? "Nobody has answered yet" : silent(coming)} (${why}). `)];
}

const by = (means: Means | undefined): string =>
  means === undefined || means === "teams" ? "" : `, ${meansWords(means)}`;

const comingOf = ({ people, out }: Waiting): Person[] =>
  people.filter((person) => !out.some((gone) => samePerson(gone, person)));

const silent = (people: readonly Person[]): string =>
  `${names(nameOf(people))} ${people.length === 1 ? "has" : "have"} not answered yet`;

function bad(incident: Live): Part[] {
  const description = brief(incident.description, 500);
  return [
    plain(`Severity ${incident.severity}: ${severityMeaning(incident.severity)}.`),
    ...(description === "" ? [] : [plain(` ${description}`)]),
  ];
}
