/** Given these facts, when this is decided, then those facts: the rules in microseconds. */
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import type { Person } from "../../src/domain/people.ts";

export const [ann, bob, cat] = ["Ann", "Bob", "Cat"].map((name): Person => ({ id: name.toLowerCase(), name })) as [
  Person,
  Person,
  Person,
];
export const start = new Date("2026-03-29T00:00:00Z");
export const minutes = (count: number): Date => new Date(start.getTime() + count * 60_000);

export const declared: Fact = { type: "declared", title: "checkout is down", description: "", severity: 1, said: null };

/** Facts with the minute at which each happened. */
export function given(...history: [number, Fact][]): Live {
  const entries = history.map(
    ([minute, fact], index): Entry => ({
      number: index + 1,
      at: minutes(minute).toISOString(),
      by: { kind: "person", person: ann },
      from: "test",
      fact,
    }),
  );
  return fold("INC-1", [
    { number: 0, at: start.toISOString(), by: { kind: "person", person: ann }, from: "test", fact: declared },
    ...entries,
  ]) as Live;
}
