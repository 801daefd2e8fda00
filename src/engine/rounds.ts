/**
 * What is done every minute by whichever replica comes first: telling people of their shifts, test pages, and watching
 * over the escalations. What it tells has a cause of its own, so that doing it again tells nobody twice.
 */
import type { Fact } from "../domain/incident/facts.ts";
import { fold, type Live } from "../domain/incident/incident.ts";
import type { Summary } from "../domain/incident/summary.ts";
import { type Book, findNamed } from "../domain/oncall/book.ts";
import { dayMs, nextNotice, type ShiftChange, shiftChanges, testsDue, zoneOf } from "../domain/oncall/notices.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { dayBeforeText, handOffText, shiftBriefCard, shiftStartsText } from "../views/shift-notices.ts";
import { auditPages } from "./audit.ts";
import { openBook } from "./book.ts";
import { openIncidents } from "./open-incidents.ts";
import type { LetterFact, Letters } from "./letters.ts";
import type { OnCall } from "./on-call.ts";
import { Conflict, type Documents, type History, type Log } from "./ports.ts";
import type { Recorder } from "./record.ts";
import type { Retention } from "./retention.ts";
import type { TestPages } from "./test-pages.ts";

export type Rounds = {
  /** Does what has become due since the last time, unless another replica is at it. */
  run(): Promise<void>;
  /** When there is next something to tell. */
  next(): Promise<Date | undefined>;
};

type Tools = {
  log: Log;
  documents: Documents;
  letters: Letters;
  recorder: Recorder;
  onCall: OnCall;
  testPages: TestPages;
  now: () => Date;
  holder: string;
  wake(stream: string): Promise<void>;
  /** Tells the outside that all is well. */
  heartbeat(): Promise<void>;
  retention: Retention;
};

type Last = { at: string; holder: string; until: string };

const kind = "rounds";
const id = "last";
const claimMs = 120_000;
/** After a longer absence nobody wants to hear of every shift that has been. */
const lookBackMs = 6 * 3_600_000;
const incidentsMax = 200;

