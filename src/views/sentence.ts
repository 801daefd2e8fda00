/**
 * Every fact as one plain sentence with who did it, for the timeline and the channel. What people wrote stands in it
 * as they wrote it, on one line: whoever shows it escapes it for the place (see escape.ts).
 */
import type { Entry, FactOf, Role } from "../domain/incident/facts.ts";
import { type Actor, actorName, samePerson } from "../domain/people.ts";
import { unreachable } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { brief, names } from "./text.ts";

/** `wordsMax` bounds what is quoted from people. */
export function sentence({ fact, by }: Entry, wordsMax = 400): string {
  const who = capital(brief(actorName(by), 80));
  const quoted = (text: string) => brief(text, wordsMax);
  switch (fact.type) {
    case "declared":
      return `${who} declared a severity ${fact.severity} incident: ${quoted(fact.title)}`;
    case "channel opened":
      return `The channel ${quoted(fact.name)} is open.`;
    case "channel unavailable":
      return stop(`It has no channel of its own: ${quoted(fact.reason)}`);
    case "work item opened":
      return `Work item ${fact.id} is open.`;
    case "work item unavailable":
      return stop(`It has no work item: ${quoted(fact.reason)}`);
    case "paged":
      return `${names(fact.people.map((person) => person.name))} ${fact.people.length === 1 ? "is" : "are"} paged (${stepWords(fact.step)}).`;
    case "nobody to page":
      return `There is nobody to page (${stepWords(fact.step)}).`;
    case "page failed":
      return stop(`${brief(fact.person.name)} could not be paged (${stepWords(fact.step)}): ${quoted(fact.reason)}`);
    case "acknowledged":
      return samePersonActs(by, fact.person)
        ? `${who} acknowledged the page.`
        : `${who} acknowledged the page for ${brief(fact.person.name)}.`;
    case "declined":
      return samePersonActs(by, fact.person)
        ? `${who} cannot come.`
        : `${who} noted that ${brief(fact.person.name)} cannot come.`;
    case "escalated":
      return `${who} escalated the page.`;
    case "role assigned":
      return assigned(fact, by, who);
    case "role released":
      return samePersonActs(by, fact.person)
        ? `${who} stepped down as ${roleName(fact.role)}.`
        : `${who} released ${brief(fact.person.name)} as ${roleName(fact.role)}.`;
    case "severity changed":
      return because(`${who} changed severity from ${fact.from} to ${fact.to}`, quoted(fact.because));
    case "impact started":
      return `${who} put the start of the impact at ${utc(fact.startedAt)}.`;
    case "noted":
      return `${who} noted: ${quoted(fact.text)}`;
    case "update posted":
      return `${who} posted an update (next due ${utc(fact.nextDueAt)}): ${quoted(fact.text)}`;
    case "update overdue":
      return `The update due ${utc(fact.dueAt)} is overdue.`;
    case "resolved":
      return because(`${who} resolved the incident`, quoted(fact.summary));
    case "reopened":
      return because(`${who} reopened the incident`, quoted(fact.because));
    case "closed":
      return `${who} closed the incident.`;
    case "gave up":
      return stop(`Muster could not ${quoted(fact.doing)}: ${quoted(fact.reason)}`);
    default:
      return unreachable(fact);
  }
}

const roleNames: Record<Role, string> = {
  commander: "incident commander",
  scribe: "scribe",
  communications: "communications",
  deputy: "deputy",
};

export const roleName = (role: Role): string => roleNames[role];

/** People count from one. */
export const stepWords = (step: number): string => (step === 0 ? "step 1, on call" : `step ${step + 1}`);

function assigned(fact: FactOf<"role assigned">, by: Actor, who: string): string {
  const themselves = samePersonActs(by, fact.person);
  if (fact.role === "commander" && themselves) return `${who} took command.`;
  if (themselves) return `${who} took the role of ${roleName(fact.role)}.`;
  return fact.role === "commander"
    ? `${who} gave command to ${brief(fact.person.name)}.`
    : `${who} made ${brief(fact.person.name)} ${roleName(fact.role)}.`;
}

const samePersonActs = (by: Actor, person: { id: string; name: string }): boolean =>
  by.kind === "person" && samePerson(by.person, person);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const stop = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const because = (text: string, reason: string): string => (reason === "" ? `${text}.` : `${text}: ${reason}`);
