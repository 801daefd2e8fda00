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
const turns = 5;
/** Connections, and messages in a turn: a count, because on a busy machine a span of time would hold too few. */
const ways = { alone: [1, 400], together: [64, 2_000] } as const;
const warmMessages = 6_000;
/** A start looks after what is open, and whoever speaks for the first time is written down. */
const settleMs = 8_000;

type World = { bot: Bot; azurite: Azurite; channels: string[] };

export async function measureOpen(): Promise<Opened> {
  const upstream = await startUpstream();
  const worlds = [await openWorld(1, upstream), await openWorld(openCount, upstream)] as const;
  try {
    await pause(settleMs);
    for (const world of worlds) await speakEverywhere(world, upstream);
    return await measure(worlds, upstream);
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
  return { bot, azurite, channels: all.map(channelOf) };
}

/** A first word in every channel, and then until the code is warm. */
async function speakEverywhere({ bot, channels }: World, upstream: Upstream): Promise<void> {
  await say(bot, upstream, channels, [8, channels.length]);
  await pause(settleMs / 2);
  await say(bot, upstream, channels, [64, warmMessages]);
}

/** Says so many messages in these channels in turn, and returns what each cost. */
async function say(
  bot: Bot,
  upstream: Upstream,
  channels: readonly string[],
  [connections, count]: readonly [connections: number, count: number],
): Promise<number> {
  const said = talk(upstream, channels);
  let left = count;
  const next = () => (left-- > 0 ? said() : undefined);
  const before = bot.cpuMs();
  await flood(bot.port, { connections, ms: Number.POSITIVE_INFINITY, next });
  return (bot.cpuMs() - before) / count;
}

async function measure([one, thousand]: readonly [World, World], upstream: Upstream): Promise<Opened> {
  const opened: Opened = {
    alone: { one: [], among: [], each: [] },
    together: { one: [], among: [], each: [] },
    memory: { one: Number.NaN, thousand: Number.NaN },
  };
  const loads = [
    ["one", one, one.channels],
    ["among", thousand, thousand.channels.slice(0, 1)],
    ["each", thousand, thousand.channels],
  ] as const;
  for (let turn = 0; turn < turns; turn++)
    for (const how of ["alone", "together"] as const)
      for (const [name, { bot }, channels] of loads)
        opened[how][name].push(await say(bot, upstream, channels, ways[how]));
  opened.memory = { one: one.bot.memory(), thousand: thousand.bot.memory() };
  return opened;
}

/** What was measured in the same turn is compared; the middle of that. */
export const ratio = (of: Cpu, against: Cpu): number => median(of.map((cpu, turn) => cpu / against[turn]!));
