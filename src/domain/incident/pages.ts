/** Where each page stands: its ladder, the step it is at, and how far every try to reach somebody has got. */
import type { Ladder } from "../escalation/ladder.ts";
import { isAlarm } from "../escalation/ladder.ts";
import type { Means, Reach } from "../oncall/book.ts";
import { type Actor, type Person, samePerson } from "../people.ts";
import type { Entry, Fact, FactOf, TryOf, TryState } from "./facts.ts";

/**
 * Waits for an answer at a step since an instant (ISO 8601). Step -1: nobody has been paged yet. `out`: cannot come or
 * was not reached, in this step or an earlier one. `hurry`: somebody asked for the next.
 */
export type Waiting = {
  state: "waiting";
  step: number;
  since: string;
  people: Person[];
  out: Person[];
  hurry: boolean;
};
export type Answered = { state: "acknowledged"; step: number; by: Person; at: string; means?: Means };
export type Paging = Waiting | Answered;

/** One try to reach somebody; "sending" until something is known of it. */
export type Try = { order: number; means: Means; state: "sending" | TryState; at: string; reason?: string };
/** Somebody who was paged at a step, by which means and what came of each. `over`: an answer or a new beginning came since. */
export type Paged = {
  person: Person;
  step: number;
  at: string;
  reach: readonly Reach[];
  tries: readonly Try[];
  over?: true;
};

export type Page = {
  number: number;
  because: string;
  by: Actor;
  openedAt: string;
  ladder: Ladder;
  paging: Paging;
  /** In the order in which they were paged; somebody paged again stands there again. */
  paged: readonly Paged[];
};

/** The page that began with an incident. */
export const firstPage = 1;

export const mainPage = ({ pages }: { pages: readonly Page[] }): Page | undefined =>
  pages.find(({ number }) => number === firstPage);

/** How the first page stands; before it is opened nobody has been paged. */
export const mainPaging = (incident: { pages: readonly Page[]; declaredAt: string }): Paging =>
  mainPage(incident)?.paging ?? nobodyYet(incident.declaredAt);

/** Who was tried, and what is known of that; undefined for what never was. */
export function pagedBy(incident: { pages: readonly Page[] }, fact: TryOf): Paged | undefined {
  const all = incident.pages.find(({ number }) => number === fact.page)?.paged ?? [];
  return all[placeOf(all, fact)];
}

/** What came of a try, as a fact. */
export function reportOf(
  incident: { pages: readonly Page[] },
  tried: FactOf<"page tried">,
  state: TryState,
  reason?: string,
): FactOf<"page reported"> {
  const { type: _, means, ...which } = tried;
  const name = pagedBy(incident, tried)?.person.name;
  return {
    type: "page reported",
    ...which,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(state === "failed" && name !== undefined ? { means, name } : {}),
  };
}

/** Whether its alarm is sounding: the ladder is used up, and nobody has acted. */
export const isAlarming = ({ paging, ladder }: Page): boolean =>
  paging.state === "waiting" && isAlarm(ladder, paging.step);

const teamsAtOnce: readonly Reach[] = [{ means: "teams", afterMinutes: 0 }];

export const nobodyYet = (at: string): Waiting => ({
  state: "waiting",
  step: -1,
  since: at,
  people: [],
  out: [],
  hurry: true,
});

export function pageAfter(pages: readonly Page[], entry: Entry): readonly Page[] {
  const { fact, at, by } = entry;
  if (fact.type === "page opened") return opened(pages, fact, at, by);
  if (fact.type === "reopened") return pages.map((page) => restarted(page, at));
  const number = pageOf(fact);
  if (number === undefined) return pages;
  return pages.map((page) => (page.number === number ? moved(page, entry) : page));
}

/** The pages as far as a part of a history tells of them: of one that was opened before it, only who was paged since. */
export function pagesIn(entries: readonly Entry[]): readonly Page[] {
  let pages: readonly Page[] = [];
  for (const entry of entries) {
    const number = pageOf(entry.fact);
    const known = number === undefined || pages.some((page) => page.number === number);
    pages = pageAfter(known ? pages : [...pages, begunBefore(number, entry)], entry);
  }
  return pages;
}

const begunBefore = (number: number, { at, by }: Entry): Page => ({
  number,
  because: "",
  by,
  openedAt: at,
  ladder: { policy: "", steps: [], lastResort: [] },
  paging: nobodyYet(at),
  paged: [],
});

/** Which page a fact is about, if any. */
const pageOf = (fact: Fact): number | undefined =>
  "page" in fact ? (fact.page ?? firstPage) : pageless(fact) ? firstPage : undefined;

/** Facts that may leave out which page they are about. */
const pageless = ({ type }: Fact): boolean =>
  ["paged", "nobody to page", "page failed", "acknowledged", "declined", "escalated"].includes(type);