export function rounds(tools: Tools): Rounds {
  const { documents, letters, onCall, now } = tools;

  /** Since when nobody has told; undefined when another replica is at it. */
  async function claim(at: Date): Promise<{ from: Date; version: string } | undefined> {
    const last = await documents.read<Last>(kind, id);
    const was = last === undefined ? at.getTime() : Date.parse(last.value.at);
    const others =
      last !== undefined && last.value.holder !== tools.holder && Date.parse(last.value.until) > at.getTime();
    if (others) return undefined;
    const from = new Date(Math.max(was, at.getTime() - lookBackMs));
    const until = new Date(at.getTime() + claimMs).toISOString();
    const value: Last = { at: new Date(was).toISOString(), holder: tools.holder, until };
    try {
      return { from, version: await documents.write(kind, id, value, last?.version) };
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  }

  async function tellShifts(book: Book, from: Date, to: Date): Promise<void> {
    for (const change of shiftChanges(book, new Date(from.getTime() + dayMs), new Date(to.getTime() + dayMs)))
      await write(change, "day before", await dayBefore(book, change));
    for (const change of shiftChanges(book, from, to)) await begin(book, change);
  }

  async function write(change: ShiftChange, what: string, facts: LetterFact[]): Promise<void> {
    const { schedule, at } = change;
    const cause = `${what} ${schedule} ${at.toISOString()} ${change.to.join(",")}`.slice(0, 900);
    await letters.write(
      `shifts-${at.toISOString().slice(0, 10)}`,
      { cause, by: { kind: "muster" }, from: "shifts" },
      facts,
    );
  }

  const newcomers = ({ from, to }: ShiftChange): string[] => to.filter((name) => !from.includes(name));
  const leavers = ({ from, to }: ShiftChange): string[] => from.filter((name) => !to.includes(name));

  async function personOf(book: Book, name: string): Promise<Person | undefined> {
    const found = findNamed(book.people, name);
    return found === undefined ? undefined : onCall.person(found);
  }

  async function letterTo(book: Book, name: string, key: string, message: LetterMessage): Promise<LetterFact[]> {
    const person = await personOf(book, name);
    return person === undefined ? [] : [{ type: "written", key, to: { person }, message }];
  }

  const keyOf = (what: string, { schedule, at }: ShiftChange, name: string): string =>
    `${what} ${schedule} ${at.toISOString()} ${name}`.slice(0, 150);

  async function dayBefore(book: Book, change: ShiftChange): Promise<LetterFact[]> {
    const all = newcomers(change).map((name) =>
      letterTo(book, name, keyOf("day before", change, name), dayBeforeText(told(book, change, name))),
    );
    return (await Promise.all(all)).flat();
  }

  const told = (book: Book, { schedule, at, from, to, until }: ShiftChange, name: string) => ({
    schedule,
    at,
    until,
    before: from,
    after: to,
    zone: zoneOf(book, findNamed(book.people, name) ?? { name }),
  });

  async function begin(book: Book, change: ShiftChange): Promise<void> {
    const open = (await openIncidents(documents)).filter(({ status }) => status === "open");
    const starts = newcomers(change).map((name) =>
      letterTo(book, name, keyOf("begins", change, name), shiftStartsText({ ...told(book, change, name), open })),
    );
    const ends = leavers(change).map((name) =>
      letterTo(book, name, keyOf("ends", change, name), handOffText({ ...told(book, change, name), open })),
    );
    await write(change, "begins", (await Promise.all([...starts, ...ends])).flat());
    await briefAll(book, change, open);
  }

  /** Where somebody who leaves is at work on an incident, whoever comes gets a brief, and the incident is told. */
  async function briefAll(book: Book, change: ShiftChange, open: readonly Summary[]): Promise<void> {
    const [from, to] = await Promise.all(
      [leavers(change), newcomers(change)].map(async (names) =>
        (await Promise.all(names.map((name) => personOf(book, name)))).filter((each) => each !== undefined),
      ),
    );
    if (from!.length === 0 || to!.length === 0) return;
    for (const { id: stream } of open.slice(0, incidentsMax)) {
      const { entries } = (await tools.log.read(stream)) as History<Fact>;
      const incident = fold(stream, entries);
      if (incident.status !== "open" || !isAtWork(incident, from!)) continue;
      const { schedule, at } = change;
      const cause = `shift ${schedule} ${at.toISOString()}`;
      const fact: Fact = { type: "shift changed", schedule, from: from!, to: to! };
      await tools.recorder.note({ stream, cause, by: { kind: "muster" }, from: "shifts" }, [fact]);
      await write(
        change,
        `brief ${stream}`,
        to!.map((person) => ({
          type: "written",
          key: `brief ${stream} ${schedule} ${person.id}`.slice(0, 150),
          to: { person },
          message: shiftBriefCard(incident, entries, person),
        })),
      );
    }
  }

  return {
    async run() {
      const at = now();
      const claimed = await claim(at);
      if (claimed === undefined) return;
      const { book } = await openBook(documents);
      // What happens at this very instant is told now, and what happened at that of the last round was told then.
      const [from, to] = [new Date(claimed.from.getTime() + 1), new Date(at.getTime() + 1)];
      const tests = testsDue(book, from, to);
      await Promise.all([tellShifts(book, from, to), tests.length > 0 ? tools.testPages.send(tests, at) : undefined]);
      const audit = await auditPages(tools);
      if (audit.passed) await tools.heartbeat();
      await tools.retention.run();
      const last: Last = { at: at.toISOString(), holder: tools.holder, until: "" };
      await documents.write(kind, id, last, claimed.version).catch((error: unknown) => {
        if (!(error instanceof Conflict)) throw error;
      });
    },
    async next() {
      const last = await documents.read<Last>(kind, id);
      const { book } = await openBook(documents);
      return nextNotice(book, last === undefined ? now() : new Date(last.value.at));
    },
  };
}

type LetterMessage = Extract<LetterFact, { type: "written" }>["message"];

/** Whoever answered, has a role, or is being waited for. */
function isAtWork(incident: Live, people: readonly Person[]): boolean {
  const busy = [
    ...Object.values(incident.roles),
    ...incident.pages.flatMap(({ paging }) => (paging.state === "acknowledged" ? [paging.by] : paging.people)),
  ];
  return busy.some((one) => people.some((other) => samePerson(one, other)));
}
