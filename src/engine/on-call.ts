/** Who is to be paged: from the book of people, rosters, schedules and policies, opened at the pages that are needed. */
import { type Ladder, ladderOf } from "../domain/escalation/ladder.ts";
import type { Role } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { mainPage } from "../domain/incident/pages.ts";
import {
  type BookPart,
  type EscalationPolicy,
  findNamed,
  nameKey,
  type Reach,
  reachOf,
  type Responder,
  type Roster,
  type Target,
} from "../domain/oncall/book.ts";
import { policyFor, rosterFor, waitsOf } from "../domain/oncall/choose.ts";
import { workingFrom } from "../domain/oncall/hours.ts";
import type { Schedule } from "../domain/oncall/schedule.ts";
import { whoIsOnCall } from "../domain/oncall/who.ts";
import { isTimeZone } from "../domain/oncall/zone.ts";
import type { Person } from "../domain/people.ts";
import { bookKind, findInBook } from "./book.ts";
import type { Documents } from "./ports.ts";

/** People to page, once each, and how each is reached. */
export type Wanted = { people: Person[]; reach: Record<string, readonly Reach[]> };

export type OnCall = {
  /** The ladder of the policy for this incident, as it is now. */
  ladderFor(incident: Live, at: Date): Promise<Ladder>;
  /** Whoever these targets mean at that instant. */
  wanted(targets: readonly Target[], incident: Pick<Live, "roles">, ladder: Ladder, at: Date): Promise<Wanted>;
  /** Somebody of the book as Teams knows them. */
  person(responder: Responder): Promise<Person>;
  /** What the book knows of somebody. */
  responder(person: Person): Promise<Responder | undefined>;
  /** The zone of the roster that looks after what is broken; UTC where nobody knows it. */
  zoneFor(incident: Live): Promise<string>;
};

export type OnCallTools = {
  documents: Documents;
  /** Looks somebody up by id or name in Entra; undefined when nobody knows them. */
  findPerson(idOrName: string): Promise<Person | undefined>;
};

/** A step that pages more people at once than this is a mistake, and would not fit into one append. */
const peopleMax = 20;
/** Nobody's page waits longer than this for the directory. */
const directoryMs = 3_000;
const knownMax = 5_000;
const listMax = 5_000;

