/** The five questions everybody asks first, answered from what is known; a blank says what to type to fill it. */
import type { Live, Open } from "../domain/incident/incident.ts";
import { credibleStart } from "../domain/incident/times.ts";
import type { Person } from "../domain/people.ts";
import { actorName } from "../domain/people.ts";
import { durationWords, utc } from "../domain/time.ts";
import { blank, blankThatSays, type Part, plain, say, strong } from "./parts.ts";
import { stepWords } from "./sentence.ts";
import { severityMeaning } from "./severity.ts";
import { block, brief, names } from "./text.ts";

export type Question = { question: string; answer: Part[] };

export const questions = (incident: Live): Question[] => [
  { question: "When did we know?", answer: when(incident) },
  { question: "How did we know?", answer: how(incident) },
  { question: "Who is aware?", answer: aware(incident) },
  { question: "Is anyone doing anything?", answer: doing(incident) },
  {
    question: "How bad is it?",
    answer: [plain(`Severity ${incident.severity}: ${severityMeaning(incident.severity)}.`), ...described(incident)],
  },
];

function when(incident: Live): Part[] {
  const start = credibleStart(incident);
  const known = plain(`${utc(incident.declaredAt)}. `);
  if (start === undefined) return [known, ...blankThatSays("When it began is not known", "started 14:05")];
  const lateMs = Date.parse(incident.declaredAt) - Date.parse(start);
  return [known, plain(`It began ${lateMs < 1_000 ? "then" : `${durationWords(lateMs)} earlier, ${utc(start)}`}.`)];
}

function how(incident: Live): Part[] {
  if (incident.alert !== undefined) return [plain(`An alert from ${brief(incident.alert.source, 100)}.`)];
  return [plain(`${brief(actorName(incident.declaredBy), 80)} declared it.`)];
}

function aware(incident: Live): Part[] {
  const people = new Map<string, string>();
  const add = (person: Person | undefined) => person !== undefined && people.set(person.id, person.name);
  if (incident.declaredBy.kind === "person") add(incident.declaredBy.person);
  if (incident.paging.state === "acknowledged") add(incident.paging.by);
  for (const person of Object.values(incident.roles)) add(person);
  const paged = incident.paged.filter((person) => !people.has(person.id)).map((person) => person.name);
  return [
    ...(people.size > 0 ? [plain(`${names([...people.values()])}. `)] : []),
    ...(paged.length > 0 ? [plain(`Paged: ${names(paged)}. `)] : []),
    ...(incident.paged.length === 0 ? [blank("Nobody has been paged. ")] : []),
    ...(incident.lastUpdate === undefined
      ? blankThatSays("Stakeholders have heard nothing", "update …")
      : [plain("Stakeholders have an update.")]),
  ];
}

function doing(incident: Live): Part[] {
  if (incident.status !== "open") return [plain("It is resolved.")];
  const commander = incident.roles.commander;
  const command =
    commander === undefined
      ? blankThatSays("Nobody has taken command", "lead me")
      : [strong(brief(commander.name, 80)), plain(" has command.")];
  return [...answered(incident), ...command];
}

function answered({ paging }: Open): Part[] {
  if (paging.state === "acknowledged")
    return [strong(brief(paging.by.name, 80)), plain(` is on it since ${utc(paging.at)}. `)];
  if (paging.step < 0) return [blank("Nobody has been paged yet. ")];
  const coming = paging.people.filter((person) => !paging.out.some((out) => out.id === person.id));
  if (coming.length === 0) return [blank("Nobody could be reached yet; the page goes on. ")];
  return [
    blank(
      `Not yet: ${names(coming.map((person) => person.name))} ${coming.length === 1 ? "has" : "have"} not answered (${stepWords(paging.step)}): say `,
    ),
    say("ack"),
    plain(". "),
  ];
}

const described = (incident: Live): Part[] => {
  const text = block(incident.description, 600, 8);
  return text === "" ? [] : [plain(` ${text}`)];
};
