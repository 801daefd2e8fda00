/** One night: an incident is declared, Teams has trouble, Muster is killed at one of its steps and started again. */
import type { Book } from "../../src/domain/oncall/book.ts";
import { openBook, replaceBook } from "../../src/engine/book.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import type { Bell } from "../../src/engine/ports.ts";
import { people } from "../simulation/book.ts";
import { serviceUrl } from "../simulation/replica.ts";
import { type Clock, clockFrom } from "./clock.ts";
import { type Arrival, startConnector, type Trouble } from "./connector.ts";
import { type Life, lifeOf, storesOf } from "./life.ts";

export type Told = {
  /** Who had to be paged, and how long after the incident began. */
  due: readonly { person: string; afterMs: number }[];
  start: Date;
  arrivals: readonly Arrival[];
  crashes: number;
  steps: number;
};

const start = new Date("2026-11-22T01:00:00Z");
const minuteMs = 60_000;
/** The second step of the ladder is climbed by then, whatever happens; its alarm is not. */
const untilMs = 7.5 * minuteMs;
const secondStepMinutes = 3;
const restartMs = 2_000;
const sentAgainMs = 15_000;
/** For how long the queue hides a ring from others. */
const hiddenMs = 60_000;

const [ann, bob, cat] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
const due: Told["due"] = [
  { person: ann.id, afterMs: 0 },
  { person: bob.id, afterMs: 0 },
  { person: cat.id, afterMs: secondStepMinutes * minuteMs },
];

export async function night(trouble: Trouble | undefined, dieAt: number): Promise<Told> {
  const clock = clockFrom(start);
  const { deadlineMs = 10_000 } = trouble ?? {};
  const stores = storesOf();
  const author = { by: { kind: "muster" }, from: "night", now: start } as const;
  await replaceBook(stores.documents, await openBook(stores.documents), book, author);
  const connector = await startConnector(trouble, clock.now);
  const lives: Life[] = [];
  const current = (): Life | undefined => lives.find((life) => life.alive());
  const bell = bellOf(clock, current);
  const begin = (name: string, at: number): void => {
    const onDeath = () =>
      clock.after(restartMs, () => begin(dieAt % 3 === 0 ? name : "another", Number.POSITIVE_INFINITY));
    const { url: connectorUrl } = connector;
    lives.push(lifeOf({ clock, stores, bell, connectorUrl, deadlineMs, name, dieAt: at, onDeath }));
  };
  begin("one", dieAt);
  declare(clock, current);
  try {
    do await quiet(() => current()?.busy() === true);
    while (clock.moveOn(new Date(start.getTime() + untilMs)));
  } finally {
    await connector.stop();
  }
  return { due, start, arrivals: connector.arrivals, crashes: lives.length - 1, steps: lives[0]!.steps() };
}

/** Who is on call needs no calendar here. */
const book: Book = {
  people: people.map(({ id, name }) => ({ name, teams: id })),
  schedules: [],
  rosters: [{ name: "checkout", members: ["Ann"], rotations: [], experts: [], services: [] }],
  policies: [
    {
      name: "all",
      severities: [1, 2, 3, 4],
      steps: [
        { notify: [{ person: "Ann" }, { person: "Bob" }], minutes: secondStepMinutes },
        { notify: [{ person: "Cat" }], minutes: 5 },
      ],
      repeats: 0,
      lastResort: [],
    },
  ],
};

/** What is not answered is sent again, as Teams does. */
function declare(clock: Clock, current: () => Life | undefined): void {
  let answered = false;
  const send = (): void => {
    if (answered) return;
    const life = current();
    life?.engine.receive(declaring).then(
      () => {
        answered ||= life.alive();
      },
      () => undefined,
    );
    clock.after(sentAgainMs, send);
  };
  send();
}

/** A queue: a ring that is not done comes back. Nothing else wakes a process that has been started again. */
function bellOf(clock: Clock, current: () => Life | undefined): Bell {
  return {
    async ring(stream, at) {
      let done = false;
      const ring = (): void => {
        if (done) return;
        const life = current();
        clock.after(life === undefined ? restartMs : hiddenMs, ring);
        life?.engine.wake(stream, at).then(
          () => {
            done ||= life.alive();
          },
          () => undefined,
        );
      };
      clock.after(at.getTime() - clock.now().getTime(), ring);
    },
    due: async () => [],
  };
}

/** Nothing runs any more but time. */
async function quiet(busy: () => boolean): Promise<void> {
  for (let looks = 0; looks < 3; looks += 1) {
    await new Promise((look) => setImmediate(look));
    for (; busy(); looks = 0) await new Promise((look) => setImmediate(look));
  }
}

const text = "declare sev1 checkout is failing";
const conversation = { id: "19:general@thread.tacv2;messageid=1", serviceUrl };
const declaring: Extract<Incoming, { kind: "said" }> = {
  kind: "said",
  cause: "the declaration",
  who: ann,
  conversation,
  channel: "19:general@thread.tacv2",
  kindOfPlace: "channel",
  toMuster: true,
  sentence: { text, mentions: [] },
  line: { id: "1", kind: "said", at: start.toISOString(), from: { id: ann.id, name: ann.name }, text },
};
