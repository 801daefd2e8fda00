/**
 * Rows (j) and (k): what the first page of a list and of a timeline costs, asked of a whole Muster in a chat, with few
 * behind it and with very many. Each has storage of its own, and somebody who counts before its tables.
 */
import { connect } from "../src/azure/account.ts";
import type { Summary } from "../src/domain/incident/summary.ts";
import { type Bot, prefix, startBot } from "./bots.ts";
import { ask } from "./commands.ts";
import { writeLongHistory } from "./long-history.ts";
import { type Cost, type Meter, startMeter } from "./meter.ts";
import { startQuickAzurite } from "./quick-azurite.ts";
import { openSeeding } from "./seed.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

export type PageCosts = { list: Cost; listAll: Cost; timeline: Cost };
export type FirstPages = { small: PageCosts; large: PageCosts; seedMs: number };

const small = { incidents: 100, entries: 100 };
const large = { incidents: 10_000, entries: 100_000 };
/** The incident with the history: a closed one, which a start of Muster leaves as it is. */
const stream = "INC-2";
/** After its start Muster compares the transcript of each open one with Teams. */
const otherIncidents = /INC-(?!2\b)\d/;
/** What Muster does every minute may fall among what is counted, so that it is asked more than once. */
const asksMax = 3;

/** Throws an Error when a first page with many behind it costs anything else than one with few. */
export async function measureFirstPages(): Promise<FirstPages> {
  const few = await costsOf(small);
  const started = performance.now();
  const many = await costsOf(large);
  for (const page of ["list", "listAll", "timeline"] as const) checkSame(page, few[page], many[page]);
  return { small: few, large: many, seedMs: performance.now() - started };
}

function checkSame(page: keyof PageCosts, few: Cost, many: Cost): void {
  const words = ({ requests, rows, bytes }: Cost) => `${requests} requests, ${rows} rows and ${bytes} bytes`;
  if (words(few) === words(many)) return;
  const [what, of] = page === "timeline" ? ["timeline", "entries"] : ["list", "incidents"];
  throw new Error(`The first page of a ${what} costs ${words(few)} with few ${of}, and ${words(many)} with very many.`);
}

async function costsOf({ incidents, entries }: typeof small): Promise<PageCosts> {
  const upstream = await startUpstream();
  const azurite = await startQuickAzurite();
  const meter = await startMeter(azurite.connectionString, otherIncidents);
  try {
    const settings = { STORAGE_CONNECTION_STRING: azurite.connectionString };
    const seeding = await openSeeding({
      connection: azurite.connectionString,
      prefix,
      serviceUrl: upstream.serviceUrl,
    });
    await seeding.listed(Array.from({ length: 2 * incidents }, (_, index) => summary(index + 1)));
    await seeding.teams(1, 2 * incidents);
    await writeLongHistory((await connect(settings)).table(`${prefix}incidents`), stream, entries);
    const bot = await startBot("muster", upstream, { azurite: { ...azurite, connectionString: meter.connection } });
    try {
      await meter.quiet();
      return {
        list: await cheapest(meter, bot, upstream, "list"),
        listAll: await cheapest(meter, bot, upstream, "list all"),
        timeline: await cheapest(meter, bot, upstream, `timeline ${stream}`),
      };
    } finally {
      await bot.stop();
    }
  } finally {
    await meter.stop();
    await azurite.stop();
    upstream.stop();
  }
}

async function cheapest(meter: Meter, bot: Bot, upstream: Upstream, words: string): Promise<Cost> {
  const costs: Cost[] = [];
  for (let time = 0; time < asksMax; time++) costs.push(await meter.costOf(() => ask(bot, upstream, words)));
  return costs.toSorted((one, other) => one.bytes - other.bytes)[0]!;
}

/** Every other one is closed. They differ in nothing but their numbers. */
const summary = (number: number): Summary => ({
  id: `INC-${number}`,
  title: "Checkout is slow in westeurope",
  severity: 3,
  status: number % 2 === 1 ? "open" : "closed",
  declaredAt: "2026-11-22T18:40:12.000Z",
  commander: "Megan Bowen",
  channelUrl: "https://teams.microsoft.com/l/channel/19%3Abench%40thread.tacv2/checkout-is-slow",
  services: ["checkout"],
});
