import { BlobServiceClient } from "@azure/storage-blob";
import { QueueServiceClient } from "@azure/storage-queue";
import { afterAll, describe, expect, test } from "@jest/globals";
import { azureBell } from "../../src/azure/bell.ts";
import { fromProperties, intoProperties } from "../../src/azure/rows.ts";
import { openStorage } from "../../src/azure/storage.ts";
import { segmentLimits } from "../../src/azure/segments.ts";
import { azureTranscript } from "../../src/azure/transcript.ts";
import { verify } from "../../src/domain/transcript.ts";
import type { Line } from "../../src/engine/ports.ts";
import { type LossyProxy, startLossyProxy } from "./lossy-proxy.ts";
import { azuriteConnection, freshName } from "./openings.ts";

const proxies: LossyProxy[] = [];
async function openProxy(service: "Blob" | "Table"): Promise<LossyProxy> {
  const proxy = await startLossyProxy(azuriteConnection(), service);
  proxies.push(proxy);
  return proxy;
}
const readsOf = ({ asked }: LossyProxy): number =>
  asked.filter(({ method, url }) => method === "GET" && url.includes(".jsonl")).length;
afterAll(() => Promise.all(proxies.map((proxy) => proxy.stop())));

const line = (id: string, text = "hello"): Line => ({
  id,
  kind: "said",
  at: "2026-03-29T00:55:00.000Z",
  from: { id: "1", name: "Megan Bowen" },
  text,
});

async function freshContainer(connection = azuriteConnection()) {
  const container = BlobServiceClient.fromConnectionString(connection).getContainerClient(freshName());
  await container.create();
  return container;
}

async function freshQueue() {
  const queue = QueueServiceClient.fromConnectionString(azuriteConnection()).getQueueClient(freshName());
  await queue.create();
  return queue;
}

describe("a row's properties", () => {
  test("hold any JSON in parts of which none ends within a character", () => {
    for (const value of ["🔥".repeat(40_000), `x${"🔥".repeat(40_000)}`, "", "x".repeat(500_000)]) {
      const properties = intoProperties(JSON.stringify(value));
      for (const part of Object.values(properties))
        expect([part.isWellFormed(), part.length <= 32_768]).toEqual([true, true]);
      expect(fromProperties(properties)).toBe(value);
    }
  });
});

