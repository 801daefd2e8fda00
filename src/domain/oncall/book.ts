/** All that is known of who can be paged: people, rosters, schedules and policies, each known by its name. */
import type { Role, Severity } from "../incident/facts.ts";
import type { Person } from "../people.ts";
import type { Restriction, Schedule } from "./schedule.ts";

/** Ways to reach somebody. `channel` is a post for all in it, for those steps of a ladder that name a channel. */
export const meansOfPaging = ["teams", "sms", "call", "email", "pagerduty", "webhook", "channel"] as const;
export type Means = (typeof meansOfPaging)[number];

/** By which means, and how many minutes after somebody was paged. In order; the first is at 0. */
export type Reach = { means: Means; afterMinutes: number };

export type Responder = {
  name: string;
  /** Entra object id or user principal name. */
  teams?: string;
  email?: string;
  /** E.164, like +441632960001. */
  phone?: string;
  timeZone?: string;
  reach?: readonly Reach[];
  /** Topics they can be paged for as an expert. */
  expertise?: readonly string[];
  /** Their own PagerDuty routing key (32 characters), for `pagerduty`. */
  pagerduty?: string;
  /** An address of theirs, for `webhook`. */
  webhook?: string;
  /** Local time at which a test page goes to them every day. */
  dailyTest?: string;
};

/** A team of engineers. */
export type Roster = {
  name: string;
  members: readonly string[];
  /** "primary", "secondary" …, in the order in which they are paged. */
  rotations: readonly { name: string; schedule: string }[];
  /** Never on call, paged by topic. */
  experts: readonly string[];
  services: readonly string[];
  policy?: string;
  /** When low urgency is for; without it every page goes out at once. */
  workingHours?: { timeZone: string; windows: readonly Restriction[] };
  /** Local time (of each person) at which a test page goes to every member every day. */
  dailyTest?: string;
};

/** Whom a step of a ladder means. */
export type Target =
  | { person: string }
  | { schedule: string }
  /** A rotation of a roster; without its name of the one that looks after what is broken. */
  | { rotation: string; roster?: string }
  /** Everybody of a roster, those on call first. */
  | { everyone: string }
  /** Whoever knows this topic. */
  | { expert: string; roster?: string }
  /** Whoever has this role in the incident. */
  | { role: Role }
  /** A conversation in Teams, by id. */
  | { channel: string }
  /** Somebody of Teams, in the book or not. */
  | { user: Person };

export type PolicyStep = { notify: readonly Target[]; minutes: number };

/** An escalation policy. Its steps, as often as it says; then the policy that follows it, if any; then its last resort. */
export type EscalationPolicy = {
  name: string;
  /** For these only; where several policies fit, the one of the roster, then the first in order of name. */
  severities?: readonly Severity[];
  services?: readonly string[];
  steps: readonly PolicyStep[];
  /** How many times more the steps are climbed. */
  repeats: number;
  then?: string;
  lastResort: readonly Target[];
  /** Severities that wait for the roster's working hours; [4] where it is not said. */
  waits?: readonly Severity[];
};

export type Book = {
  people: readonly Responder[];
  rosters: readonly Roster[];
  schedules: readonly Schedule[];
  policies: readonly EscalationPolicy[];
};

export const emptyBook: Book = { people: [], rosters: [], schedules: [], policies: [] };

/** The parts of a book, as files and addresses call them. */
export const bookParts = ["people", "rosters", "schedules", "policies"] as const;
export type BookPart = (typeof bookParts)[number];

/** Names are compared as people read them: without regard to case, and to blanks around and between. */
export const nameKey = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase();

export const findNamed = <T extends { name: string }>(all: readonly T[], name: string): T | undefined =>
  all.find((each) => nameKey(each.name) === nameKey(name));

/** How somebody is reached who has not said it: in Teams, then by what else is known of them. */
export function reachOf(responder: Responder): readonly Reach[] {
  if (responder.reach !== undefined && responder.reach.length > 0) return responder.reach;
  return [
    ...(responder.teams === undefined ? [] : [{ means: "teams", afterMinutes: 0 } as const]),
    ...(responder.phone === undefined
      ? []
      : [{ means: "sms", afterMinutes: 2 } as const, { means: "call", afterMinutes: 4 } as const]),
    ...(responder.phone === undefined && responder.email !== undefined
      ? [{ means: "email", afterMinutes: 1 } as const]
      : []),
  ].map((reach, index) => (index === 0 ? { ...reach, afterMinutes: 0 } : reach));
}
