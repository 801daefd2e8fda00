/** The facts about who does what, and what was decided, as sentences; see sentence.ts. */
import type { Fact, FactOf } from "../domain/incident/facts.ts";
import type { WorkFact } from "../domain/incident/facts/work.ts";
import type { Actor } from "../domain/people.ts";
import { unreachable } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { because, stop } from "./phrase.ts";
import { brief } from "./text.ts";

const about: Record<WorkFact["type"], true> = {
  "action opened": true,
  "action acknowledged": true,
  "action asked": true,
  "action extended": true,
  "action done": true,
  "action dropped": true,
  "follow-up noted": true,
  "follow-up filed": true,
  "follow-up unfiled": true,
  proposed: true,
  objected: true,
  "proposal waiting": true,
  "proposal settled": true,
  decided: true,
  "handover offered": true,
  "handover waiting": true,
  "handover declined": true,
  "commander silent": true,
  "person left": true,
};

export const isAboutWork = (fact: Fact): fact is WorkFact => fact.type in about;

export function workSentence(fact: WorkFact, by: Actor, who: string, wordsMax: number): string {
  const quoted = (text: string) => brief(text, wordsMax);
  switch (fact.type) {
    case "action opened":
      return `${who} asked ${brief(fact.owner.name)} for action ${fact.action}${fact.dueAt === undefined ? "" : `, until ${utc(fact.dueAt)}`}: ${quoted(fact.text)}`;
    case "action acknowledged":
      return `${who} is on action ${fact.action}.`;
    case "action asked":
      return `The time of action ${fact.action} is up.`;
    case "action extended":
      return `${who} extended action ${fact.action} until ${utc(fact.dueAt)}.`;
    case "action done":
      return because(`${who} finished action ${fact.action}`, quoted(fact.result));
    case "action dropped":
      return because(`${who} dropped action ${fact.action}`, quoted(fact.because));
    case "follow-up noted":
      return `${who} put off follow-up ${fact.followUp}${fact.owner === undefined ? "" : ` for ${brief(fact.owner.name)}`}: ${quoted(fact.text)}`;
    case "follow-up filed":
      return `Follow-up ${fact.followUp} is work item ${fact.id}.`;
    case "follow-up unfiled":
      return stop(`Follow-up ${fact.followUp} has no work item: ${quoted(fact.reason)}`);
    case "proposed":
      return `${who} proposed (${fact.proposal}): ${quoted(fact.text)}`;
    case "objected":
      return because(`${who} objected to proposal ${fact.proposal}`, quoted(fact.because));
    case "proposal waiting":
      return `Proposal ${fact.proposal} has objections and waits for a decision.`;
    case "proposal settled":
      return because(settled(fact, by, who), quoted(fact.because));
    case "decided":
      return `${who} decided: ${quoted(fact.text)}`;
    case "handover offered":
      return `${who} offered command to ${brief(fact.to.name)}.`;
    case "handover waiting":
      return `${brief(fact.to.name)} has not answered whether they take command.`;
    case "handover declined":
      return because(`${brief(fact.to.name)} does not take command`, quoted(fact.because));
    case "commander silent":
      return `${brief(fact.person.name)} has command and has done and said nothing since ${utc(fact.since)}.`;
    case "person left":
      return `${brief(fact.person.name)} has left the team.`;
    default:
      return unreachable(fact);
  }
}

/** What time alone decides, nobody objected to. */
function settled({ proposal, outcome }: FactOf<"proposal settled">, by: Actor, who: string): string {
  if (outcome === "withdrawn") return `${who} withdrew proposal ${proposal}`;
  return by.kind === "person"
    ? `${who} decided proposal ${proposal}`
    : `Nobody objected to proposal ${proposal}: it is decided`;
}
