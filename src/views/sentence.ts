/**
 * Every fact as one plain sentence with who did it, for the timeline and the channel. What people wrote stands in it
 * as they wrote it, on one line: whoever shows it escapes it for the place (see escape.ts).
 */
import type { Entry, FactOf } from "../domain/incident/facts.ts";
import type { Page } from "../domain/incident/pages.ts";
import { type Actor, actorName, samePerson } from "../domain/people.ts";
import { unreachable } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { isAboutKin, kinSentence } from "./kin-sentence.ts";
import { isAboutPages, pageSentence } from "./page-sentence.ts";
import { because, capital, stop } from "./phrase.ts";
import { isAboutRecord, recordSentence } from "./record-sentence.ts";
import { isAboutReview, reviewSentence } from "./review-sentence.ts";
import { roleName } from "./role-name.ts";
import { brief } from "./text.ts";
import { isAboutWork, workSentence } from "./work-sentence.ts";

/** `pages` as they stand now say whom a page is for, and why. `wordsMax` bounds what is quoted from people. */
export function sentence({ fact, by }: Entry, pages: readonly Page[] = [], wordsMax = 400): string {
  if (isAboutPages(fact)) return pageSentence(fact, by, pages, wordsMax);
  const who = capital(brief(actorName(by), 80));
  if (isAboutRecord(fact)) return recordSentence(fact, who, wordsMax);
  if (isAboutWork(fact)) return workSentence(fact, by, who, wordsMax);
  if (isAboutKin(fact)) return kinSentence(fact, who, wordsMax);
  if (isAboutReview(fact)) return reviewSentence(fact, who, wordsMax);
  const quoted = (text: string) => brief(text, wordsMax);
  switch (fact.type) {
    case "declared":
      return `${who} declared a ${fact.drill === true ? "DRILL, as a " : ""}severity ${fact.severity} incident: ${quoted(fact.title)}`;
    case "channel opened":
      return `The channel ${quoted(fact.name)} is open.`;
    case "channel unavailable":
      return stop(`It has no channel of its own: ${quoted(fact.reason)}`);
    case "work item opened":
      return `Work item ${fact.id} is open.`;
    case "work item unavailable":
      return stop(`It has no work item: ${quoted(fact.reason)}`);
    case "role assigned":
      return assigned(fact, by, who);
    case "role released":
      return samePersonActs(by, fact.person)
        ? `${who} stepped down as ${roleName(fact.role, fact.title)}.`
        : `${who} released ${brief(fact.person.name)} as ${roleName(fact.role, fact.title)}.`;
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
      return because(`${who} closed the incident`, quoted(fact.because ?? ""));
    case "gave up":
      return stop(`Muster could not ${quoted(fact.doing)}: ${quoted(fact.reason)}`);
    default:
      return unreachable(fact);
  }
}

function assigned(fact: FactOf<"role assigned">, by: Actor, who: string): string {
  const themselves = samePersonActs(by, fact.person);
  if (fact.role === "commander" && themselves) return `${who} took command.`;
  if (themselves) return `${who} took the role of ${roleName(fact.role, fact.title)}.`;
  return fact.role === "commander"
    ? `${who} gave command to ${brief(fact.person.name)}.`
    : `${who} made ${brief(fact.person.name)} ${roleName(fact.role, fact.title)}.`;
}

const samePersonActs = (by: Actor, person: { id: string; name: string }): boolean =>
  by.kind === "person" && samePerson(by.person, person);
