/** One process of Muster, from its start to its end: the real engine, the real adapter for Teams, and a step at which it is killed. */
import { pino } from "pino";
import { engine, type Engine } from "../../src/engine/engine.ts";
import { onCall } from "../../src/engine/on-call.ts";
import { places } from "../../src/engine/places.ts";
import type { Bell, Chat } from "../../src/engine/ports.ts";
import { replyTokens } from "../../src/engine/reply-tokens.ts";
import { sentTries } from "../../src/engine/sent-tries.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memoryMedia } from "../../src/memory/media.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";
import { pageReactions } from "../../src/reactions/roads.ts";
import { teamsChat } from "../../src/teams/connector.ts";
import { gated } from "../simulation/gated.ts";
import { standardPractice } from "../../src/domain/practice.ts";
import { rhythm } from "../simulation/replica.ts";
import { testConfig } from "../teams/config.ts";
import type { Clock } from "./clock.ts";

/** What outlives every crash. */
export const storesOf = () => ({ log: memoryLog(), documents: memoryDocuments(), transcript: memoryTranscript() });

export type Life = {
  engine: Engine;
  alive(): boolean;
  /** How many steps it has taken. */
  steps(): number;
  /** It waits for an answer of the connector, and not for time to pass. */
  busy(): boolean;
};

type Given = {
  clock: Clock;
  stores: ReturnType<typeof storesOf>;
  bell: Bell;
  connectorUrl: string;
  deadlineMs: number;
  name: string;
  /** The step that it does not survive. A step is before or behind a call of a port, before a request, or after a pause. */
  dieAt: number;
  onDeath(): void;
};

export function lifeOf(given: Given): Life {
  const { dieAt, onDeath } = given;
  let steps = 0;
  const alive = (): boolean => steps < dieAt;
  async function step(): Promise<void> {
    if (!alive()) return never();
    steps += 1;
    if (alive()) return;
    onDeath();
    return never();
  }
  const { chat, asking } = chatOf(given, step);
  return { engine: engineOf(given, step, chat), alive, steps: () => steps, busy: () => alive() && asking() > 0 };
}

const never = (): Promise<never> => new Promise(() => undefined);

type Step = () => Promise<void>;

/** Teams' adapter, and how many of its calls wait for the connector. */
function chatOf({ clock, connectorUrl, deadlineMs }: Given, step: Step): { chat: Chat; asking(): number } {
  let asking = 0;
  const chat = teamsChat({
    config: testConfig({ CONNECTOR_URL: connectorUrl }),
    tokens: { token: () => step().then(() => "the bot's token") },
    now: clock.now,
    pause: async (milliseconds) => {
      asking -= 1;
      await new Promise<void>((go) => clock.after(milliseconds, go));
      asking += 1;
      await step();
    },
    log: pino({ level: "silent" }),
    deadlineMs,
  });
  const counted =
    <A extends unknown[], B>(call: (...asked: A) => Promise<B>) =>
    async (...asked: A): Promise<B> => {
      asking += 1;
      try {
        return await call(...asked);
      } finally {
        asking -= 1;
      }
    };
  const { post, update, personal, standing, teamGroup } = chat;
  return {
    asking: () => asking,
    chat: {
      post: counted(post),
      update: counted(update),
      personal: counted(personal),
      standing: counted(standing),
      teamGroup: counted(teamGroup),
    },
  };
}

/** Muster as far as pages go: what else follows from an incident goes by other roads. */
function engineOf({ clock, stores, bell, connectorUrl, name }: Given, step: Step, chat: Chat): Engine {
  const through = <T extends object>(port: T): T => gated(port, step);
  const documents = through(stores.documents);
  const people = onCall({ documents, findPerson: async () => undefined });
  const shared = {
    log: through(stores.log),
    documents,
    bell: through(bell),
    transcript: through(stores.transcript),
    places: places(documents, clock.now),
    now: clock.now,
    pagers: {},
    tokens: replyTokens(documents),
    sent: sentTries(documents),
    publicUrl: undefined,
    warn: () => undefined,
  };
  const settings = { serviceUrl: connectorUrl, teams: [] };
  const responderOf = people.responder;
  return engine({
    ...shared,
    rhythm,
    practice: standardPractice,
    chat,
    findPerson: async () => undefined,
    holder: name,
    onCall: people,
    workItems: undefined,
    heartbeat: async () => undefined,
    runbooks: async () => [],
    comparable: false,
    media: memoryMedia(),
    transcriptDays: 0,
    wiki: undefined,
    alertChannel: undefined,
    reactions: pageReactions({ ...shared, chat: through(chat), feed: undefined, responderOf, settings }),
    statusReactions: [],
    letterReactions: [],
    transcriptReactions: [],
  });
}
