/** Muster as it stands on one machine of the night: the real engine over the night's stores, each call behind a gate. */
import { memoryMedia } from "../../src/memory/media.ts";
import { type Rhythm, standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import { standardPractice } from "../../src/domain/practice.ts";
import { engine, type Engine } from "../../src/engine/engine.ts";
import { onCall as onCallFrom } from "../../src/engine/on-call.ts";
import { places } from "../../src/engine/places.ts";
import { type Bell, Outage, type Pagers } from "../../src/engine/ports.ts";
import { replyTokens } from "../../src/engine/reply-tokens.ts";
import { sentTries } from "../../src/engine/sent-tries.ts";
import { statusSite } from "../../src/engine/status-site.ts";
import { allReactions, letterReactions, statusReactions } from "../../src/reactions/index.ts";
import { gated } from "./gated.ts";
import { type Sabotage, sabotaged, sabotagedOnCall, sabotagedReactions } from "./sabotage.ts";
import type { Stores } from "./stores.ts";
import type { World } from "./world.ts";

export const team = "11111111-2222-4333-8444-555555555555";
export const serviceUrl = "https://teams.example";
export const rhythm: Rhythm = { ...standardRhythm, quietMinutes: 20, commanderMinutes: 15 };

export type Birth = {
  world: World;
  replica: number;
  name: string;
  stores: Stores;
  queue: Bell;
  pagers: Pagers;
  sabotage: Sabotage | undefined;
};

export function replicaOf(birth: Birth): Engine {
  const { world, replica, stores, sabotage } = birth;
  const through = <T extends object>(port: T): T => gated(port, () => world.gate(replica));
  const flaky = <T extends object>(port: T): T =>
    gated(
      port,
      () => flakyGate(world, replica),
      () => world.gate(replica),
    );
  const { log, bell } = sabotaged({ log: through(stores.log), bell: through(birth.queue) }, sabotage, world.now);
  const documents = through(stores.documents);
  const onCall = sabotagedOnCall(onCallFrom({ documents, findPerson: async () => undefined }), sabotage, world.now);
  const chat = flaky(stores.chat);
  const board = statusSite({ documents, log, site: through(stores.site), now: world.now, name: "Status" });
  const shared = {
    log,
    documents,
    bell,
    transcript: through(stores.transcript),
    places: places(documents, world.now),
    now: world.now,
    pagers: Object.fromEntries(Object.entries(birth.pagers).map(([means, pager]) => [means, through(pager)])),
    tokens: replyTokens(documents),
    sent: sentTries(documents),
    publicUrl: "https://muster.example",
    warn: () => undefined,
    practice: standardPractice,
    findPerson: async () => undefined,
    runbooks: async () => [],
    comparable: false,
    media: memoryMedia(),
    transcriptDays: 0,
    wiki: flaky(stores.wiki),
  };
  const workItems = flaky(stores.workItems);
  const reactions = allReactions({
    ...shared,
    chat,
    statusSite: board,
    channels: flaky(stores.channels),
    workItems,
    wikiPath: "/Incident reviews",
    feed: undefined,
    responderOf: onCall.responder,
    practice: standardPractice,
    broadcastChannel: { id: "19:broadcast@thread.tacv2", serviceUrl },
    statusPageUrl: undefined,
    severityMax: 2,
    drillsOnStatusPage: false,
    settings: { teams: [team], confidentialTeams: [], channelName: "inc-{number}-{title}", serviceUrl },
  });
  return engine({
    ...shared,
    rhythm,
    chat,
    holder: birth.name,
    onCall,
    workItems,
    heartbeat: async () => undefined,
    alertChannel: undefined,
    statusReactions: statusReactions({ statusSite: board }),
    letterReactions: letterReactions({ chat }),
    transcriptReactions: [],
    reactions: sabotagedReactions(reactions, sabotage),
  });
}

async function flakyGate(world: World, replica: number): Promise<void> {
  await world.gate(replica);
  if (world.random.chance(0.02)) throw new Outage("It is not there just now.", { again: true });
}
