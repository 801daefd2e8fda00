/** What an incident is, as a fold over its facts. */
import type { Actor, Person } from "../people.ts";
import { samePerson } from "../people.ts";
import type { Conversation, Entry, FactOf, Origin, Role, Severity } from "./facts.ts";
import type { KinFact } from "./facts/kin.ts";
import type { RecordFact } from "./facts/record.ts";
import type { ReviewFact } from "./facts/review.ts";
import type { WorkFact } from "./facts/work.ts";
import { commandAfter, heard, roleAfter } from "./command.ts";
import { alone, type Kin, kinAfter } from "./kin.ts";
import { type Known, knownAfter, nothingKnown } from "./known.ts";
import { type Page, pageAfter } from "./pages.ts";
import { type Review, reviewAfter } from "./reviewing.ts";
import { type Deed, deedsAfter } from "./taking-part.ts";
import { noWork, type Work, workAfter } from "./work.ts";

export type Update = { text: string; at: string; by: Actor };

/** Somebody in a role that several may have. */
export type Member = { role: Role; title: string; person: Person };

type Declared = {
  id: string;
  title: string;
  description: string;
  severity: Severity;
  /** What the severity means, as it was defined when it was said. */
  meaning?: string;
  /** It pages nobody by itself. */
  unpaged?: true;
  drill?: true;
  confidential?: true;
  declaredAt: string;
  declaredBy: Actor;
  said: Conversation | null;
  team?: string;
  teamThread?: string;
  alert?: Origin;
  /** When the impact began, where somebody or the alert said so. */
  startedAt?: string;
  channel?: { conversation: Conversation; name: string; webUrl: string };
  /** Why there is no channel, and where it runs instead. */
  noChannel?: { reason: string; instead: Conversation | null };
  workItem?: { id: number; url: string };
  noWorkItem?: string;
  /** Roles that one person has, and what those are called that are not among the usual ones. */
  roles: Partial<Record<Role, Person>>;
  titles: Partial<Record<Role, string>>;
  /** Everybody in a role that several may have. */
  crew: readonly Member[];
  /** When whoever commands last did or said something, and whether it has been said that they are silent. */
  command?: { seenAt: string; silent?: true };
  /** Command is offered to somebody, who has not answered yet. */
  handover?: { to: Person; at: string; by: Actor; waiting?: true };
  known: Known;
  work: Work;
  kin: Kin;
  review?: Review;
  /** Who took part, and how. */
  deeds: readonly Deed[];
  /** Who is wanted, page by page; the first is the one that began with the incident. */
  pages: readonly Page[];
  /** Everybody who has been paged, in order, once each. */
  paged: Person[];
  acknowledgedAt?: string;
  notes: number;
  lastNote?: Update;
  lastUpdate?: Update;
  /** When the next update was promised, ISO 8601. */
  nextUpdateAt?: string;
  /** What Muster could not do, in words. */
  troubles: string[];
  /** When it was declared, or last reopened. */
  openedAt: string;
  /** How often it was reopened. */
  reopened: number;
  lastChangeAt: string;
  /** When a person last did or said something, as far as is known. */
  lastActivityAt: string;
};

export type Open = Declared & { status: "open" };
export type Resolved = Declared & { status: "resolved"; resolvedAt: string; resolvedBy: Actor; summary: string };
export type Closed = Declared & {
  status: "closed";
  resolvedAt: string;
  resolvedBy: Actor;
  summary: string;
  closedAt: string;
};
export type Live = Open | Resolved | Closed;
export type Incident = { status: "undeclared"; id: string } | Live;

export const undeclared = (id: string): Incident => ({ status: "undeclared", id });

export const fold = (id: string, entries: readonly Entry[]): Incident => entries.reduce(evolve, undeclared(id));

/** Where people work on it: its channel, else the thread it was declared in. Undefined while that is being settled. */
export function placeOf(incident: Live): Conversation | undefined {
  return incident.channel?.conversation ?? incident.noChannel?.instead ?? undefined;
}

export function evolve(incident: Incident, entry: Entry): Incident {
  const { fact, at, by } = entry;
  if (fact.type === "declared") return incident.status === "undeclared" ? declare(incident.id, entry, fact) : incident;
  if (incident.status === "undeclared") return incident;
  const review = reviewAfter(incident.review, entry);
  const changed = {
    ...incident,
    pages: pageAfter(incident.pages, entry),
    known: knownAfter(incident.known, entry),
    work: workAfter(incident.work, entry),
    kin: kinAfter(incident.kin, entry),
    deeds: deedsAfter(incident.deeds, entry),
    ...(review === undefined ? {} : { review }),
    lastChangeAt: at,
    lastActivityAt: by.kind === "person" ? at : incident.lastActivityAt,
  };
  return heard(step(changed, { ...entry, fact }), entry);
}

function declare(id: string, entry: Entry, fact: FactOf<"declared">): Open {
  const { at, by } = entry;
  const { type: _, services = [], ...told } = fact;
  return {
    ...told,
    id,
    status: "open",
    declaredAt: at,
    declaredBy: by,
    ...(fact.alert?.startedAt === undefined ? {} : { startedAt: fact.alert.startedAt }),
    roles: {},
    titles: {},
    crew: [],
    known: nothingKnown(services),
    work: noWork,
    kin: alone,
    deeds: deedsAfter([], entry),
    pages: [],
    paged: [],
    notes: 0,
    troubles: [],
    openedAt: at,
    reopened: 0,
    lastChangeAt: at,
    lastActivityAt: at,
  };
}

