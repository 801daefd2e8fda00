/** What a command is: one value in one file, with its words, its help, how it reads and what it does. */
import type { Policy } from "../domain/escalation/policy.ts";
import type { Entry, Fact, Severity } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Summary } from "../domain/incident/summary.ts";
import type { Roster } from "../domain/oncall/roster.ts";
import type { Person } from "../domain/people.ts";
import type { Runbook } from "../domain/runbook/runbook.ts";
import type { StatusFact } from "../domain/status/statuspage.ts";
import type { Message } from "../engine/ports.ts";

/** What was said behind the command's word, and by whom. Mentions stand in `text` as engine/incoming.ts says. */
export type Asked = { text: string; mentions: Person[]; who: Person; fields: Record<string, string> };

type Words<A> = {
  /** The canonical word first. */
  words: readonly string[];
  usage: string;
  /** One sentence for the list of commands. */
  help: string;
  examples: readonly { say: string; means: A }[];
  /** Reads the arguments, or throws a Refusal that says what is missing. */
  parse(asked: Asked): A;
};

/** Decides facts about one incident, without looking at anything else. */
export type Decision<A> = Words<A> & {
  decide(input: { incident: Live; arguments: A; who: Person; now: Date; policy: Policy }): Fact[];
};

/** Does something beyond one incident, or answers a question. */
export type Action<A> = Words<A> & { run(turn: Turn, read: A): Promise<Message | undefined> };

export type Declaration = { title: string; description: string; severity: Severity };

/** What an action may use while it answers one request. */
export type Turn = {
  who: Person;
  now: Date;
  /** Whether this was pressed on a card rather than said. */
  pressed: boolean;
  commands: readonly Command[];
  /** The incident that was named, or in whose place this was said. Throws a Refusal when there is none. */
  incident(): Promise<{ incident: Live; entries: Entry[] }>;
  declare(declaration: Declaration): Promise<Live>;
  openIncidents(): Promise<Summary[]>;
  /** Decides on the public status page's one manual incident. */
  statuspage(decide: (open: boolean) => StatusFact): Promise<void>;
  roster(): Promise<Roster>;
  changeRoster(change: (roster: Roster) => Roster): Promise<Roster>;
  runbooks(): Promise<Runbook[]>;
  review(): Promise<Message>;
};

export type Command = Decision<unknown> | Action<unknown>;

export const decision = <A>(command: Decision<A>): Command => command as Decision<unknown>;
export const action = <A>(command: Action<A>): Command => command as Action<unknown>;
