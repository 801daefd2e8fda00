/** What an incident is, as a fold over its facts. */
import type { Actor, Person } from "../people.ts";
import { samePerson } from "../people.ts";
import type { Conversation, Entry, FactOf, Origin, Role, Severity } from "./facts.ts";
import { type Page, pageAfter } from "./pages.ts";

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
  if (fact.type === "declared") return incident.status === "undeclared" ? declare(incident.id, fact, at, by) : incident;
  if (incident.status === "undeclared") return incident;
  const changed = {
    ...incident,
    pages: pageAfter(incident.pages, entry),
    lastChangeAt: at,
    lastActivityAt: by.kind === "person" ? at : incident.lastActivityAt,
  };
  return step(changed, { ...entry, fact });
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
    pages: [],
    paged: [],
    notes: 0,
    troubles: [],
    lastChangeAt: at,
    lastActivityAt: at,
  };
}

const joined = (people: Person[], more: Person[]): Person[] => [
  ...people,
  ...more.filter((one) => !people.some((other) => samePerson(one, other))),
];

/** Back to work: every page starts again unless somebody had answered it. */
function reopen(incident: Live): Open {
  const { resolvedAt: _at, resolvedBy: _by, summary: _summary, closedAt: _closed, ...rest } = incident as Closed;
  return { ...rest, status: "open" };
}

/** Pages and what is only told of them change nothing but the pages. */
type OfPages = FactOf<
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
>;

function step(incident: Live, { fact, at, by }: Entry): Live {
  switch (fact.type) {
    case "channel opened":
      return { ...incident, channel: { conversation: fact.channel, name: fact.name, webUrl: fact.webUrl } };
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
      return { ...incident, roles: { ...incident.roles, [fact.role]: fact.person } };
    case "role released":
      return { ...incident, roles: without(incident.roles, fact.role) };
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
      return reopen(incident);
    case "closed":
      return incident.status === "resolved" ? { ...incident, status: "closed", closedAt: at } : incident;
    case "gave up":
      return { ...incident, troubles: [...incident.troubles, `${fact.doing}: ${fact.reason}`] };
    default:
      return unchanged(incident, fact);
  }
}

/** A fact that nobody thought of does not compile here. */
const unchanged = (incident: Live, _fact: OfPages): Live => incident;

const later = (one: string, other: string): string => (one > other ? one : other);

const without = (roles: Live["roles"], role: Role): Live["roles"] =>
  Object.fromEntries(Object.entries(roles).filter(([each]) => each !== role));
