/** Row (l): what a message costs while a thousand incidents are open, against one, on two Musters that run side by side. */
import { setTimeout as pause } from "node:timers/promises";
import type { Azurite } from "../sandbox/azurite.ts";
import { type Bot, prefix, startBot } from "./bots.ts";
import { talk } from "./messages.ts";
import { startQuickAzurite } from "./quick-azurite.ts";
import { openSeeding } from "./seed.ts";
import { median } from "./statistics.ts";
import { startUpstream, type Upstream } from "./upstream.ts";
import { channelOf, type Waiting } from "./waiting.ts";
import { flood } from "./wire.ts";

/** Milliseconds of processor time for a message, one value for each turn. */
type Cpu = number[];
/** To the only one; to one of a thousand; to all of the thousand in turn. One message at a time, and 64. */
export type Opened = {
  alone: { one: Cpu; among: Cpu; each: Cpu };
  together: { one: Cpu; among: Cpu; each: Cpu };
  memory: { one: number; thousand: number };
};

const openCount = 1_000;
/** A multiple of the three loads, whose order moves on with the turn. */
const turns = 6;
/** Connections, and messages in a turn: a count, because on a busy machine a span of time would hold too few. */
const ways = { alone: [1, 300], together: [64, 1_000] } as const;
const warmMessages = 3_000;
/** A start looks after what is open, and whoever speaks for the first time is written down. */
const settleMs = 8_000;

/** `say` writes a message for all its channels in turn, `sayInOne` for the first. */
type World = { bot: Bot; azurite: Azurite; count: number; say(): string; sayInOne(): string };

export async function measureOpen(): Promise<Opened> {
  const upstream = await startUpstream();
  const worlds = [await openWorld(1, upstream), await openWorld(openCount, upstream)] as const;
  try {
    await pause(settleMs);
    for (const world of worlds) await speakEverywhere(world);
    return await measure(worlds);
  } finally {
    for (const { bot, azurite } of worlds) {
      await bot.stop();
      await azurite.stop();
    }
    upstream.stop();
  }
}

async function openWorld(count: number, upstream: Upstream): Promise<World> {
  const azurite = await startQuickAzurite();
  const seeding = await openSeeding({ connection: azurite.connectionString, prefix, serviceUrl: upstream.serviceUrl });
  const all = Array.from(
    { length: count },
    (_, index): Waiting => ({
      number: index + 1,
      team: 0,
      dueAt: new Date(Date.now() + 6 * 3_600_000),
      minutes: 720,
    }),
  );
  await seeding.teams(1, count);
  await seeding.waiting(all);
  await seeding.places(all);
  const bot = await startBot("muster", upstream, { azurite });
  const channels = all.map(channelOf);
  return { bot, azurite, count, say: talk(upstream, channels), sayInOne: talk(upstream, channels.slice(0, 1)) };
}

/** A first word in every channel, and then until the code is warm. */
async function speakEverywhere({ bot, count, say }: World): Promise<void> {
  await costOf(bot, say, [8, count]);
  await pause(settleMs / 2);
  await costOf(bot, say, [64, warmMessages]);
}

/** Sends so many messages, and returns the milliseconds of processor time that each cost. */
async function costOf(bot: Bot, say: () => string, [connections, count]: readonly [number, number]): Promise<number> {
  let left = count;
  const next = () => (left-- > 0 ? say() : undefined);
  const before = bot.cpuMs();
  await flood(bot.port, { connections, ms: Number.POSITIVE_INFINITY, next });
  return (bot.cpuMs() - before) / count;
}

async function measure([one, thousand]: readonly [World, World]): Promise<Opened> {
  const opened: Opened = {
    alone: { one: [], among: [], each: [] },
    together: { one: [], among: [], each: [] },
    memory: { one: Number.NaN, thousand: Number.NaN },
  };
  const loads = [
    ["one", one.bot, one.say],
    ["among", thousand.bot, thousand.sayInOne],
    ["each", thousand.bot, thousand.say],
  ] as const;
  for (let turn = 0; turn < turns; turn++)
    for (const how of ["alone", "together"] as const)
      for (const index of loads.keys()) {
        const [name, bot, say] = loads[(index + turn) % loads.length]!;
        opened[how][name].push(await costOf(bot, say, ways[how]));
      }
  opened.memory = { one: one.bot.memory(), thousand: thousand.bot.memory() };
  return opened;
}

/** What was measured in the same turn is compared; the middle of that. */
export const ratio = (of: Cpu, against: Cpu): number => median(of.map((cpu, turn) => cpu / against[turn]!));
