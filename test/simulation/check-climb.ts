/** Ladders are climbed step by step, by whom their steps mean, until somebody answers and no further. */
import { evolve, type Incident, undeclared } from "../../src/domain/incident/incident.ts";
import type { Entry, Role } from "../../src/domain/incident/facts.ts";
import type { Page } from "../../src/domain/incident/pages.ts";
import type { Book, Roster, Target } from "../../src/domain/oncall/book.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import type { Person } from "../../src/domain/people.ts";

/**
 * Where a page is, as told by nothing but the order of its facts. `wanted` are those of its step who may still come,
 * `called` the ids of all who were paged since the last answer and have not said that they cannot come.
 */
type Climb = {
  last: number;
  at: number;
  wanted: string[];
  hurry: boolean;
  answered: boolean;
  tried: Set<string>;
  called: Set<string>;
};

export function climbing(entries: readonly Entry[], book: Book, stream: string): string[] {
  const climbs = new Map<number, Climb>();
  let over = false;
  let state: Incident = undeclared(stream);
  const found: string[] = [];
  for (const entry of entries) {
    const { fact } = entry;
    if (fact.type === "resolved") over = true;
    if (fact.type === "reopened") {
      over = false;
      for (const [page, { answered }] of climbs) if (!answered) climbs.set(page, fresh());
    }
    const page = "page" in fact ? (fact.page ?? 1) : 1;
    const known = climbs.get(page) ?? fresh();
    const climb = fact.type === "page opened" ? { ...fresh(), called: known.called } : known;
    climbs.set(page, climb);
    found.push(
      ...hasty(climb, state, entry),
      ...wrong(climb, over, entry, `${stream}, page ${page}`),
      ...mistaken(state, book, entry),
    );
    state = evolve(state, entry);
  }
  return found;
}

const fresh = (): Climb => ({
  last: -1,
  at: 0,
  wanted: [],
  hurry: true,
  answered: false,
  tried: new Set(),
  called: new Set(),
});

/** No step skipped, none twice, nobody tried twice by the same means in one step, and nothing after an answer. */
function wrong(climb: Climb, over: boolean, { fact, at }: Entry, name: string): string[] {
  switch (fact.type) {
    case "acknowledged":
      climb.answered = true;
      climb.called.clear();
      return [];
    case "escalated":
      Object.assign(climb, { answered: false, hurry: true, at: Date.parse(at) });
      climb.tried.clear();
      return [];
    case "went quiet":
      Object.assign(climb, { answered: false, hurry: false, wanted: [fact.person.name], at: Date.parse(at) });
      climb.tried.clear();
      climb.called.add(fact.person.id);
      return [];
    case "declined":
    case "page failed":
      climb.called.delete(fact.person.id);
      climb.wanted = climb.wanted.filter((name) => name !== fact.person.name);
      return [];
    case "paged":
    case "nobody to page": {
      const skipped = fact.step === climb.last + 1 ? [] : [`${name}: after step ${climb.last} came step ${fact.step}`];
      if (fact.type === "paged") for (const { id } of fact.people) climb.called.add(id);
      const wanted = fact.type === "paged" ? fact.people.map((person) => person.name) : [];
      Object.assign(climb, { last: fact.step, wanted, hurry: false, at: Date.parse(at) });
      return climb.answered || over ? [...skipped, `${name}: step ${fact.step} was paged after an answer`] : skipped;
    }
    case "page tried": {
      const key = `${fact.paged} ${fact.order}`;
      const words = `in step ${fact.step} ${fact.person.slice(-1)} by ${fact.means}`;
      const twice = climb.tried.has(key) ? [`${name}: ${words} was tried twice`] : [];
      climb.tried.add(key);
      const whom = climb.called.has(fact.person)
        ? []
        : [`${name}: ${words} was tried, and nobody wanted them any more`];
      return climb.answered || over ? [...twice, `${name}: ${words} was tried after an answer`] : [...twice, ...whom];
    }
    default:
      return [];
  }
}

const alarmMinutes = 10;

/** Each step has its minutes, unless somebody is in a hurry or nobody of it can come; the alarm has them all the same. */
function hasty({ last, at: since, hurry, wanted }: Climb, before: Incident, { fact, at }: Entry): string[] {
  if ((fact.type !== "paged" && fact.type !== "nobody to page") || before.status === "undeclared" || hurry) return [];
  const { steps } = before.pages.find(({ number }) => number === (fact.page ?? 1))!.ladder;
  const isAlarm = last >= steps.length;
  const minutes = wanted.length === 0 && !isAlarm ? 0 : (steps[last]?.minutes ?? alarmMinutes);
  const waited = (Date.parse(at) - since) / 60_000;
  return waited >= minutes ? [] : [`${before.id}: step ${last} waited ${waited.toFixed(1)} of ${minutes} minutes`];
}

/** Whoever was paged is whom the ladder meant when the page began, at the instant of the step. */
function mistaken(before: Incident, book: Book, { fact, at }: Entry): string[] {
  if ((fact.type !== "paged" && fact.type !== "nobody to page") || before.status === "undeclared") return [];
  const page = before.pages.find(({ number }) => number === (fact.page ?? 1))!;
  const targets = page.ladder.steps[fact.step]?.targets ?? page.ladder.lastResort;
  const wanted = targets.flatMap((target) => meant(book, page, before.roles, target, new Date(at)));
  const paged = fact.type === "paged" ? fact.people.map(({ name }) => name) : [];
  const [one, other] = [wanted, paged].map((names) => [...new Set(names)].sort().join(", "));
  return one === other
    ? []
    : [`${before.id}: step ${fact.step} means ${one || "nobody"}, and paged ${other || "nobody"}`];
}

type Roles = Partial<Record<Role, Person>>;

function meant(book: Book, { ladder }: Page, roles: Roles, target: Target, at: Date): string[] {
  const onDuty = (name: string): string[] => whoIsOnCall(book.schedules.find((each) => each.name === name)!, at);
  const roster = book.rosters[0]!;
  if ("person" in target) return [target.person];
  if ("schedule" in target) return onDuty(target.schedule);
  if ("rotation" in target) return onDuty(scheduleOf(roster, target.rotation));
  if ("everyone" in target) return [...roster.rotations.flatMap(({ schedule }) => onDuty(schedule)), ...roster.members];
  if ("expert" in target)
    return book.people.filter(({ expertise }) => expertise?.includes(target.expert)).map(({ name }) => name);
  if ("role" in target) return [roles[target.role]?.name ?? []].flat();
  return "user" in target ? [target.user.name] : [ladder.policy];
}

const scheduleOf = ({ rotations }: Roster, name: string): string =>
  rotations.find((rotation) => rotation.name === name)!.schedule;
