/** Rows (f), (g) and (h): ten thousand incidents wait, some hundreds of them for a step within the measured minute. */
import { setTimeout as pause } from "node:timers/promises";
import type { Azurite } from "../sandbox/azurite.ts";
import type { Entry, Fact } from "../src/domain/incident/facts.ts";
import { auditPages } from "../src/engine/audit.ts";
import { incidentList } from "../src/engine/incident-list.ts";
import { prefix, startBot } from "./bots.ts";
import { type Listened, listenBarely } from "./bare-queue.ts";
import { countRequests } from "./machine.ts";
import type { Plan } from "./plan.ts";
import { startQuickAzurite } from "./quick-azurite.ts";
import { openSeeding, type Seeding } from "./seed.ts";
import { type Post, startUpstream, type Upstream } from "./upstream.ts";
import { channelOf, chatWith, idOf, onDuty, type Waiting } from "./waiting.ts";

/** Milliseconds and MiB. */
export type Escalated = {
  seedMs: number;
  memory: { before: number; seeded: number; after: number };
  /** Of the steps due in the measured minute: from when each was due until its fact, and until its page arrived. */
  factMs: number[];
  postMs: number[];
  early: number;
  missed: number;
  bare: Listened;
  audit: { ms: number; scanMs: number; requests: number; orphans: number };
  /** Started again: until the first of those that were overdue has its page, and until all have. */
  restart: { readyMs: number; firstMs: number; allMs: number; missed: number; stockReadyMs: number };
};

const waitingCount = 10_000;
const dueCount = 200;
const overdueCount = 200;
const minuteMs = 60_000;
/** From the last of the seeding until the measured minute. */
const leadMs = 25_000;
/** How long a step may be late before it counts as missed. */
const lateMsMax = 10_000;
/** Muster is stopped in the first half of this pause; what is due in the second half waits for it to start. */
const pauseMs = 30_000;
const overdueMs = 10_000;

export async function measureEscalations({ profile }: Pick<Plan, "profile">): Promise<Escalated> {
  const upstream = await startUpstream();
  const azurite = await startQuickAzurite();
  try {
    return await measure(upstream, azurite, profile);
  } finally {
    await azurite.stop();
    upstream.stop();
  }
}

async function measure(upstream: Upstream, azurite: Azurite, profile: string | undefined): Promise<Escalated> {
  const pages = new Map<string, number[]>();
  upstream.onPost(({ conversation, at }: Post) => {
    pages.set(conversation, [...(pages.get(conversation) ?? []), performance.timeOrigin + at]);
  });
  const bot = await startBot("muster", upstream, { profile, azurite });
  const before = bot.memory();
  const seeded = await seed(azurite, upstream);
  const memory = { before, seeded: bot.memory(), after: Number.NaN };
  await until(seeded.from + minuteMs + lateMsMax);
  memory.after = bot.memory();
  await bot.stop();
  checkPosts(pages, seeded.due);
  const facts: (number | undefined)[] = [];
  for (const each of seeded.due) facts.push(await factOf(seeded.seeding, each));
  const audit = await measureAudit(seeded.seeding);
  const restart = await restartLate(seeded, { upstream, azurite, profile }, pages);
  const posts = seeded.due.map((each) => pageOf(pages, each));
  const late = (times: readonly (number | undefined)[]): number[] =>
    times.flatMap((at, index) => (at === undefined ? [] : [at - seeded.due[index]!.dueAt.getTime()]));
  return {
    seedMs: seeded.seedMs,
    memory,
    factMs: late(facts),
    postMs: late(posts),
    early: [...late(facts), ...late(posts)].filter((ms) => ms < 0).length,
    missed: [...facts, ...posts].filter((at) => at === undefined).length,
    bare: seeded.bare,
    audit,
    restart,
  };
}

type Seeded = {
  seeding: Seeding;
  seedMs: number;
  bare: Listened;
  /** When the measured minute begins. */
  from: number;
  due: Waiting[];
  overdue: Waiting[];
};

