/** What a command is: one value in one file, with its words, its help, how it reads and what it does. */
import type { Rhythm } from "../domain/escalation/rhythm.ts";
import type { Entry, Fact, Severity } from "../domain/incident/facts.ts";
import type { Found, Wanted } from "../domain/incident/finding.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Measure } from "../domain/learning/measure.ts";
import type { Summary } from "../domain/incident/summary.ts";
import type { TieKind } from "../domain/incident/tying.ts";
import type { Ask } from "../domain/oncall/asks.ts";
import type { Book, Means } from "../domain/oncall/book.ts";
import type { CalendarOf } from "../domain/oncall/calendar.ts";
import type { Person } from "../domain/people.ts";
import type { Practice } from "../domain/practice.ts";
import type { Runbook } from "../domain/runbook/runbook.ts";
import type { StatusFact } from "../domain/status/statuspage.ts";
import type { Pinned } from "../domain/incident/facts/record.ts";
import type { HistoryPage, LoggedLine, Message } from "../engine/ports.ts";

/** What was said behind the command's word, and by whom. Mentions stand in `text` as engine/incoming.ts says. */
export type Asked = {
  /** Which of the command's words it was, in small letters. */
  word: string;
  text: string;
  mentions: Person[];
  who: Person;
  fields: Record<string, string>;
  /** People who were chosen in a form, by the field. */
  people?: Record<string, Person>;
  /** The message in whose menu it was chosen. */
  about?: Pinned;
};

/** What a form in a message's menu begins with. */
export type Given = {
  /** To choose from, where the place does not tell which is meant. */
  incidents: readonly Pick<Summary, "id" | "title">[];
  /** What was filled in before, and why that did not do. */
  values: Record<string, string>;
  problem: string;
};

type Words<A> = {
  /** The canonical word first. */
  words: readonly string[];
  usage: string;
  /** One sentence for the list of commands. */
  help: string;
  examples: readonly { say: string; means: A }[];
  /** Reads the arguments, or throws a Refusal that says what is missing. */
  parse(asked: Asked): A;
  /** It reads the incidents that are named behind its words by itself. */
  readsIncidents?: true;
  /** It is about the incident that is meant, also where that one goes on as another. */
  itself?: true;
  /** Its form in the menu of a message; appPackage/manifest.json names the commands that have one. */
  fromMessage?(about: Pinned, given: Given): Message;
};

/** Decides facts about one incident, without looking at anything else. */
export type Decision<A> = Words<A> & {
  decide(input: Deciding<A>): Fact[];
  /** Whom it is about, who has to be there for it: in the team, and for command of this organisation too. */
  names?(read: A): { person: Person; for: "work" | "command" } | undefined;
};

export type Deciding<A> = {
  incident: Live;
  arguments: A;
  who: Person;
  now: Date;
  rhythm: Rhythm;
  practice: Practice;
};

/** Does something beyond one incident, or answers a question. */
export type Action<A> = Words<A> & { run(turn: Turn, read: A): Promise<Message | undefined> };

/** The names under which commands read the number that something has within its incident. */
const numbersRead = ["number", "proposal", "page"] as const;

/** Whether something is meant by its number, which stands for something else in another incident. */
export const namesNumber = (read: unknown): boolean =>
  numbersRead.some((name) => typeof (read as Partial<Record<string, unknown>> | undefined)?.[name] === "number");

export type Declaration = {
  title: string;
  description: string;
  severity: Severity;
  drill?: true;
  confidential?: true;
};

/** One change of the book, for those who ask who made it. */
export type BookChange = { at: string; by: string; from: string; what: string };

/** What came of a test page. */
export type TestResult = {
  person: string;
  at: string;
  means: { means: Means; state: string; reason?: string }[];
  answeredAt?: string;
};

/** A part of an incident's history, and what stands above it. */
export type TimelinePage = HistoryPage<Fact> & Pick<Live, "id" | "title" | "drill" | "confidential">;

