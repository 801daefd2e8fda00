import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TableClient } from "@azure/data-tables";
import { type Meter, startMeter } from "../../bench/meter.ts";
import { connect } from "../../src/azure/account.ts";
import { azureLog } from "../../src/azure/log.ts";
import { openStorage } from "../../src/azure/storage.ts";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { muster } from "../../src/domain/people.ts";
import type { Log } from "../../src/engine/ports.ts";
import { azuriteConnection, freshName } from "./openings.ts";

const entries = (count: number): Entry<unknown>[] =>
  Array.from({ length: count }, () => ({
    number: 0,
    at: "2026-03-29T00:55:00.000Z",
    by: muster,
    from: "teams",
    fact: { type: "noted", text: "a note" },
  }));

const numbers = ({ entries: found }: { entries: Entry<unknown>[] }) => found.map(({ number }) => number);
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

async function fill(log: Log, stream: string, count: number): Promise<void> {
  for (let after = 0; after < count; after += 50) await log.append(stream, after, `cause ${after}`, entries(50));
}

describe("a page of a history in Azure", () => {
  let meter: Meter;
  let log: Log;
  let table: TableClient;
  beforeAll(async () => {
    meter = await startMeter(azuriteConnection());
    const config = { STORAGE_CONNECTION_STRING: meter.connection, STORAGE_PREFIX: freshName() };
    log = (await openStorage(config, () => new Date())).log;
    table = (await connect(config)).table(`${config.STORAGE_PREFIX}incidents`);
  });
  afterAll(() => meter.stop());

  test("costs as many requests, rows and bytes, however many entries there are", async () => {
    await fill(log, "short", 50);
    await fill(log, "whole", 1_250);
    const [short, long] = [
      await meter.costOf(() => log.page("short", { most: 20 })),
      await meter.costOf(() => log.page("whole", { most: 20 })),
    ];
    expect(long).toEqual(short);
    expect(short).toEqual({ requests: 2, rows: 21, bytes: expect.any(Number) });
    expect(await meter.costOf(() => log.page("whole", { most: 20, before: 41 }))).toEqual(short);
  });

  test("is right where an older Muster has written without a head", async () => {
    await fill(log, "headless", 150);
    await table.deleteEntity("headless", "head");
    const page = await log.page("headless", { most: 4 });
    expect([numbers(page), page.earlier]).toEqual([from(147, 150), 146]);
    expect(numbers(await log.page("headless", { most: 4, before: 100 }))).toEqual(from(96, 99));
    await log.append("headless", 150, "the next", entries(1));
    const cost = await meter.costOf(() => log.page("headless", { most: 4 }));
    expect(cost).toMatchObject({ requests: 2, rows: 5 });
  });

  test("is right where an older Muster has appended and left the head behind", async () => {
    await fill(log, "behind", 150);
    await table.updateEntity({ partitionKey: "behind", rowKey: "head", last: "00000100" }, "Replace");
    const page = await log.page("behind", { most: 30 });
    expect([numbers(page), page.earlier]).toEqual([from(121, 150), 120]);
    expect(numbers(await log.page("behind", { most: 4, before: 140 }))).toEqual(from(136, 139));
    expect(numbers(await log.page("behind", { most: 4, before: 90 }))).toEqual(from(86, 89));
  });

  test("has the number from where an entry stands, whatever an older Muster wrote into it", async () => {
    const row = {
      partitionKey: "old",
      rowKey: "event-00000001",
      json: JSON.stringify({ ...entries(1)[0], number: 7 }),
    };
    await table.createEntity(row);
    expect(numbers(await log.page("old", { most: 4 }))).toEqual([1]);
    expect(numbers(await azureLog(table).read("old"))).toEqual([1]);
  });

  test("knows no number in what is stored", async () => {
    await log.append("new", 0, "a", entries(1));
    const row = await table.getEntity<{ json: string }>("new", "event-00000001");
    expect(Object.keys(JSON.parse(row.json))).toEqual(["at", "by", "from", "fact"]);
  });
});