/** Most wait for half a day; the others come last, when it is known how long that took. */
async function seed({ connectionString }: Azurite, { serviceUrl }: Upstream): Promise<Seeded> {
  const started = performance.now();
  const seeding = await openSeeding({ connection: connectionString, prefix, serviceUrl });
  const teams = dueCount + overdueCount;
  await seeding.teams(teams, waitingCount);
  const far = Array.from({ length: waitingCount - teams }, (_, index) => ({
    number: teams + index + 1,
    team: index % teams,
    dueAt: new Date(Date.now() + 6 * 3_600_000 + index * 1_000),
    minutes: 720,
  }));
  await seeding.waiting(far);
  const seedMs = performance.now() - started;
  const bare = await listenBarely(connectionString);
  const from = Date.now() + leadMs;
  const due = spread(dueCount, { first: 0, from, ms: minuteMs });
  const overdueFrom = from + minuteMs + lateMsMax + pauseMs - overdueMs;
  const overdue = spread(overdueCount, { first: dueCount, from: overdueFrom, ms: overdueMs });
  await seeding.waiting([...due, ...overdue]);
  if (Date.now() > from) throw new Error("Seeding took so long that the measured minute has begun.");
  return { seeding, seedMs: seedMs + leadMs - (from - Date.now()), bare, from, due, overdue };
}

/** Each of another team, evenly over the time, on odd milliseconds. */
const spread = (count: number, { first, from, ms }: { first: number; from: number; ms: number }): Waiting[] =>
  Array.from({ length: count }, (_, index) => ({
    number: first + index + 1,
    team: first + index,
    dueAt: new Date(from + Math.floor((index * ms) / count) + (index % 7)),
    minutes: 5,
  }));

/** When the next step was recorded, by its own account. */
async function factOf({ storage }: Seeding, waiting: Waiting): Promise<number | undefined> {
  const entries = (await storage.log.read(idOf(waiting))).entries as Entry<Fact>[];
  const found = entries.filter(({ fact }) => fact.type === "paged" && fact.step === 1);
  if (found.length > 1) throw new Error(`${idOf(waiting)} took its next step ${found.length} times.`);
  return found[0] === undefined ? undefined : Date.parse(found[0].at);
}

/** When the page of the next step arrived. */
function pageOf(pages: ReadonlyMap<string, readonly number[]>, { team }: Waiting): number | undefined {
  const found = pages.get(chatWith(onDuty(team, "secondary"))) ?? [];
  if (found.length > 1) throw new Error(`The secondary of team ${team} was paged ${found.length} times.`);
  return found[0];
}

/** The next step is a page, and a sentence in the channel. Whatever else was posted had been left out of the seed. */
function checkPosts(posts: ReadonlyMap<string, readonly number[]>, due: readonly Waiting[]): void {
  const expected = new Set(due.flatMap((each) => [chatWith(onDuty(each.team, "secondary")), channelOf(each)]));
  for (const [conversation, times] of posts)
    if (!expected.has(conversation) || times.length > 1)
      throw new Error(
        `${times.length} posts in ${conversation}: bench/waiting.ts does not leave what reactions leave.`,
      );
}

async function measureAudit({ storage }: Seeding): Promise<Escalated["audit"]> {
  const now = () => new Date();
  const wake = () => Promise.resolve();
  const look = () => incidentList(storage.documents).page("open", 2 * waitingCount);
  await look();
  const scan = await timed(look);
  const audit = await timed(() => auditPages({ ...storage, now, wake }));
  const { open, orphans } = audit.value;
  if (open !== waitingCount) throw new Error(`The audit looked at ${open} incidents instead of ${waitingCount}.`);
  return { ms: audit.ms, scanMs: scan.ms, requests: audit.requests, orphans: orphans.length };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number; requests: number }> {
  const requests = countRequests();
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started, requests: requests() };
}

async function restartLate(
  { overdue, from }: Seeded,
  { upstream, azurite, profile }: { upstream: Upstream; azurite: Azurite; profile: string | undefined },
  pages: ReadonlyMap<string, readonly number[]>,
): Promise<Escalated["restart"]> {
  const stock = await startBot("stock", upstream);
  await stock.stop();
  await until(from + minuteMs + lateMsMax + pauseMs + 2_000);
  const bot = await startBot("muster", upstream, { azurite, profile });
  const arrived = () => overdue.flatMap((each) => pageOf(pages, each) ?? []);
  const deadline = Date.now() + minuteMs;
  while (arrived().length < overdue.length && Date.now() < deadline) await pause(50);
  await bot.stop();
  const sinceStart = arrived().map((at) => at - performance.timeOrigin - bot.startedAt);
  return {
    readyMs: bot.readyMs,
    firstMs: Math.min(...sinceStart),
    allMs: Math.max(...sinceStart),
    missed: overdue.length - sinceStart.length,
    stockReadyMs: stock.readyMs,
  };
}

const until = (at: number): Promise<void> => pause(Math.max(0, at - Date.now()));