describe("a transcript's blobs", () => {
  test("are rolled over, and the chain goes on from one to the next", async () => {
    const container = await freshContainer();
    const limits = { blocksMax: 3, bytesMax: 1_000_000 };
    const [one, other] = [azureTranscript(container, limits), azureTranscript(container, limits)];
    for (let index = 0; index < 20; index++) await (index % 3 ? one : other).append("INC-1", line(`${index}`));
    const read = await azureTranscript(container, limits).read("INC-1");
    expect(read.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
    expect(verify(read)).toEqual({ ok: true });
    const names = [];
    for await (const blob of container.listBlobsFlat()) names.push(blob.name);
    expect(names).toEqual(Array.from({ length: 7 }, (_, index) => `INC-1/000${index + 1}.jsonl`));
  });

  test("are rolled over by length, while two write at once", async () => {
    const container = await freshContainer();
    const limits = { blocksMax: 1_000, bytesMax: 4_000 };
    const writers = [azureTranscript(container, limits), azureTranscript(container, limits)];
    await Promise.all(
      writers.map(async (writer, name) => {
        for (let index = 0; index < 25; index++)
          await writer.append("INC-1", line(`${name}-${index}`, "x".repeat(300)));
      }),
    );
    const read = await azureTranscript(container, limits).read("INC-1");
    expect(new Set(read.map(({ id }) => id)).size).toBe(50);
    expect(read).toHaveLength(50);
    expect(verify(read)).toEqual({ ok: true });
  });

  test("are known again after a restart", async () => {
    const container = await freshContainer();
    await azureTranscript(container).append("INC-1", line("1"));
    const restarted = azureTranscript(container);
    await restarted.append("INC-1", line("1"));
    await restarted.append("INC-1", line("2"));
    expect(await restarted.read("INC-1")).toMatchObject([
      { id: "1", number: 1 },
      { id: "2", number: 2 },
    ]);
  });

  test("that somebody deleted do not stop what is said next", async () => {
    const container = await freshContainer();
    const transcript = azureTranscript(container);
    await transcript.append("INC-1", line("1"));
    await container.deleteBlob("INC-1/0001.jsonl");
    await transcript.append("INC-1", line("2"));
    await transcript.append("INC-1", line("1"));
    expect((await transcript.read("INC-1")).map(({ id }) => id)).toEqual(["2", "1"]);
  });

  test("are read once by each process, whichever of very many incidents it writes to in turn", async () => {
    const proxy = await openProxy("Blob");
    const transcript = azureTranscript(await freshContainer(proxy.connection));
    const streams = Array.from({ length: 150 }, (_, index) => `INC-${index}`);
    for (const id of ["1", "2"]) for (const stream of streams) await transcript.append(stream, line(id));
    expect(readsOf(proxy)).toBe(150);
    for (const stream of ["INC-0", "INC-149"]) expect(await transcript.read(stream)).toHaveLength(2);
  });

  test("are read again where more is known than there is room for, those used longest ago", async () => {
    const proxy = await openProxy("Blob");
    const container = await freshContainer(proxy.connection);
    const roomForThree = 3 * (10 + 3);
    const transcript = azureTranscript(container, segmentLimits, roomForThree);
    const streams = Array.from({ length: 7 }, (_, index) => `INC-${index}`);
    for (const id of ["1", "2", "1"]) await Promise.all(streams.map((stream) => transcript.append(stream, line(id))));
    for (const id of ["1", "3", "2"]) for (const stream of streams) await transcript.append(stream, line(id));
    const before = readsOf(proxy);
    for (const index of [6, 5, 4, 0]) await transcript.append(streams[index]!, line("2"));
    expect(readsOf(proxy) - before).toBe(1);
    for (const stream of streams) {
      const read = await transcript.read(stream);
      expect(read.map(({ id }) => id)).toEqual(["1", "2", "3"]);
      expect(verify(read)).toEqual({ ok: true });
    }
  });
});

describe("a bell's queue", () => {
  test("keeps a ring that came too early", async () => {
    const queue = await freshQueue();
    let now = new Date("2026-03-29T00:55:00.000Z");
    const bell = azureBell(queue, () => now);
    await bell.ring("INC-1", now);
    now = new Date("2026-03-01T00:00:00.000Z");
    expect(await bell.due()).toEqual([]);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(1);
  });

  test("loses what is no ring, and says so", async () => {
    const queue = await freshQueue();
    const warned: unknown[] = [];
    const bell = azureBell(queue, () => new Date(), { warn: (...told: unknown[]) => void warned.push(told) });
    for (const text of [
      "hello",
      "null",
      '{"stream":"../x","at":"2026-03-29T00:55:00Z"}',
      '{"stream":"INC-1","at":"soon"}',
    ])
      await queue.sendMessage(text);
    await bell.ring("INC-1", new Date());
    expect(await bell.due()).toMatchObject([{ stream: "INC-1" }]);
    expect(warned).toHaveLength(4);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(1);
  });

  test("does not mind that somebody else has the ring by now", async () => {
    const queue = await freshQueue();
    const bell = azureBell(queue, () => new Date());
    await bell.ring("INC-1", new Date());
    const [ring] = await bell.due();
    await queue.clearMessages();
    await ring?.done();
  });
});

describe("a list of documents", () => {
  test("asks for as many rows as are wanted, and no more", async () => {
    const proxy = await openProxy("Table");
    const config = { STORAGE_CONNECTION_STRING: proxy.connection, STORAGE_PREFIX: freshName() };
    const { documents } = await openStorage(config, () => new Date());
    for (let from = 0; from < 1_080; from += 90)
      await documents.writeAll(
        "thing",
        Array.from({ length: 90 }, (_, index) => ({ id: `${1_000 + from + index}`, value: 1, version: undefined })),
      );
    const tops = async (...wanted: [number, string, string]): Promise<(string | null)[]> => {
      const before = proxy.asked.length;
      await documents.list("thing", ...wanted);
      return proxy.asked.slice(before).map(({ url }) => new URL(url, "http://azurite").searchParams.get("$top"));
    };
    expect(await tops(10, "", "")).toEqual(["10"]);
    expect(await tops(10, "1", "1500")).toEqual(["10"]);
    expect(await tops(1_020, "", "")).toEqual(["1000", "20"]);
  });
});

describe("storage", () => {
  test("is opened again over what is there, and shows the site to anybody", async () => {
    const prefix = freshName();
    const config = { STORAGE_CONNECTION_STRING: azuriteConnection(), STORAGE_PREFIX: prefix };
    const options = { siteContainer: `${prefix}-site` };
    const { site } = await openStorage(config, () => new Date(), options);
    await site.publish("index.html", "text/html; charset=utf-8", async () => "<p>All is well</p>");
    await openStorage(config, () => new Date(), options);
    const blobUrl = /BlobEndpoint=([^;]+)/.exec(azuriteConnection())?.[1];
    const answer = await fetch(`${blobUrl}/${prefix}-site/index.html`);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("max-age=10");
    expect(await answer.text()).toBe("<p>All is well</p>");
  });

  test("opens the container that Azure serves as a website", async () => {
    const config = { STORAGE_CONNECTION_STRING: azuriteConnection(), STORAGE_PREFIX: freshName() };
    const { site } = await openStorage(config, () => new Date());
    await site.publish(`${config.STORAGE_PREFIX}.json`, "application/json", async () => "{}");
    expect(await site.read(`${config.STORAGE_PREFIX}.json`)).toBe("{}");
  });

  test("that is not there is an outage", async () => {
    const nowhere = azuriteConnection().replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:9");
    const opening = openStorage({ STORAGE_CONNECTION_STRING: nowhere, STORAGE_PREFIX: "muster" }, () => new Date());
    await expect(opening).rejects.toMatchObject({ name: "Outage", again: true });
  });
});
