/** The five questions everybody asks first, answered from what is known; a blank says what to type to fill it. */
import type { Live, Open } from "../domain/incident/incident.ts";
import { credibleStart } from "../domain/incident/times.ts";
import { actorName, type Person, samePerson } from "../domain/people.ts";
import { durationWords, utc } from "../domain/time.ts";
import { blank, blankThatSays, type Part, plain, say, strong } from "./parts.ts";
import { stepWords } from "./sentence.ts";
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
  const { declaredBy, paging, roles } = incident;
  const all = [
    ...(declaredBy.kind === "person" ? [declaredBy.person] : []),
    ...(paging.state === "acknowledged" ? [paging.by] : []),
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

function answered({ paging }: Open): Part[] {
  if (paging.state === "acknowledged")
    return [strong(brief(paging.by.name, 80)), plain(` is on it since ${utc(paging.at)}. `)];
  const coming = paging.people.filter((person) => !paging.out.some((out) => samePerson(out, person)));
  if (coming.length === 0) return [blank("Nobody has answered: say "), say("ack"), blank(". ")];
  const who = `${names(nameOf(coming))} ${coming.length === 1 ? "has" : "have"}`;
  return [blank(`${who} not answered yet (${stepWords(paging.step)}): say `), say("ack"), blank(". ")];
}

function bad(incident: Live): Part[] {
  const description = brief(incident.description, 500);
  return [
    plain(`Severity ${incident.severity}: ${severityMeaning(incident.severity)}.`),
    ...(description === "" ? [] : [plain(` ${description}`)]),
  ];
}
