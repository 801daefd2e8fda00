/** One night: two replicas, an incident or two, people who act, Teams that delivers again, and whatever the seed breaks. */
import { standardPolicy } from "../../src/domain/escalation/policy.ts";
import { engine, type Engine } from "../../src/engine/engine.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import { places } from "../../src/engine/places.ts";
import type { Bell, Message } from "../../src/engine/ports.ts";
import { readRoster } from "../../src/engine/turn.ts";
import { memoryChannels } from "../../src/memory/channels.ts";
import { memoryChat } from "../../src/memory/chat.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memorySite } from "../../src/memory/site.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";
import { memoryWorkItems } from "../../src/memory/work-items.ts";
import { statusSite } from "../../src/engine/status-site.ts";
import { allReactions, statusReactions } from "../../src/reactions/index.ts";
import { Outage } from "../../src/engine/ports.ts";
import { gated } from "./gated.ts";
import { type Sabotage, sabotaged } from "./sabotage.ts";
import type { World } from "./world.ts";
import { simulatedBell } from "./bell.ts";

export const team = "11111111-2222-4333-8444-555555555555";
export const serviceUrl = "https://teams.example";

export type Night = {
  world: World;
  stores: ReturnType<typeof storesOf>;
  /** Sends a request until it is answered, as Teams does, and sometimes once more. */
  send(incoming: Extract<Incoming, { cause: string }>, onAnswer?: (answer: Message | undefined) => void): void;
};

const storesOf = () => ({
  log: memoryLog(),
  documents: memoryDocuments(),
  transcript: memoryTranscript(),
  site: memorySite(),
  chat: memoryChat(),
  channels: memoryChannels(),
  workItems: memoryWorkItems(),
});

export function nightOf(world: World, calmFrom: Date, sabotage: Sabotage | undefined): Night {
  const stores = storesOf();
  const { random } = world;
  const engines = new Map<number, Engine>();
  let born = 0;
  const queue = simulatedBell(world, calmFrom, (ring) => {
    const replica = random.pick([...engines.keys()]);
    void engines
      .get(replica)!
      .wake(ring.stream, ring.at)
      .then(
        () => (world.alive(replica) ? ring.done() : undefined),
        () => undefined,
      );
  });

  function bear(name: string): void {
    const replica = ++born;
    engines.set(replica, replicaOf({ world, replica, name, stores, queue, sabotage }));
  }

  world.onCrash((replica) => {
    engines.delete(replica);
    // Restarted under the same name, or another machine in its place.
    bear(random.chance(0.5) ? `replica ${replica}` : `replica ${born + 1} anew`);
  });
  bear("one");
  bear("two");

  function send(
    incoming: Extract<Incoming, { cause: string }>,
    onAnswer: (answer: Message | undefined) => void = () => undefined,
  ): void {
    const replica = random.pick([...engines.keys()]);
    let answered = false;
    engines
      .get(replica)!
      .receive(incoming)
      .then(
        (answer) => {
          if (!world.alive(replica)) return;
          answered = true;
          onAnswer(answer);
          if (random.chance(0.1)) later(random.between(0, 30), () => send(incoming));
        },
        () => undefined,
      );
    later(random.between(10, 30), () => {
      if (!answered) send(incoming, onAnswer);
    });
  }
  const later = (seconds: number, happen: () => void) =>
    world.at(new Date(world.now().getTime() + seconds * 1_000), happen);

  return { world, stores, send };
}

type Birth = {
  world: World;
  replica: number;
  name: string;
  stores: ReturnType<typeof storesOf>;
  queue: Bell;
  sabotage: Sabotage | undefined;
};

function replicaOf({ world, replica, name, stores, queue, sabotage }: Birth): Engine {
  const through = <T extends object>(port: T): T => gated(port, () => world.gate(replica));
  const { log, bell } = sabotaged({ log: through(stores.log), bell: through(queue) }, sabotage, world.now);
  const flaky = <T extends object>(port: T): T =>
    gated(
      port,
      async () => {
        await world.gate(replica);
        if (world.random.chance(0.02)) throw new Outage("It is not there just now.", { again: true });
      },
      () => world.gate(replica),
    );
  const { transcript, site } = stores;
  const documents = through(stores.documents);
  const known = places(documents, world.now);
  const chat = flaky(stores.chat);
  const board = statusSite({ documents, log, site: through(site), now: world.now, name: "Status" });
  return engine({
    log,
    documents,
    bell,
    transcript: through(transcript),
    places: known,
    policy: standardPolicy,
    now: world.now,
    holder: name,
    runbooks: async () => [],
    alertChannel: undefined,
    warn: () => undefined,
    statusReactions: statusReactions({ statusSite: board }),
    reactions: allReactions({
      documents,
      transcript: through(transcript),
      places: known,
      chat,
      statusSite: board,
      channels: flaky(stores.channels),
      workItems: flaky(stores.workItems),
      roster: () => readRoster(documents),
      broadcastChannel: { id: "19:broadcast@thread.tacv2", serviceUrl },
      statusPageUrl: undefined,
      findPerson: async () => undefined,
      runbooks: async () => [],
      severityMax: 2,
      settings: { teams: [team], channelName: "inc-{number}-{title}", serviceUrl },
    }),
  });
}