function opened(pages: readonly Page[], fact: FactOf<"page opened">, at: string, by: Actor): readonly Page[] {
  const { page: number, because, ladder } = fact;
  const was = pages.find((page) => page.number === number);
  // Whoever was being tried is tried on, unless they said that they cannot come.
  const paging = { ...nobodyYet(at), out: outOf(was?.paging) };
  const page: Page = { number, because, by, openedAt: at, ladder, paging, paged: was?.paged ?? [] };
  return was === undefined ? [...pages, page] : pages.map((each) => (each === was ? page : each));
}

const restarted = (page: Page, at: string): Page =>
  page.paging.state === "acknowledged" ? page : { ...page, paging: nobodyYet(at), paged: page.paged.map(over) };

/** Nobody is tried any further for what was before. */
const over = (paged: Paged): Paged => ({ ...paged, over: true });

function moved(page: Page, { fact, at }: Entry): Page {
  switch (fact.type) {
    case "paged":
      return {
        ...page,
        paging: waiting(fact.step, at, fact.people, page.paging),
        paged: [...page.paged, ...newlyPaged(fact, at)],
      };
    case "nobody to page":
      return { ...page, paging: waiting(fact.step, at, [], page.paging) };
    case "page failed":
    case "declined":
      return { ...page, paging: without(page.paging, fact.person) };
    case "escalated":
      return { ...page, paging: hurried(page.paging, at) };
    case "acknowledged":
      return { ...page, paging: answeredBy(fact, page.paging.step, at), paged: page.paged.map(over) };
    case "went quiet":
      return quiet(page, fact, at);
    case "page tried":
      return { ...page, paged: tried(page.paged, fact, (tries) => [...tries, began(fact, at)]) };
    case "page reported":
      return { ...page, paged: tried(page.paged, fact, (tries) => tries.map((each) => reported(each, fact, at))) };
    default:
      return page;
  }
}

/** Whoever was out before stays so, unless they are paged again. */
const waiting = (step: number, since: string, people: Person[], before?: Paging): Waiting => ({
  state: "waiting",
  step,
  since,
  people,
  out: outOf(before).filter((gone) => !people.some((one) => samePerson(one, gone))),
  hurry: false,
});

const outOf = (paging: Paging | undefined): Person[] => (paging?.state === "waiting" ? paging.out : []);

const answeredBy = ({ person, means }: FactOf<"acknowledged">, step: number, at: string): Answered => ({
  state: "acknowledged",
  step,
  by: person,
  at,
  ...(means === undefined ? {} : { means }),
});

const hurried = (paging: Paging, at: string): Paging =>
  paging.state === "waiting" ? { ...paging, since: at, hurry: true } : { ...waiting(paging.step, at, []), hurry: true };

/** Somebody paged cannot come, or was not reached. */
function without(paging: Paging, person: Person): Paging {
  if (paging.state !== "waiting" || paging.out.some((out) => samePerson(out, person))) return paging;
  return { ...paging, out: [...paging.out, person] };
}

const newlyPaged = ({ step, people, reach }: FactOf<"paged">, at: string): Paged[] =>
  people.map((person) => ({ person, step, at, reach: reach?.[person.id] ?? teamsAtOnce, tries: [] }));

/** Whoever answered is paged again, by the means that are known of them. */
function quiet(page: Page, { person }: FactOf<"went quiet">, at: string): Page {
  const { step } = page.paging;
  const reach = page.paged.findLast((each) => samePerson(each.person, person))?.reach ?? teamsAtOnce;
  return {
    ...page,
    paging: waiting(step, at, [person]),
    paged: [...page.paged, { person, step, at, reach, tries: [] }],
  };
}

/** Changes the tries of whom the fact is about. */
function tried(
  all: readonly Paged[],
  fact: TryOf,
  change: (tries: readonly Try[]) => readonly Try[],
): readonly Paged[] {
  const meant = placeOf(all, fact);
  return all.map((each, at) => (at === meant ? { ...each, tries: change(each.tries) } : each));
}

const placeOf = (all: readonly Paged[], { paged, person, step }: TryOf): number =>
  paged ?? all.findLastIndex((each) => each.person.id === person && each.step === step);

const began = ({ order, means }: FactOf<"page tried">, at: string): Try => ({ order, means, state: "sending", at });

/** Reports come in any order, and again after a crash: what is known of a try is not forgotten for less. */
function reported(was: Try, { order, state, reason }: FactOf<"page reported">, at: string): Try {
  if (was.order !== order || isLess(state, was.state)) return was;
  const { reason: _, ...rest } = was;
  return { ...rest, state, at, ...(reason === undefined ? {} : { reason }) };
}

/** What was seen was seen, what arrived is not merely sent, and only what is not settled yet goes on failing. */
function isLess(state: TryState, was: Try["state"]): boolean {
  if (was === "seen") return true;
  if (state === "sent") return was === "delivered";
  return state === "failing" && was !== "sending" && was !== "failing";
}
