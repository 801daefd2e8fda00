/** One night: two replicas, people and services that send again what was not answered, and whatever the seed breaks. */
import type { Book } from "../../src/domain/oncall/book.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import type { Message } from "../../src/engine/ports.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import { simulatedBell } from "./bell.ts";
import { type Phones, phones } from "./pagers.ts";
import { replicaOf } from "./replica.ts";
import type { Sabotage } from "./sabotage.ts";
import type { Stores } from "./stores.ts";
import type { World } from "./world.ts";

/** Asks some replica, again and again until there is an answer, and sometimes once more. */
export type Ask = <T>(how: (engine: Engine) => Promise<T>, onAnswer?: (answer: T | undefined) => void) => void;

export type Night = {
  world: World;
  stores: Stores;
  phones: Phones;
  book: Book;
  /** From then on nothing crashes, and no ring is more than seconds late. */
  calmFrom: Date;
  ask: Ask;
  send(incoming: Extract<Incoming, { cause: string }>, onAnswer?: (answer: Message | undefined) => void): void;
};

type Given = Pick<Night, "world" | "stores" | "book" | "calmFrom">;

export function nightOf(given: Given, sabotage: Sabotage | undefined): Night {
  const { world, stores, calmFrom } = given;
  const { random } = world;
  const engines = new Map<number, Engine>();
  const anyReplica = (): number => random.pick([...engines.keys()]);
  const later = (seconds: number, happen: () => void) =>
    world.at(new Date(world.now().getTime() + seconds * 1_000), happen);
  let born = 0;
  const queue = simulatedBell(world, calmFrom, (ring) => {
    const replica = anyReplica();
    void engines
      .get(replica)!
      .wake(ring.stream, ring.at)
      .then(
        () => (world.alive(replica) ? ring.done() : undefined),
        () => undefined,
      );
  });

  const ask: Ask = <T>(
    how: (engine: Engine) => Promise<T>,
    onAnswer: (answer: T | undefined) => void = () => undefined,
  ) => {
    const replica = anyReplica();
    let answered = false;
    const take = (answer: T | undefined): void => {
      if (!world.alive(replica)) return;
      answered = true;
      onAnswer(answer);
      if (random.chance(0.1)) later(random.between(0, 30), () => ask(how));
    };
    how(engines.get(replica)!).then(take, (error: unknown) => {
      // A clear no is an answer too.
      if (error instanceof Refusal) take(undefined);
    });
    later(random.between(10, 30), () => {
      if (!answered) ask(how, onAnswer);
    });
  };
  const reached = phones(world, ask);

  function bear(name: string): void {
    const replica = ++born;
    engines.set(replica, replicaOf({ world, replica, name, stores, queue, pagers: reached.pagers, sabotage }));
  }

  world.onCrash((replica) => {
    engines.delete(replica);
    // Restarted under the same name, or another machine in its place.
    bear(random.chance(0.5) ? `replica ${replica}` : `replica ${born + 1} anew`);
  });
  bear("one");
  bear("two");
  return {
    ...given,
    phones: reached,
    ask,
    send: (incoming, onAnswer) => ask<Message | undefined>((engine) => engine.receive(incoming), onAnswer),
  };
}
