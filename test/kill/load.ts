/** People who talk, note and declare without pause, and a Teams that delivers again whatever was not taken. */
import type { Delivery } from "../../sandbox/delivery.ts";
import { botName } from "../../sandbox/people.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { type Place, type StoredMessage, teamSeeds } from "../../sandbox/world.ts";
import { type Random, randomFrom } from "../simulation/random.ts";
import { speak } from "./second.ts";

/** Something that Muster has acknowledged. `text` is said by nobody else. */
export type Said = { kind: "message" | "note" | "declaration"; id: string; place: string; text: string };

export type Load = {
  acknowledged: readonly Said[];
  /** Resolves when there are channels to talk in. */
  warm(): Promise<void>;
  /** How often something was delivered again. */
  again(): number;
  /** Resolves when everybody has finished, and everything that was said has been acknowledged. */
  stop(): Promise<void>;
};

type Setting = { sandbox: Sandbox; deliveries: readonly Delivery[]; seed: number; declarationsMax: number };

const speakers = ["Adele Vance", "Diego Siciliani", "Lidia Holloway"];
const firstDeclarations = 4;
const betweenMs = 30;
const againMs = 100;
const deliveriesMax = 600;
const warmMsMax = 20_000;

export function startLoad(setting: Setting): Load {
  const { store } = setting.sandbox;
  const acknowledged: Said[] = [];
  const origin = store.world.places.find(({ name }) => name === "Payments")!;
  let stopped = false;
  let again = 0;
  let number = 0;
  let declarations = 0;

  async function deliver(activity: Record<string, unknown>, first: number): Promise<void> {
    for (let attempt = 0; attempt < deliveriesMax; attempt++) {
      const { delivered } = await setting.deliveries[(first + attempt) % setting.deliveries.length]!.deliver(activity);
      if (delivered.status >= 200 && delivered.status < 300) return;
      if (delivered.status >= 400 && delivered.status < 500)
        throw new Error(`Muster turned an activity away: ${JSON.stringify({ delivered, activity })}`);
      again += 1;
      await pause(againMs);
    }
    throw new Error(`An activity was delivered ${deliveriesMax} times in vain: ${JSON.stringify(activity)}`);
  }

  async function say(random: Random, who: string, { kind, place, text }: Omit<Said, "id">): Promise<void> {
    const here = store.place(place)!;
    const words = { message: text, note: `<at>${botName}</at> note ${text}`, declaration: declare(random, text) }[kind];
    const activity = speak(setting.sandbox, who, here, words);
    const id = String(activity["id"]);
    const first = random.between(0, 1);
    // Teams may send a thing twice at once, and again although it was taken.
    await Promise.all([deliver(activity, first), ...(random.chance(0.05) ? [deliver(activity, first + 1)] : [])]);
    if (random.chance(0.1)) await deliver(activity, first + 1);
    acknowledged.push({ kind, id, place, text });
  }

  function next(random: Random): Omit<Said, "id"> {
    const channels = channelsToTalkIn(setting.sandbox);
    const few = declarations < firstDeclarations || channels.length === 0;
    number += 1;
    if (declarations < setting.declarationsMax && (few || random.chance(0.03))) {
      declarations += 1;
      return { kind: "declaration", place: origin.id, text: `trouble ${number}` };
    }
    const place = channels.length === 0 ? origin.id : random.pick(channels).id;
    return { kind: place !== origin.id && random.chance(0.15) ? "note" : "message", place, text: `words ${number}` };
  }

  async function talk(who: string, random: Random): Promise<void> {
    while (!stopped) {
      await say(random, who, next(random));
      await pause(betweenMs);
    }
  }

  const talking = Promise.all(speakers.map((who, index) => talk(who, randomFrom(setting.seed * 10 + index))));
  talking.catch(() => undefined); // stop() tells.
  return {
    acknowledged,
    async warm() {
      const warm = (): boolean => channelsToTalkIn(setting.sandbox).length >= firstDeclarations;
      for (let waitedMs = 0; waitedMs < warmMsMax && !warm(); waitedMs += againMs)
        await Promise.race([pause(againMs), talking]);
    },
    again: () => again,
    async stop() {
      stopped = true;
      await talking;
    },
  };
}

const declare = (random: Random, title: string): string =>
  `<at>${botName}</at> declare sev${random.between(1, 3)} ${title}`;

/** People talk where they see the incident's card. */
function channelsToTalkIn({ store }: Sandbox): Place[] {
  return store.world.places.filter(
    ({ id, team, description = "" }) =>
      team === teamSeeds.incidents.group && /^.*\bINC-\d+/.test(description) && store.messagesIn(id).some(isBot),
  );
}

const isBot = ({ from }: StoredMessage): boolean => from.bot;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
