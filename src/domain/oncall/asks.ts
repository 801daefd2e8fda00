/** Swaps and covers: one person asks, another takes a shift, and the schedules get overrides that say so. */
import type { Person } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { type Book, findNamed, nameKey } from "./book.ts";
import type { Override, Schedule } from "./schedule.ts";

/** A stretch of duty of somebody in a schedule; instants, ISO 8601. */
export type Stretch = { schedule: string; start: string; end: string };

export type Ask = {
  id: string;
  /** A swap gives one stretch and takes another; a cover only gives. */
  kind: "swap" | "cover";
  /** Names as the book has them, and as Teams knows them. */
  from: { name: string; person: Person };
  /** Whom it was asked of; undefined: whoever takes it. */
  to?: { name: string; person: Person };
  give: Stretch[];
  take: Stretch[];
  because: string;
  askedAt: string;
  state: "asked" | "accepted" | "declined";
  by?: string;
};

/** The book with the asked stretches handed over, as overrides: they stay with their instants when a rotation moves. */
export function handOver(book: Book, ask: Ask, to: string): Book {
  const given = ask.give.map((stretch) => [stretch, replacing(ask.from.name, to, stretch)] as const);
  const taken = ask.take.map((stretch) => [stretch, replacing(to, ask.from.name, stretch)] as const);
  return [...given, ...taken].reduce((next, [{ schedule }, override]) => withOverride(next, schedule, override), book);
}

const replacing = (replaces: string, user: string, { start, end }: Stretch): Override => ({
  mode: "replace",
  user,
  replaces,
  start,
  end,
});

/** The book with one more override in a schedule. Throws a Refusal when there is no such schedule any more. */
export function withOverride(book: Book, name: string, override: Override): Book {
  const found = findNamed(book.schedules, name);
  if (found === undefined) throw new Refusal(`There is no schedule “${name}” any more.`);
  const changed: Schedule = { ...found, overrides: [...found.overrides, override] };
  return { ...book, schedules: book.schedules.map((each) => (each === found ? changed : each)) };
}

/** Throws a Refusal unless this person may answer. */
export function needAnswerable(ask: Ask, name: string): void {
  if (ask.state !== "asked")
    throw new Refusal(`That was ${ask.state} already${ask.by === undefined ? "" : ` by ${ask.by}`}.`);
  if (nameKey(ask.from.name) === nameKey(name))
    throw new Refusal("You asked for it yourself; somebody else has to take it.");
  if (ask.to !== undefined && nameKey(ask.to.name) !== nameKey(name))
    throw new Refusal(`${ask.to.name} was asked, not you.`);
}
