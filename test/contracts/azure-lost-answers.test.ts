import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStorage, type Storage } from "../../src/azure/storage.ts";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { muster } from "../../src/domain/people.ts";
import { verify } from "../../src/domain/transcript.ts";
import { AlreadyDone, Conflict, type Line, Outage } from "../../src/engine/ports.ts";
import { type LossyProxy, startLossyProxy } from "./lossy-proxy.ts";
import { azuriteConnection, freshName } from "./openings.ts";

const entry: Entry<unknown> = {
  number: 1,
  at: "2026-03-29T00:55:00.000Z",
  by: muster,
  from: "timer",
  fact: { type: "closed" },
};
const free = { number: 0, failures: 0, holder: "me", until: "" };
const line = (id: string): Line => ({
  id,
  kind: "said",
  at: entry.at,
  from: { id: "1", name: "Megan Bowen" },
  text: "hello",
});
const batch = ({ url }: { url: string }) => url.includes("$batch");
const writes = ({ method }: { method: string }) => method === "POST" || method === "PUT";

async function openBehind(proxy: LossyProxy): Promise<Storage> {
  const prefix = freshName();
  const config = { STORAGE_CONNECTION_STRING: proxy.connection, STORAGE_PREFIX: prefix };
  return openStorage(config, () => new Date(), { siteContainer: `${prefix}-site` });
}

describe("tables that lose answers", () => {
  let proxy: LossyProxy;
  let storage: Storage;
  beforeAll(async () => {
    proxy = await startLossyProxy(azuriteConnection(), "Table");
    storage = await openBehind(proxy);
  });
  afterAll(() => proxy.stop());

  test("an append that landed is no conflict, and is not done twice", async () => {
    proxy.spoil(batch, 1);
    await storage.log.append("S1", 0, "a", [entry]);
    expect((await storage.log.read("S1")).entries).toHaveLength(1);
    await expect(storage.log.append("S1", 1, "a", [entry])).rejects.toThrow(AlreadyDone);
  });

  test("an append that landed is known to have, even when no try of it is answered", async () => {
    proxy.spoil(batch, 20);
    await storage.log.append("S2", 0, "a", [entry]);
    proxy.spoil(batch, 0);
    expect((await storage.log.read("S2")).entries).toHaveLength(1);
  });

  test("an append that lost to somebody else is a conflict all the same", async () => {
    await storage.log.append("S3", 0, "a", [entry]);
    proxy.spoil(batch, 1);
    await expect(storage.log.append("S3", 0, "b", [entry])).rejects.toThrow(Conflict);
  });

  test("a cursor that was taken is ours, and not somebody else's", async () => {
    proxy.spoil(writes, 1);
    const taken = await storage.log.move("S4", "page", undefined, free);
    proxy.spoil(({ method }) => method === "PUT", 1);
    const moved = await storage.log.move("S4", "page", taken, { ...free, number: 2 });
    expect((await storage.log.read("S4")).seen.get("page")).toEqual(moved);
    await expect(storage.log.move("S4", "page", taken, { ...free, number: 3 })).rejects.toThrow(Conflict);
  });

  test("a document that was written is ours, created or replaced", async () => {
    proxy.spoil(writes, 1);
    const version = await storage.documents.write("roster", "default", 1, undefined);
    proxy.spoil(({ method }) => method === "PUT", 1);
    const next = await storage.documents.write("roster", "default", 2, version);
    expect(await storage.documents.read("roster", "default")).toEqual({ value: 2, version: next });
  });

  test("what cannot be done is an outage that says whether to try again, and what to do", async () => {
    proxy.spoil(() => true, 20, 503);
    await expect(storage.log.read("S5")).rejects.toMatchObject({ name: "Outage", again: true });
    proxy.spoil(() => true, 20, 403);
    const refused = await storage.log.append("S5", 0, "a", [entry]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Outage);
    expect(refused).toMatchObject({
      again: false,
      message: expect.stringContaining("Storage Table, Queue and Blob Data Contributor"),
    });
    proxy.spoil(() => true, 0);
  });
});

describe("a queue that loses answers", () => {
  test("rings once or twice, never not at all", async () => {
    const proxy = await startLossyProxy(azuriteConnection(), "Queue");
    const { bell } = await openBehind(proxy);
    proxy.spoil(({ method }) => method === "POST", 1);
    await bell.ring("INC-1", new Date());
    const rings = await bell.due();
    expect(rings.length).toBeGreaterThanOrEqual(1);
    proxy.spoil(({ method }) => method === "DELETE", 1);
    for (const ring of rings) await ring.done();
    expect(await bell.due()).toEqual([]);
    await proxy.stop();
  });
});

describe("blobs that lose answers", () => {
  let proxy: LossyProxy;
  let storage: Storage;
  beforeAll(async () => {
    proxy = await startLossyProxy(azuriteConnection(), "Blob");
    storage = await openBehind(proxy);
  });
  afterAll(() => proxy.stop());
  const appends = ({ url }: { url: string }) => url.includes("comp=appendblock");

  test("a line that landed is there once, and the chain goes on behind it", async () => {
    await storage.transcript.append("S1", line("1"));
    proxy.spoil(appends, 1);
    await Promise.all(["2", "3", "4"].map((id) => storage.transcript.append("S1", line(id))));
    await storage.transcript.append("S1", line("5"));
    const read = await storage.transcript.read("S1");
    expect(read.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
    expect(verify(read)).toEqual({ ok: true });
  });

  test("a line nobody knows the fate of is there once after it was delivered again", async () => {
    proxy.spoil(appends, 20);
    await expect(storage.transcript.append("S2", line("1"))).rejects.toThrow(Outage);
    proxy.spoil(appends, 0);
    await storage.transcript.append("S2", line("2"));
    await storage.transcript.append("S2", line("1"));
    expect((await storage.transcript.read("S2")).map(({ id }) => id).sort()).toEqual(["1", "2"]);
  });

  test("lines that arrive together travel together", async () => {
    await storage.transcript.append("S3", line("0"));
    const before = proxy.asked.length;
    await Promise.all(Array.from({ length: 300 }, (_, index) => storage.transcript.append("S3", line(`${index}`))));
    expect(proxy.asked.length - before).toBeLessThanOrEqual(3);
    expect(await storage.transcript.read("S3")).toHaveLength(300);
  });

  test("a page whose answer was lost is published all the same", async () => {
    proxy.spoil(({ method, url }) => method === "PUT" && url.includes("index.html"), 1);
    await storage.site.publish("index.html", "text/html", async () => "shown");
    expect(await storage.site.read("index.html")).toBe("shown");
  });
});
