/** Pages arrive: every try was sent or is told to have failed, and nobody was woken twice for one without a crash. */
import type { Entry, FactOf, TryOf } from "../../src/domain/incident/facts.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import { pagedBy } from "../../src/domain/incident/pages.ts";
import type { Night } from "./night.ts";

type Tried = Entry<FactOf<"page tried">>;
const isTried = (entry: Entry): entry is Tried => entry.fact.type === "page tried";

export function arrivals(night: Night, entries: readonly Entry[], incident: Live): string[] {
  const { id } = incident;
  const tries = entries.filter(isTried);
  return [
    ...tries.flatMap((tried) =>
      outcome(night, entries, incident, tried).map((words) => `${id}: ${nameOf(tried)} ${words}`),
    ),
    ...sentTwice(night, tries, id),
    ...forgotten(night, entries, id),
  ];
}

/** Whoever was told that they are on it, or that the next is paged, can rely on that. */
function forgotten({ phones }: Night, entries: readonly Entry[], stream: string): string[] {
  const answers = entries.flatMap(({ fact }) =>
    fact.type === "acknowledged" || fact.type === "declined" ? [`${fact.type} ${fact.person.name}`] : [],
  );
  const relied = phones.told.flatMap(({ person, words }) =>
    words.startsWith(`You are on ${stream}.`) ? [`acknowledged ${person}`] : [],
  );
  return relied.filter((answer) => !answers.includes(answer)).map((answer) => `${stream} has no fact “${answer}”`);
}

const nameOf = ({ number, fact }: Tried): string => `try ${number} (${fact.person.slice(-1)} by ${fact.means})`;

/** Six times within half a minute, and then it is given up; the means after it came at once. */
const failingMs = 120_000;

/** Seconds, but for a service that is slow, and for whom a crash has left the work. */
const promptMs = 90_000;

function outcome(night: Night, entries: readonly Entry[], incident: Live, tried: Tried): string[] {
  const [first, ...others] = reportsOf(entries, tried);
  const isOver = answeredAfter(entries, tried);
  const ageMs = night.world.now().getTime() - Date.parse(tried.at);
  if (first === undefined) return isOver || ageMs < promptMs ? [] : ["was neither sent nor told to have failed"];
  const state = pagedBy(incident, tried.fact)?.tries.find(({ order }) => order === tried.fact.order)?.state;
  if (state === "failing" && ageMs > failingMs && !isOver) return ["fails for ever"];
  if (!isPrompt(night, Date.parse(first.at) - Date.parse(tried.at))) return ["was long in coming"];
  const wrong = hesitant(night, entries, tried) ?? lateFor(night, entries, incident.id, tried);
  if (wrong !== undefined) return [wrong];
  const sent = [first, ...others].some(({ fact }) => ["sent", "delivered", "seen"].includes(fact.state));
  return sent && !wasSent(night, incident.id, tried) ? ["is told to be sent, and was not"] : [];
}

/** Where one means fails, the next is tried at once. */
function hesitant(night: Night, entries: readonly Entry[], tried: Tried): string | undefined {
  const failure = reportsOf(entries, tried).find(({ fact: { state } }) => state === "failed" || state === "failing");
  const next = entries.filter(isTried).find(({ fact }) => isOf(fact, { ...tried.fact, order: tried.fact.order + 1 }));
  if (failure === undefined || next === undefined || next.number < failure.number) return undefined;
  const tookMs = Date.parse(next.at) - Date.parse(failure.at);
  return isPrompt(night, tookMs) ? undefined : "failed, and the next means waited";
}

/** Nobody is woken for what somebody has answered. */
function lateFor(
  { phones, world }: Night,
  entries: readonly Entry[],
  stream: string,
  tried: Tried,
): string | undefined {
  const answer = entries.find((entry) => isAnswerTo(entry, tried));
  if (answer === undefined || world.leaps > 0) return undefined;
  const late = phones.taken.some(({ key, askedAt }) => key === keyOf(stream, tried) && askedAt > new Date(answer.at));
  return late ? "was sent after the answer" : undefined;
}

const isPrompt = ({ world: { crashes, leaps, lateRings } }: Night, tookMs: number): boolean =>
  leaps > 0 || lateRings > 0 || tookMs <= promptMs * (1 + crashes);

const wasSent = (night: Night, stream: string, tried: Tried): boolean =>
  tried.fact.means === "teams"
    ? cardsOf(night, stream, tried.fact.person) > 0
    : timesTaken(night, keyOf(stream, tried)) > 0;

const reportsOf = (entries: readonly Entry[], { fact: tried }: Tried): Entry<FactOf<"page reported">>[] =>
  entries.filter(
    (entry): entry is Entry<FactOf<"page reported">> => entry.fact.type === "page reported" && isOf(entry.fact, tried),
  );

const isOf = (report: TryOf, tried: TryOf): boolean =>
  report.page === tried.page && report.paged === tried.paged && report.order === tried.order;

/** Whoever has been answered for in the meantime is not woken. */
const answeredAfter = (entries: readonly Entry[], tried: Tried): boolean =>
  entries.some((entry) => isAnswerTo(entry, tried));

const isAnswerTo = ({ number, fact }: Entry, tried: Tried): boolean =>
  number > tried.number &&
  (fact.type === "resolved" || (fact.type === "acknowledged" && (fact.page ?? 1) === tried.fact.page));

/** What a crash interrupts may be done again, once for each crash; so may what a leap of time makes seem abandoned. */
function sentTwice(night: Night, tries: readonly Tried[], stream: string): string[] {
  const { crashes, leaps } = night.world;
  const keys = tries.filter(({ fact }) => fact.means !== "teams").map((tried) => keyOf(stream, tried));
  const phones = keys.filter((key) => timesTaken(night, key) > 1 + crashes + leaps + timesLost(night, key));
  const people = [...new Set(tries.map(({ fact }) => fact.person))].filter((person) => {
    const own = tries.filter(({ fact }) => fact.means === "teams" && fact.person === person).length;
    return cardsOf(night, stream, person) > own * (1 + crashes + leaps);
  });
  return [
    ...phones.map((key) => `${key} was sent ${timesTaken(night, key)} times`),
    ...people.map((person) => `${stream}: ${person.slice(-1)} has more cards than pages`),
  ];
}

const keyOf = (stream: string, { number }: Tried): string => `${stream}.${number}`;

const timesTaken = ({ phones }: Night, wanted: string): number =>
  phones.taken.filter(({ key }) => key === wanted).length;

const timesLost = ({ phones }: Night, wanted: string): number => phones.lost.filter((key) => key === wanted).length;

const cardsOf = ({ stores }: Night, stream: string, person: string): number =>
  stores.chat.posts.filter(
    ({ conversation, message }) =>
      conversation === `personal ${person}` &&
      "card" in message &&
      message.card === "page" &&
      message.summary.includes(`${stream} `),
  ).length;