const joined = (people: Person[], more: Person[]): Person[] => [
  ...people,
  ...more.filter((one) => !people.some((other) => samePerson(one, other))),
];

/** Back to work: every page starts again unless somebody had answered it. */
function reopen(incident: Live, at: string): Open {
  const { resolvedAt: _at, resolvedBy: _by, summary: _summary, closedAt: _closed, ...rest } = incident as Closed;
  return { ...rest, status: "open", openedAt: at, reopened: rest.reopened + 1 };
}

/** What changes nothing but the pages, or what is known, or the work, the kin or the review; and what changes nothing. */
type OfParts =
  | FactOf<
      | "declared"
      | "page opened"
      | "nobody to page"
      | "alarm raised"
      | "page tried"
      | "page reported"
      | "page failed"
      | "declined"
      | "escalated"
      | "went quiet"
      | "shift changed"
    >
  | RecordFact
  | WorkFact
  | KinFact
  | ReviewFact;

function step(incident: Live, entry: Entry): Live {
  const { fact, at, by } = entry;
  switch (fact.type) {
    case "channel opened":
      return inChannel(incident, { conversation: fact.channel, name: fact.name, webUrl: fact.webUrl });
    case "channel unavailable":
      return { ...incident, noChannel: { reason: fact.reason, instead: fact.instead } };
    case "work item opened":
      return { ...incident, workItem: { id: fact.id, url: fact.url } };
    case "work item unavailable":
      return { ...incident, noWorkItem: fact.reason };
    case "paged":
      return { ...incident, paged: joined(incident.paged, fact.people) };
    case "acknowledged":
      return { ...incident, acknowledgedAt: incident.acknowledgedAt ?? at };
    case "activity seen":
      return { ...incident, lastActivityAt: later(fact.lastAt, incident.lastActivityAt) };
    case "role assigned":
    case "role released":
      return roleAfter(incident, { ...entry, fact });
    case "severity changed":
      return severityAfter(incident, fact);
    case "impact started":
      return { ...incident, startedAt: fact.startedAt };
    case "noted":
      return { ...incident, notes: incident.notes + 1, lastNote: { text: fact.text, at, by } };
    case "update posted":
      return { ...incident, lastUpdate: { text: fact.text, at, by }, nextUpdateAt: fact.nextDueAt };
    case "update overdue":
      return { ...incident, nextUpdateAt: fact.nextDueAt };
    case "resolved":
      return { ...incident, status: "resolved", resolvedAt: at, resolvedBy: by, summary: fact.summary };
    case "reopened":
      return reopen(incident, at);
    case "closed":
      return incident.status === "resolved" ? { ...incident, status: "closed", closedAt: at } : incident;
    case "gave up":
      return { ...incident, troubles: [...incident.troubles, `${fact.doing}: ${fact.reason}`] };
    default:
      return partStep(incident, { ...entry, fact });
  }
}

/** What happens to an incident beside what its parts make of a fact; one that nobody thought of does not compile here. */
function partStep(incident: Live, { fact, at, by }: Entry<OfParts>): Live {
  switch (fact.type) {
    case "time set":
      return fact.which === "impact" ? { ...incident, startedAt: fact.at } : incident;
    case "renamed":
      return { ...incident, title: fact.to };
    case "channel renamed":
      return incident.channel === undefined
        ? incident
        : { ...incident, channel: { ...incident.channel, name: fact.name } };
    case "channel lost":
      return withoutChannel(incident, fact.reason);
    case "merged":
      return mergedAway(incident, fact, at, by);
    case "work item lost":
      return withoutWorkItem(incident, fact.reason);
    case "handover offered":
    case "handover waiting":
    case "handover declined":
    case "commander silent":
      return commandAfter(incident, fact, at, by);
    default:
      return incident;
  }
}

function severityAfter(incident: Live, fact: FactOf<"severity changed">): Live {
  const { meaning: _, unpaged: _unpaged, ...rest } = incident;
  return {
    ...rest,
    severity: fact.to,
    ...(fact.meaning === undefined ? {} : { meaning: fact.meaning }),
    ...(fact.unpaged === undefined ? {} : { unpaged: fact.unpaged }),
  } as Live;
}

function inChannel({ noChannel: _, ...rest }: Live, channel: NonNullable<Live["channel"]>): Live {
  return { ...rest, channel } as Live;
}

function withoutChannel({ channel: _, ...rest }: Live, reason: string): Live {
  return { ...rest, noChannel: { reason, instead: rest.noChannel?.instead ?? null } } as Live;
}

function withoutWorkItem({ workItem: _, ...rest }: Live, reason: string): Live {
  return { ...rest, noWorkItem: reason } as Live;
}

/** It goes on elsewhere: here it is over. */
function mergedAway(incident: Live, { into }: FactOf<"merged">, at: string, by: Actor): Live {
  if (incident.status === "closed") return incident;
  const over =
    incident.status === "resolved" ? incident : { resolvedAt: at, resolvedBy: by, summary: `It goes on as ${into}.` };
  return { ...incident, ...over, status: "closed", closedAt: at };
}

const later = (one: string, other: string): string => (one > other ? one : other);