export function onCall({ documents, findPerson }: OnCallTools): OnCall {
  const known = new Map<string, Person>();
  const list = async <T>(part: BookPart): Promise<T[]> =>
    (await documents.list<T>(bookKind, listMax, `${part}/`)).map(({ value }) => value);
  const find = async <T extends { name: string }>(part: BookPart, name: string): Promise<T | undefined> =>
    (await findInBook<T>(documents, part, name))?.value;

  async function person(responder: Responder): Promise<Person> {
    const { name, teams, email } = responder;
    const own: Person = { id: teams ?? `name:${nameKey(name)}`, name, ...(email === undefined ? {} : { email }) };
    if (teams === undefined || isObjectId(teams)) return own;
    const before = known.get(teams);
    if (before !== undefined) return { ...own, id: before.id };
    const found = await soon(findPerson(teams).catch(() => undefined));
    if (found === undefined) return own;
    if (known.size >= knownMax) known.clear();
    known.set(teams, found);
    return { ...own, id: found.id };
  }

  const named = async (names: readonly string[]): Promise<Responder[]> =>
    (await Promise.all(names.map((name) => find<Responder>("people", name)))).filter((each) => each !== undefined);

  async function onDuty(schedule: string, at: Date): Promise<Responder[]> {
    const found = await find<Schedule>("schedules", schedule);
    return found === undefined ? [] : named(readable(found, at));
  }

  async function everyone(name: string, at: Date): Promise<Responder[]> {
    const roster = await find<Roster>("rosters", name);
    if (roster === undefined) return [];
    const duty = await Promise.all(roster.rotations.map(({ schedule }) => onDuty(schedule, at)));
    return [...duty.flat(), ...(await named(roster.members))];
  }

  async function experts(topic: string, rosterName: string | undefined): Promise<Responder[]> {
    const knows = ({ expertise = [] }: Responder): boolean =>
      expertise.some((each) => nameKey(each) === nameKey(topic));
    const roster = rosterName === undefined ? undefined : await find<Roster>("rosters", rosterName);
    const own = roster === undefined ? [] : (await named(roster.experts)).filter(knows);
    return own.length > 0 ? own : (await list<Responder>("people")).filter(knows);
  }

  /** Somebody of Teams, with what the book knows of them. */
  async function responder({ id, name, email }: Person): Promise<Responder | undefined> {
    const own = await find<Responder>("people", name);
    if (own !== undefined && id === `name:${nameKey(own.name)}`) return own;
    const is = ({ teams, email: mail }: Responder): boolean =>
      [teams, mail].some((each) => isSame(each, id) || isSame(each, email));
    return own !== undefined && is(own) ? own : (await list<Responder>("people")).find(is);
  }

  async function inTeams(who: Person): Promise<Wanted> {
    const same = await responder(who);
    return { people: [who], reach: same === undefined ? {} : { [who.id]: reachOf(same) } };
  }

  async function ofResponders(found: Promise<Responder[]>): Promise<Wanted> {
    const responders = await found;
    const people = await Promise.all(responders.map(person));
    return { people, reach: Object.fromEntries(people.map(({ id }, index) => [id, reachOf(responders[index]!)])) };
  }

  function ofTarget(target: Target, roles: Partial<Record<Role, Person>>, ladder: Ladder, at: Date): Promise<Wanted> {
    if ("person" in target) return ofResponders(named([target.person]));
    if ("schedule" in target) return ofResponders(onDuty(target.schedule, at));
    if ("rotation" in target) return ofResponders(rotation(target.rotation, target.roster ?? ladder.roster, at));
    if ("everyone" in target) return ofResponders(everyone(target.everyone, at));
    if ("expert" in target) return ofResponders(experts(target.expert, target.roster ?? ladder.roster));
    if ("channel" in target) return Promise.resolve(channel(target.channel));
    const who = "role" in target ? roles[target.role] : target.user;
    return who === undefined ? Promise.resolve({ people: [], reach: {} }) : inTeams(who);
  }

  async function zoneFor(incident: Live): Promise<string> {
    const name = mainPage(incident)?.ladder.roster;
    const named = name === undefined ? undefined : await find<Roster>("rosters", name);
    const roster = named ?? rosterFor(await list<Roster>("rosters"), wordsOf(incident))?.roster;
    const schedule = roster?.rotations[0]?.schedule;
    const own = schedule === undefined ? undefined : (await find<Schedule>("schedules", schedule))?.timeZone;
    const zone = own ?? roster?.workingHours?.timeZone ?? "UTC";
    return isTimeZone(zone) ? zone : "UTC";
  }

  async function rotation(name: string, rosterName: string | undefined, at: Date): Promise<Responder[]> {
    const roster = rosterName === undefined ? undefined : await find<Roster>("rosters", rosterName);
    const schedule = roster === undefined ? undefined : findNamed(roster.rotations, name)?.schedule;
    return schedule === undefined ? [] : onDuty(schedule, at);
  }

  return {
    person,
    responder,
    zoneFor,
    async ladderFor(incident, at) {
      const [rosters, policies] = await Promise.all([list<Roster>("rosters"), list<EscalationPolicy>("policies")]);
      const found = rosterFor(rosters, wordsOf(incident));
      if (found === undefined) return { policy: "", steps: [], lastResort: [] };
      const policy = policyFor(policies, found, incident.severity);
      const until = workingFrom(found.roster.workingHours, at);
      return {
        ...ladderOf(policy, policies),
        roster: found.roster.name,
        ...(until === undefined ? {} : { waits: { severities: waitsOf(policy), until: until.toISOString() } }),
      };
    },
    async wanted(targets, { roles }, ladder, at) {
      const all = await Promise.all(targets.map((target) => ofTarget(target, roles, ladder, at)));
      const people = all.flatMap((each) => each.people);
      const once = people.filter((one, index) => people.findIndex(({ id }) => id === one.id) === index);
      return { people: once.slice(0, peopleMax), reach: Object.assign({}, ...all.map(({ reach }) => reach)) };
    },
  };
}

/** What may name a service. */
const wordsOf = ({ title, description, alert }: Live): string => `${title}\n${description}\n${alert?.key ?? ""}`;

/** A schedule that cannot be read, which no editor lets through, has nobody on call: the ladder goes on. */
function readable(schedule: Schedule, at: Date): string[] {
  try {
    return whoIsOnCall(schedule, at);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** A whole channel as somebody to page: the card is posted there for whoever reads it first. */
const channel = (id: string): Wanted => ({
  people: [{ id, name: "everybody in the channel" }],
  reach: { [id]: [{ means: "channel", afterMinutes: 0 }] },
});

const isObjectId = (teams: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(teams);

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase();

/** What is not there in time is not there. */
function soon<T>(looking: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), directoryMs);
  return Promise.race([looking, late.promise]).finally(() => clearTimeout(timer));
}
