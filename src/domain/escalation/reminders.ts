/** What people are asked for when they have let it rest: what is blank, whoever commands, actions, proposals, handovers. */
import type { Blank } from "../incident/facts/record.ts";
import type { Fact } from "../incident/facts.ts";
import { askedIn, openBlanks } from "../incident/blanks.ts";
import type { Open } from "../incident/incident.ts";
import { type Action, openActions, openProposals, type Proposal } from "../incident/work.ts";
import type { Person } from "../people.ts";
import type { Rhythm } from "./rhythm.ts";

/** A fact that time makes at an instant; `unless`: somebody who may have been heard since, which is to be found out first. */
export type Reminder = { at: Date; fact: Fact; unless?: { heard: Person; since: string } };

const minuteMs = 60_000;
const after = (from: string, minutes: number): Date => new Date(Date.parse(from) + minutes * minuteMs);

/** Whoever sees this every day would not read it any more. */
const severityMax = 3;
const roundsMax = 3;
/** How often somebody is asked how an action went, and how long after one another. */
const asksMax = 3;
const asksApartMinutes = 5;

export function remindersOf(incident: Open, rhythm: Rhythm): Reminder[] {
  return [
    ...blankReminder(incident, rhythm),
    ...silence(incident, rhythm),
    ...openActions(incident.work).flatMap(actionReminder),
    ...openProposals(incident.work).flatMap(proposalReminder),
    ...handoverReminder(incident, rhythm),
  ];
}

function blankReminder(incident: Open, { blankMinutes }: Rhythm): Reminder[] {
  const { asked } = incident.known;
  const round = asked === undefined ? 0 : asked.round + 1;
  const open: Blank[] = openBlanks(incident);
  if (blankMinutes === 0 || incident.severity > severityMax || round >= roundsMax || open.length === 0) return [];
  const at = after(asked?.at ?? incident.openedAt, blankMinutes);
  return [{ at, fact: { type: "blanks asked", blanks: open, of: askedIn(incident, round) ?? null, round } }];
}

/** Somebody has command, and nothing has been heard of them: said once, until they are heard again. */
function silence({ roles, command, severity }: Open, { commanderMinutes }: Rhythm): Reminder[] {
  const { commander } = roles;
  if (commanderMinutes === 0 || severity > severityMax || commander === undefined) return [];
  if (command === undefined || command.silent === true) return [];
  const since = command.seenAt;
  return [
    {
      at: after(since, commanderMinutes),
      fact: { type: "commander silent", person: commander, since },
      unless: { heard: commander, since },
    },
  ];
}

function actionReminder({ number, dueAt, askedAt, asks }: Action): Reminder[] {
  if (dueAt === undefined || asks >= asksMax) return [];
  const at = askedAt === undefined ? new Date(dueAt) : after(askedAt, asksApartMinutes);
  return [{ at, fact: { type: "action asked", action: number } }];
}

function proposalReminder({ number, closesAt, objections, waiting }: Proposal): Reminder[] {
  const at = new Date(closesAt);
  if (objections.length > 0)
    return waiting === true ? [] : [{ at, fact: { type: "proposal waiting", proposal: number } }];
  return [{ at, fact: { type: "proposal settled", proposal: number, outcome: "decided", because: "" } }];
}

function handoverReminder({ handover }: Open, { handoverMinutes }: Rhythm): Reminder[] {
  if (handover === undefined || handover.waiting === true) return [];
  return [{ at: after(handover.at, handoverMinutes), fact: { type: "handover waiting", to: handover.to } }];
}
