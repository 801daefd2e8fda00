/** Services that send texts and ring phones, and the people behind them: they fail, are slow, report late, twice and out of order. */
import type { Means } from "../../src/domain/oncall/book.ts";
import { Outage, type Pager, type Pagers, type Summons } from "../../src/engine/ports.ts";
import type { PagingEvent } from "../../src/engine/replies.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Ask } from "./night.ts";
import type { World } from "./world.ts";

export type Phones = {
  pagers: Pagers;
  /** Every send that was taken, in order: the same key again is somebody who was woken twice. */
  taken: { key: string; means: Means; askedAt: Date }[];
  /** Keys of sends that were taken, and whose answer was lost: nothing forbids that they are made again. */
  lost: string[];
  /** What people were told when they answered. */
  told: { person: string; words: string }[];
};

const delivered: PagingEvent = { kind: "reported", state: "delivered" };
const seen: PagingEvent = { kind: "reported", state: "seen" };
const failed: PagingEvent = { kind: "reported", state: "failed", reason: "The phone is off." };
const sent: PagingEvent = { kind: "reported", state: "sent" };
const reports: readonly (readonly PagingEvent[])[] = [
  [],
  [delivered],
  [failed],
  [delivered, delivered],
  [delivered, sent],
  [seen, delivered],
  [sent, failed],
];

export function phones(world: World, ask: Ask): Phones {
  const { random } = world;
  const later = (seconds: number, happen: () => void): void =>
    world.at(new Date(world.now().getTime() + seconds * 1_000), happen);
  let causes = 0;

  function report(reference: string): void {
    for (const event of random.pick(reports)) {
      const cause = `report ${++causes}`;
      const tell = () => ask((engine) => engine.replies.hearAbout(reference, event, cause));
      later(random.between(1, 200), tell);
      if (random.chance(0.1)) later(random.between(1, 200), tell);
    }
  }

  /** Whoever it reached may answer: by a text message back, or with the link. */
  function answer({ to, reply }: Summons): void {
    if (!random.chance(0.06)) return;
    const cause = `answer ${++causes}`;
    const event: PagingEvent = { kind: random.chance(0.6) ? "acknowledged" : "declined" };
    const words = event.kind === "acknowledged" ? random.pick(["1", "Ack!", "on it"]) : random.pick(["2", "can't"]);
    const hear = random.chance(0.5)
      ? (engine: Engine) => engine.replies.hearMessage(to.phone!, words, cause)
      : (engine: Engine) => engine.replies.hear(reply.token, event, cause);
    const tell = () => ask(hear, (answer) => all.told.push({ person: to.name, words: answer ?? "" }));
    later(random.between(2, 400), tell);
    if (random.chance(0.1)) later(random.between(2, 400), tell);
  }

  const pause = (): number | undefined => random.pick([undefined, undefined, 5_000, 600_000]);
  const all: Phones = { pagers: {}, taken: [], lost: [], told: [] };
  const pager = (means: Means): Pager => ({
    async send(summons) {
      const askedAt = world.now();
      if (random.chance(0.08))
        throw new Outage("The service is not there just now.", { again: true, afterMs: pause() });
      if (random.chance(0.05)) throw new Outage("The number is wrong.", { again: false });
      if (random.chance(0.1)) await new Promise<void>((go) => later(random.between(1, 15), go));
      const reference = `${means}-${all.taken.push({ key: summons.key, means, askedAt })}`;
      report(reference);
      answer(summons);
      if (random.chance(0.03)) {
        all.lost.push(summons.key);
        throw new Outage("The answer was lost.", { again: true });
      }
      return { state: "sent", reference };
    },
    async stop() {
      if (random.chance(0.05)) throw new Outage("The service is not there just now.", { again: true });
    },
  });
  all.pagers = { sms: pager("sms"), call: pager("call") };
  return all;
}
