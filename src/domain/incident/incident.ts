/** What an incident is, as a fold over its facts. */
import { unreachable } from "../refusal.ts";
import type { Actor, Person } from "../people.ts";
import { samePerson } from "../people.ts";
import type { Conversation, Entry, FactOf, Origin, Role, Severity } from "./facts.ts";

/** How far the page has got. Step -1: nobody has been paged yet. */
type Waiting = { state: "waiting"; step: number; since: string; people: Person[]; out: Person[]; hurry: boolean };
export type Paging = Waiting | { state: "acknowledged"; step: number; by: Person; at: string };

export type Update = { text: string; at: string; by: Actor };

type Declared = {
  id: string;
  title: string;
  description: string;
  severity: Severity;
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
  roles: Partial<Record<Role, Person>>;
  paging: Paging;
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
  lastChangeAt: string;
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
  if (fact.type === "declared") return incident.status === "undeclared" ? declare(incident.id, fact, at, by) : incident;
  if (incident.status === "undeclared") return incident;
  return step({ ...incident, lastChangeAt: at }, { ...entry, fact });
}

function declare(id: string, fact: FactOf<"declared">, at: string, by: Actor): Open {
  const { type: _, ...told } = fact;
  return {
    ...told,
    id,
    status: "open",
    declaredAt: at,
    declaredBy: by,
    ...(fact.alert?.startedAt === undefined ? {} : { startedAt: fact.alert.startedAt }),
    roles: {},
    paging: nobodyYet(at),
    paged: [],
    notes: 0,
    troubles: [],
    lastChangeAt: at,
  };
}

const nobodyYet = (at: string): Paging => ({ state: "waiting", step: -1, since: at, people: [], out: [], hurry: true });

const waiting = (step: number, since: string, people: Person[]): Waiting => ({
  state: "waiting",
  step,
  since,
  people,
  out: [],
  hurry: false,
});

const hurried = (paging: Paging, at: string): Paging =>
  paging.state === "waiting" ? { ...paging, since: at, hurry: true } : { ...waiting(paging.step, at, []), hurry: true };

/** Somebody paged cannot come, or was not reached. */
function without(paging: Paging, person: Person): Paging {
  if (paging.state !== "waiting" || paging.out.some((out) => samePerson(out, person))) return paging;
  return { ...paging, out: [...paging.out, person] };
}

const joined = (people: Person[], more: Person[]): Person[] => [
  ...people,
  ...more.filter((one) => !people.some((other) => samePerson(one, other))),
];

/** Back to work: the page starts again unless somebody had answered it. */
function reopen(incident: Live, at: string): Open {
  const { resolvedAt: _at, resolvedBy: _by, summary: _summary, closedAt: _closed, ...rest } = incident as Closed;
  return { ...rest, status: "open", paging: rest.paging.state === "acknowledged" ? rest.paging : nobodyYet(at) };
}

function step(incident: Live, { fact, at, by }: Entry): Live {
  switch (fact.type) {
    case "declared":
      return incident;
    case "channel opened":
      return { ...incident, channel: { conversation: fact.channel, name: fact.name, webUrl: fact.webUrl } };
    case "channel unavailable":
      return { ...incident, noChannel: { reason: fact.reason, instead: fact.instead } };
    case "work item opened":
      return { ...incident, workItem: { id: fact.id, url: fact.url } };
    case "work item unavailable":
      return { ...incident, noWorkItem: fact.reason };
    case "paged":
      return { ...incident, paged: joined(incident.paged, fact.people), paging: waiting(fact.step, at, fact.people) };
    case "nobody to page":
      return { ...incident, paging: waiting(fact.step, at, []) };
    case "page failed":
    case "declined":
      return { ...incident, paging: without(incident.paging, fact.person) };
    case "escalated":
      return { ...incident, paging: hurried(incident.paging, at) };
    case "acknowledged":
      return {
        ...incident,
        acknowledgedAt: incident.acknowledgedAt ?? at,
        paging: { state: "acknowledged", step: incident.paging.step, by: fact.person, at },
      };
    case "role assigned":
      return { ...incident, roles: { ...incident.roles, [fact.role]: fact.person } };
    case "role released":
      return {
        ...incident,
        roles: Object.fromEntries(Object.entries(incident.roles).filter(([role]) => role !== fact.role)),
      };
    case "severity changed":
      return { ...incident, severity: fact.to };
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
      return unreachable(fact);
  }
}
