/** A reaction reads facts and does things outside. Each has its own cursor, so that one that is stuck holds up no other. */
import type { Actor } from "../domain/people.ts";
import type { Entry, Fact } from "../domain/incident/facts.ts";
import type { Incident, Live } from "../domain/incident/incident.ts";
import type { Bring } from "./bring-back.ts";

export type Receipts = ReadonlyMap<string, unknown>;

/** What a reaction is given: the facts it has not read yet, and the incident as it is now. */
export type Errand<S = Live, F = Fact> = {
  stream: string;
  state: S;
  /** All facts, for those who tell the story. */
  entries: Entry<F>[];
  /** The facts after the cursor that this reaction reads. */
  pending: Entry<F>[];
  now: () => Date;
  /** "never" when nobody can have tried this before: no crash and no failure lies behind. */
  tried: "never" | "perhaps";
  /**
   * Does `effect` unless its receipt is there already, and keeps what it returns as the receipt. A crash in between
   * repeats the effect at most once for each crash.
   */
  once<T>(entry: Entry<F>, key: string, effect: () => Promise<T>): Promise<T>;
  /** The receipts of this reaction by "number-key", number as kept. */
  receipts(): { number: number; key: string; receipt: unknown }[];
  /** Records what came of it. The same key of the same entry records once. */
  record(entry: Entry<F>, key: string, facts: F[], by?: Actor): Promise<void>;
  /** Records what somebody did elsewhere, as the incident stands then; once for each cause. */
  bring: Bring;
  /**
   * Decides on an incident, this one or another, and records there in the name of whoever did what the entry says. The
   * same key of the same entry records once. Resolves to the incident afterwards. `by`: whose deed it is, where it is
   * not that of whoever did what the entry says.
   */
  decide(
    stream: string,
    about: { entry: Entry<F>; key: string; by?: Actor },
    decide: (incident: Incident) => Fact[],
  ): Promise<Incident>;
  /** Writes facts into a stream that is no incident's; a bell wakes it soon. The same key of the same entry writes once. */
  write(stream: string, about: { entry: Entry<F>; key: string }, facts: readonly unknown[]): Promise<void>;
};

export type Reaction<S = Live, F = Fact> = {
  name: string;
  /** What it is about, for the person who reads that it failed: "open the channel". */
  doing: string;
  reads(fact: F): boolean;
  /** What it reads only where it has done something before, as its receipts tell. */
  follows?(fact: F): boolean;
  run(errand: Errand<S, F>): Promise<void>;
  /** How it meets trouble: after how many failures in a row it gives up, and how long it waits at most; 6, and ten minutes, where it is not said. */
  persistence?: { failuresMax: number; waitMaxMs: number };
  /** What to record when it has given up, in place of the usual complaint. */
  giveUp?(errand: Errand<S, F>, reason: string): Promise<F[]>;
};
