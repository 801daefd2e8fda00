/** One round: every bot once, in an order that moves on with each round, each with storage that is empty. */
import { setTimeout as pause } from "node:timers/promises";
import { type AgainstSandbox, type Extent, measureAgainstSandbox } from "./against-sandbox.ts";
import { type Kind, startBot } from "./bots.ts";
import { askDeclare, askStatus } from "./commands.ts";
import { type Escalated, measureEscalations } from "./escalations.ts";
import { type FirstPages, measureFirstPages } from "./first-page.ts";
import { declareIncidents, takeMessages } from "./messages.ts";
import { measureOpen, type Opened } from "./open.ts";
import type { Plan } from "./plan.ts";
import { quantile } from "./statistics.ts";
import { startUpstream } from "./upstream.ts";
import { type Asked, measureWho } from "./who.ts";

/** Of one bot in one round; what the plan leaves out is NaN. Times are 99th percentiles in milliseconds. */
export type Measured = {
  readyMs: number;
  memoryMib: number;
  messages: number;
  messageCpuMs: number;
  busyStatus: number;
  busyDeclare: number;
  status: number;
  declare: number;
};
/** Undefined is what the plan leaves out. */
export type Round = {
  bots: Record<Kind, Measured>;
  sandbox: AgainstSandbox;
  escalated: Escalated | undefined;
  who: Asked | undefined;
  firstPages: FirstPages | undefined;
  opened: Opened | undefined;
};

const kinds: readonly Kind[] = ["muster", "stock", "cached", "again"];
/** By then the hot code is compiled. */
const warmMs = 1_500;
const nothing: Measured = {
  readyMs: Number.NaN,
  memoryMib: Number.NaN,
  messages: Number.NaN,
  messageCpuMs: Number.NaN,
  busyStatus: Number.NaN,
  busyDeclare: Number.NaN,
  status: Number.NaN,
  declare: Number.NaN,
};

export async function playRound(number: number, plan: Plan): Promise<Round> {
  const bots: Round["bots"] = { muster: nothing, stock: nothing, cached: nothing, again: nothing };
  const order = kinds.map((_, index) => kinds[(index + number) % kinds.length]!);
  if (["a", "b", "e"].some((row) => plan.rows.has(row))) for (const kind of order) bots[kind] = await play(kind, plan);
  const extent: Extent = { declarations: plan.rows.has("c") ? 2 : 0, alerts: plan.rows.has("d") ? plan.alerts : 0 };
  const sandbox =
    extent.declarations + extent.alerts > 0 ? await measureAgainstSandbox(extent) : { declared: [], pagedMs: [] };
  const many = (...rows: string[]) => number < plan.waitingRounds && rows.some((row) => plan.rows.has(row));
  return {
    bots,
    sandbox,
    escalated: many("f", "g", "h") ? await measureEscalations(plan) : undefined,
    who: plan.rows.has("i") ? await measureWho() : undefined,
    firstPages: many("j", "k") ? await measureFirstPages() : undefined,
    opened: many("l") ? await measureOpen() : undefined,
  };
}

async function play(kind: Kind, { rows, loadMs, profile }: Plan): Promise<Measured> {
  const upstream = await startUpstream();
  const bot = await startBot(kind, upstream, kind === "muster" ? { profile } : {});
  const measured = { ...nothing, readyMs: bot.readyMs };
  try {
    if (kind === "muster") await declareIncidents(bot, upstream);
    await takeMessages(bot, upstream, warmMs);
    measured.memoryMib = bot.memory();
    if (rows.has("a")) {
      const before = bot.cpuMs();
      measured.messages = await takeMessages(bot, upstream, loadMs);
      measured.messageCpuMs = ((bot.cpuMs() - before) * 1_000) / (measured.messages * loadMs);
    }
    if (!rows.has("b") || kind === "cached") return measured;
    const p99 = async (asked: Promise<number[]>) => quantile(await asked, 0.99);
    const talking = takeMessages(bot, upstream, loadMs * 1.6);
    await pause(loadMs / 10);
    measured.busyStatus = await p99(askStatus(bot, upstream, { connections: 4, ms: loadMs * 0.8 }));
    measured.busyDeclare = await p99(askDeclare(bot, upstream, { connections: 1, ms: loadMs * 0.5 }));
    await talking;
    measured.status = await p99(askStatus(bot, upstream, { connections: 8, count: 300 }));
    measured.declare = await p99(askDeclare(bot, upstream, { connections: 1, count: 12, restMs: 200 }));
    return measured;
  } finally {
    await bot.stop();
    upstream.stop();
  }
}