/** What an action may use while it answers one request. */
export type Turn = {
  who: Person;
  now: Date;
  /** Whether this was pressed on a card rather than said. */
  pressed: boolean;
  commands: readonly Command[];
  /** The same as help shows them. */
  sections: readonly { title: string; commands: readonly Command[] }[];
  practice: Practice;
  /**
   * The incident that was named, or in whose place this was said, or as which that one goes on: unless it is meant itself.
   * Throws a Refusal when there is none.
   */
  incident(meant?: "itself"): Promise<{ incident: Live; entries: Entry[] }>;
  /**
   * The last entries of the incident that is meant itself, or those before a number. Throws a Refusal when there is none.
   */
  timeline(before: number | undefined): Promise<TimelinePage>;
  /** The message that begins the thread in which this is said, as the record of the incident has it. */
  threadBegin(): Promise<Pinned | undefined>;
  declare(declaration: Declaration): Promise<Live>;
  /** The newest that are wanted, `most` at most. */
  incidents(wanted: Wanted, most: number): Promise<Found>;
  /** The times of incidents declared in these months ("2026-10"), both included; `more` when only the latest of them. */
  measures(from: string, to: string): Promise<{ measures: Measure[]; more: boolean }>;
  /** Decides on the public status page's one manual incident. */
  statuspage(decide: (open: boolean) => StatusFact): Promise<void>;
  /** Decides on the incident that is meant, and records. */
  record(decide: (incident: Live) => Fact[]): Promise<Live>;
  /**
   * Ties two incidents; one that is left out is the one of the place. The first is related to the other, goes on as the
   * other ("merged", "duplicate") or is a part of it. Returns both as they were. Throws a Refusal where it makes no sense.
   */
  tie(tie: { kind: TieKind; one?: string; other?: string }): Promise<{ one: Live; other: Live }>;
  /** Whether this is said where everybody is told what happens to the incident. */
  isThere(incident: Live): boolean;
  /** Who can be paged, and when. */
  book(): Promise<Book>;
  /** Changes the book, or throws a Refusal with what would be wrong with it. */
  changeBook(change: (book: Book) => Book): Promise<Book>;
  bookChanges(): Promise<BookChange[]>;
  /** Asks for a swap or a cover; these people get the card. */
  ask(ask: Omit<Ask, "id" | "askedAt" | "state" | "from">, audience: readonly string[]): Promise<Ask>;
  answerAsk(id: string, answer: "accepted" | "declined"): Promise<Ask>;
  /** Its card as this person sees it, to take the place of the one that was pressed. */
  askCard(ask: Ask): Promise<Message>;
  /** Tells both people of a hand-over that needed no asking. */
  announce(done: Pick<Ask, "kind" | "give" | "take"> & { from: string; by: string }): Promise<void>;
  /** The private address of a new calendar feed. */
  makeFeed(of: CalendarOf): Promise<string>;
  /** How many feeds of it there were. */
  revokeFeeds(of: CalendarOf): Promise<number>;
  /** Sends a test page to these people of the book, or lists what came of the latest. */
  testPages(names: readonly string[]): Promise<void>;
  testResults(): Promise<TestResult[]>;
  /** Answers the test page that this person has. */
  answerTest(): Promise<boolean>;
  runbooks(): Promise<Runbook[]>;
  /** The incident that is meant, and its transcript. */
  transcript(): Promise<{ incident: Live; lines: LoggedLine[] }>;
  /** Has it compared with Teams; what comes of it is said in the incident's place. */
  compareTranscript(): Promise<void>;
  /** Begins the review where there is none yet, and shows its document. */
  review(): Promise<Message>;
  /** Has the review put into the wiki. Throws a Refusal where there is no wiki, or it is nothing for one. */
  publishReview(): Promise<Live>;
};

export type Command = Decision<unknown> | Action<unknown>;

export const decision = <A>(command: Decision<A>): Command => command as Decision<unknown>;
export const action = <A>(command: Action<A>): Command => command as Action<unknown>;
