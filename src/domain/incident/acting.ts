/** Actions: one named person, a time box, an answer; and what is put off until the incident is over. */
import { type Person, samePerson } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";
import { type Action, openActions } from "./work.ts";

const openMax = 50;
const followUpsMax = 200;

/** `minutes` is the time box; without one it is never asked about. */
export type Asked = { owner: Person; text: string; minutes: number | undefined };

/** Whoever takes on an action for themselves has acknowledged it. */
export function openAction(incident: Live, { owner, text, minutes }: Asked, who: Person, now: Date): Fact[] {
  needOpen(incident);
  if (openActions(incident.work).length >= openMax)
    throw new Refusal(
      `${openMax} actions of ${incident.id} are open; that is the most. Say \`done\` or \`drop\` first.`,
    );
  const action = incident.work.actions.length + 1;
  const opened: Fact = { type: "action opened", action, text, owner, ...due(minutes, now) };
  return samePerson(owner, who) ? [opened, { type: "action acknowledged", action }] : [opened];
}

const due = (minutes: number | undefined, now: Date): { dueAt?: string } =>
  minutes === undefined ? {} : { dueAt: inMinutes(minutes, now) };

const inMinutes = (minutes: number, now: Date): string => new Date(now.getTime() + minutes * 60_000).toISOString();

/** The open action that is meant: the one with the number, or the only one that this person has. */
export function meantAction(incident: Live, number: number | undefined, who: Person): Action {
  const open = openActions(incident.work);
  if (number !== undefined) return open.find((each) => each.number === number) ?? noSuchAction(incident, number);
  const own = open.filter(({ owner }) => samePerson(owner, who));
  if (own.length === 1) return own[0]!;
  if (own.length === 0) throw new Refusal(`You have no open action in ${incident.id}. \`actions\` shows them all.`);
  throw new Refusal(`Which? You have ${own.map((each) => each.number).join(", ")}: say \`done ${own[0]!.number}\`.`);
}

function noSuchAction(incident: Live, number: number): never {
  const ended = incident.work.actions.find((each) => each.number === number);
  throw new Refusal(
    ended === undefined
      ? `${incident.id} has no action ${number}. \`actions\` shows them.`
      : `Action ${number} is ${ended.state} already.`,
  );
}

export function acknowledgeAction(incident: Live, number: number | undefined, who: Person): Fact[] {
  needOpen(incident);
  const action = meantAction(incident, number, who);
  if (!samePerson(action.owner, who))
    throw new Refusal(
      `Action ${action.number} is ${action.owner.name}'s. Take it with \`action me ${action.text.slice(0, 60)}\`.`,
    );
  if (action.acknowledgedAt !== undefined) throw new Refusal(`You have acknowledged action ${action.number} already.`);
  return [{ type: "action acknowledged", action: action.number }];
}

export function finishAction(incident: Live, number: number | undefined, result: string, who: Person): Fact[] {
  const action = meantAction(incident, number, who);
  return [{ type: "action done", action: action.number, result }];
}

export function dropAction(incident: Live, number: number | undefined, because: string, who: Person): Fact[] {
  const action = meantAction(incident, number, who);
  return [{ type: "action dropped", action: action.number, because }];
}

/** Counted from now: whoever asks for more time knows how long it will take. */
export function extendAction(
  incident: Live,
  number: number | undefined,
  minutes: number,
  who: Person,
  now: Date,
): Fact[] {
  needOpen(incident);
  const action = meantAction(incident, number, who);
  return [{ type: "action extended", action: action.number, dueAt: inMinutes(minutes, now) }];
}

/** It may be noted while the incident is open, and afterwards as long as its review is not over. */
export function noteFollowUp(incident: Live, text: string, owner: Person | undefined): Fact[] {
  if (incident.work.followUps.length >= followUpsMax)
    throw new Refusal(`${incident.id} has ${followUpsMax} follow-ups; that is the most. Write them into the review.`);
  const followUp = incident.work.followUps.length + 1;
  return [{ type: "follow-up noted", followUp, text, ...(owner === undefined ? {} : { owner }) }];
}
