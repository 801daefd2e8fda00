import { setTimeout as pause } from "node:timers/promises";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { azureTranscript } from "../../src/azure/transcript.ts";
import { unfinishedErasures, verify } from "../../src/domain/transcript.ts";
import type { Line, Transcript } from "../../src/engine/ports.ts";
import { type LossyProxy, startLossyProxy } from "./lossy-proxy.ts";
import { azuriteConnection, freshName } from "./openings.ts";

const line = (id: string, text = "hello"): Line => ({
  id,
  kind: "said",
  at: "2026-03-29T00:55:00.000Z",
  from: { id: "1", name: "Megan Bowen" },
  text,
});
const record = (lines: number[]): Line => ({
  id: "",
  kind: "erased",
  at: "2026-04-01T00:00:00.000Z",
  from: { id: "1", name: "Megan Bowen" },
  text: "",
  lines,
});
const stream = "INC-1";

async function freshContainer(): Promise<ContainerClient> {
  const container = BlobServiceClient.fromConnectionString(azuriteConnection()).getContainerClient(freshName());
  await container.create();
  return container;
}

async function blobsIn(container: ContainerClient): Promise<{ name: string; text: string }[]> {
  const found = [];
  for await (const { name } of container.listBlobsFlat())
    found.push({ name, text: (await container.getBlobClient(name).downloadToBuffer()).toString("utf8") });
  return found;
}
const everything = async (container: ContainerClient): Promise<string> =>
  (await blobsIn(container)).map(({ text }) => text).join("\n");

describe.each([
  ["that never fill up", { blocksMax: 40_000, bytesMax: 32 * 1024 * 1024 }],
  ["of seven blocks", { blocksMax: 7, bytesMax: 32 * 1024 * 1024 }],
  ["of four thousand bytes", { blocksMax: 40_000, bytesMax: 4_000 }],
])("while words are erased from segments %s", (_name, limits) => {
  test("two processes go on writing, and no line is lost or doubled", async () => {
    const container = await freshContainer();
    const open = (): Transcript => azureTranscript(container, limits);
    const writers = [open(), open()];
    let erasing = true;
    const write = async (transcript: Transcript, name: string): Promise<string[]> => {
      const written: string[] = [];
      for (let index = 0; erasing; index++) {
        const ids = [`${name}-${index}-a`, `${name}-${index}-b`];
        await Promise.all(ids.map((id) => transcript.append(stream, line(id, `secret of ${id}`))));
        written.push(...ids);
        await pause(Math.random() * 20);
      }
      return written;
    };
    const erase = async (): Promise<number[]> => {
      const erased: number[] = [];
      for (let round = 0; round < 6; round++) {
        await pause(40);
        const lines = await open().read(stream);
        const some = lines.filter(({ kind, number }) => kind === "said" && number % 3 === round % 3).slice(-9);
        const numbers = some.map(({ number }) => number);
        if (numbers.length > 0) await (round % 2 === 0 ? open() : writers[0]!).erase(stream, numbers, record(numbers));
        erased.push(...numbers);
      }
      erasing = false;
      return erased;
    };
    const [erased, ...written] = await Promise.all([erase(), ...writers.map((each, name) => write(each, `${name}`))]);
    const ids = written.flat();
    const read = await open().read(stream);
    expect(read.flatMap(({ kind, id }) => (kind === "said" ? [id] : [])).sort()).toEqual(ids.sort());
    expect(verify(read)).toEqual({ ok: true });
    expect(unfinishedErasures(read)).toEqual([]);
    const stored = await everything(container);
    for (const { id } of read.filter(({ number }) => erased.includes(number)))
      expect(stored).not.toContain(`secret of ${id}"`);
    for (const writer of writers) await writer.append(stream, line(`after ${writers.indexOf(writer)}`));
    expect(await open().read(stream)).toHaveLength(read.length + 2);
    expect(verify(await open().read(stream))).toEqual({ ok: true });
  }, 60_000);
});

describe("a process that dies while it erases words", () => {
  let proxy: LossyProxy;
  /** Which of the requests of an erasure change anything. */
  let steps: number[] = [];
  beforeAll(async () => {
    proxy = await startLossyProxy(azuriteConnection(), "Blob");
    await dying(await told()).erase(stream, numbers, record(numbers));
    steps = proxy.asked.flatMap(({ method }, index) => (method === "PUT" || method === "DELETE" ? [index] : []));
  });
  afterAll(() => proxy.stop());

  const limits = { blocksMax: 3, bytesMax: 1_000_000 };
  const numbers = [2, 5];
  async function told(): Promise<ContainerClient> {
    const container = await freshContainer();
    const transcript = azureTranscript(container, limits);
    for (let id = 1; id <= 5; id++) await transcript.append(stream, line(`${id}`, `secret of ${id}`));
    return container;
  }
  const behindProxy = ({ containerName }: ContainerClient, maxTries: number): Transcript => {
    const options = { retryOptions: { maxTries, retryDelayInMs: 10 } };
    const service = BlobServiceClient.fromConnectionString(proxy.connection, options);
    return azureTranscript(service.getContainerClient(containerName), limits);
  };
  const dying = (container: ContainerClient): Transcript => behindProxy(container, 1);
  /** What a lease does by itself after fifteen seconds. */
  async function letLeasesRunOut(container: ContainerClient): Promise<void> {
    for (const { name } of await blobsIn(container))
      await container
        .getBlobClient(name)
        .getBlobLeaseClient()
        .breakLease(0)
        .catch(() => undefined);
  }
  /** Dead from the request `at` on, which is still carried out or not. */
  function dieAt(at: number, carried: boolean): void {
    let asked = 0;
    proxy.spoil(
      () => asked++ >= at,
      1_000,
      (nth) => (nth === 0 && carried ? undefined : 503),
    );
  }

  test.each([
    ["before a request", false],
    ["between a request and its answer", true],
  ])(
    "loses nothing, and whoever tries again finishes it: %s",
    async (_name, carried) => {
      expect(steps.length).toBeGreaterThan(10);
      for (const at of steps) {
        const container = await told();
        const old = azureTranscript(container, limits);
        await old.append(stream, line("1"));
        dieAt(at, carried);
        await dying(container)
          .erase(stream, numbers, record(numbers))
          .catch(() => undefined);
        proxy.spoil(() => false, 0);
        const whole = async (count: number): Promise<void> => {
          const read = await azureTranscript(container, limits).read(stream);
          expect([at, verify(read), read.filter(({ kind }) => kind === "said").length]).toEqual([
            at,
            { ok: true },
            count,
          ]);
        };
        await whole(5);
        await letLeasesRunOut(container);
        await old.append(stream, line("6"));
        await whole(6);
        await azureTranscript(container, limits).erase(stream, numbers, record(numbers));
        await old.append(stream, line("7"));
        await whole(7);
        const stored = await everything(container);
        expect([at, /secret of [25]"/.test(stored)]).toEqual([at, false]);
        expect(stored).toContain("secret of 3");
      }
    },
    120_000,
  );

  const isCommit = ({ method, url }: { method: string; url: string }) => method === "PUT" && /\/0001\.jsonl$/.test(url);

  test("knows that words are gone whose going it was not told of", async () => {
    const container = await told();
    proxy.spoil(isCommit, 1);
    await behindProxy(container, 3).erase(stream, [2], record([2]));
    const read = await azureTranscript(container, limits).read(stream);
    expect([read.length, verify(read), unfinishedErasures(read)]).toEqual([6, { ok: true }, []]);
    expect((await blobsIn(container)).map(({ text }) => text.length > 0)).toEqual([true, false, true]);
  });

  test("leaves no way that gets longer with each time", async () => {
    const container = await told();
    const old = azureTranscript(container, limits);
    await old.append(stream, line("6"));
    for (const number of [1, 2, 3]) await azureTranscript(container, limits).erase(stream, [number], record([number]));
    await old.append(stream, line("7"));
    const before = proxy.asked.length;
    const read = await behindProxy(container, 1).read(stream);
    const asked = proxy.asked.slice(before).map(({ url }) => /INC-1\/(\d+\.?\w*)\.jsonl/.exec(url)?.[1]);
    expect(asked.filter((name) => name?.startsWith("0001"))).toEqual(["0001", expect.stringMatching(/^0001\.\w{12}$/)]);
    expect([read.length, verify(read)]).toEqual([10, { ok: true }]);
  });

  test("leaves no copy with words that are erased later", async () => {
    const container = await told();
    for (let attempt = 0; attempt < 3; attempt++) {
      proxy.spoil(isCommit, 1, 503);
      await expect(dying(container).erase(stream, [2], record([2]))).rejects.toMatchObject({ again: true });
    }
    expect((await everything(container)).match(/secret of 1"/g)).toHaveLength(2);
    await azureTranscript(container, limits).erase(stream, [1, 3], record([1, 3]));
    expect(await everything(container)).not.toMatch(/secret of [13]"/);
    expect(verify(await azureTranscript(container, limits).read(stream))).toEqual({ ok: true });
  });

  test("is told in words that the container is immutable, and writes no record of what was not done", async () => {
    const container = await told();
    const properties = { hasImmutabilityPolicy: true };
    const immutable = Object.assign(Object.create(container), { getProperties: async () => properties });
    await expect(azureTranscript(immutable, limits).erase(stream, [2], record([2]))).rejects.toMatchObject({
      name: "Outage",
      again: false,
      message: expect.stringContaining("has an immutability policy"),
    });
    expect(await azureTranscript(container, limits).read(stream)).toHaveLength(5);
    proxy.spoil(({ method }) => method === "DELETE", 1, 409, "BlobImmutableDueToPolicy");
    await expect(dying(container).remove(stream)).rejects.toMatchObject({
      name: "Outage",
      again: false,
      message: expect.stringContaining("immutability policy or a legal hold"),
    });
  });

  test("is told in words when Azure refuses the erasure itself", async () => {
    const container = await told();
    let creations = 0;
    const isLastCreation = ({ method, url }: { method: string; url: string }) =>
      method === "PUT" && !url.includes("comp=") && ++creations === 2;
    proxy.spoil(isLastCreation, 1, 409, "BlobImmutableDueToLegalHold");
    await expect(dying(container).erase(stream, [2], record([2]))).rejects.toMatchObject({ again: false });
    expect(verify(await azureTranscript(container, limits).read(stream))).toEqual({ ok: true });
    expect(unfinishedErasures(await azureTranscript(container, limits).read(stream))).toEqual([2]);
  });
});

describe("a transcript's segment", () => {
  test("of many blocks is erased in", async () => {
    const container = await freshContainer();
    const transcript = azureTranscript(container);
    for (let id = 1; id <= 9; id++) await transcript.append(stream, line(`${id}`, `${id}${"x".repeat(900_000)}`));
    await transcript.erase(stream, [5], record([5]));
    await transcript.append(stream, line("10"));
    const read = await azureTranscript(container).read(stream);
    expect(read.map(({ text }) => text.length)).toEqual([
      ...Array(4).fill(900_001),
      0,
      ...Array(4).fill(900_001),
      0,
      5,
    ]);
    expect(verify(read)).toEqual({ ok: true });
  });

  test("that somebody erases in just now is waited for, by writers and by others who erase", async () => {
    const container = await freshContainer();
    const transcript = azureTranscript(container);
    await transcript.append(stream, line("1"));
    const lease = container.getBlobClient(`${stream}/0001.jsonl`).getBlobLeaseClient();
    await lease.acquireLease(15);
    const done: string[] = [];
    const waiting = [
      transcript.append(stream, line("2")).then(() => done.push("2")),
      azureTranscript(container)
        .append(stream, line("3"))
        .then(() => done.push("3")),
      azureTranscript(container)
        .erase(stream, [1], record([1]))
        .then(() => done.push("1")),
    ];
    await pause(3_000);
    expect(done).toEqual([]);
    await lease.releaseLease();
    await Promise.all(waiting);
    expect((await transcript.read(stream)).filter(({ kind }) => kind === "said").map(({ id }) => id)).toHaveLength(3);
    expect(verify(await transcript.read(stream))).toEqual({ ok: true });
  });

  test("that was empty when a line set out for it, and empty again when it arrives, is not where it ends up", async () => {
    const container = await freshContainer();
    await container.getAppendBlobClient(`${stream}/0001.jsonl`).create();
    const other = azureTranscript(container);
    const meanwhile = async (): Promise<void> => {
      await other.append(stream, line("1"));
      await other.erase(stream, [1], record([1]));
    };
    let first = true;
    const slow = Object.assign(Object.create(container) as ContainerClient, {
      getAppendBlobClient(name: string) {
        const blob = container.getAppendBlobClient(name);
        const appendBlock = async (...given: Parameters<typeof blob.appendBlock>) => {
          if (first) await meanwhile();
          first = false;
          return blob.appendBlock(...given);
        };
        return Object.assign(Object.create(blob) as typeof blob, { appendBlock });
      },
    });
    await azureTranscript(slow).append(stream, line("2"));
    const read = await other.read(stream);
    expect(read.map(({ id, number }) => [id, number])).toEqual([
      ["1", 1],
      ["", 2],
      ["2", 3],
    ]);
    expect(verify(read)).toEqual({ ok: true });
  });

  test("that was removed and begun anew is read from its beginning by whoever knew the old one", async () => {
    const container = await freshContainer();
    const [old, other] = [azureTranscript(container), azureTranscript(container)];
    for (const id of ["1", "2", "3"]) await old.append(stream, line(id));
    await other.remove(stream);
    for (let id = 4; id < 14; id++) await other.append(stream, line(`${id}`, "x".repeat(id)));
    await old.append(stream, line("14"));
    await old.append(stream, line("1"));
    const read = await other.read(stream);
    expect(read.map(({ id }) => id)).toEqual(["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "1"]);
    expect(verify(read)).toEqual({ ok: true });
  });

  test("that was removed just when the next was to begin is begun anew too", async () => {
    const container = await freshContainer();
    const limits = { blocksMax: 2, bytesMax: 1_000_000 };
    const [old, other] = [azureTranscript(container, limits), azureTranscript(container, limits)];
    for (const id of ["1", "2", "3", "4"]) await old.append(stream, line(id));
    await other.remove(stream);
    await old.append(stream, line("5"));
    expect((await other.read(stream)).map(({ id, number }) => [id, number])).toEqual([["5", 1]]);
  });

  test("into which somebody wrote something else is said to be so", async () => {
    const container = await freshContainer();
    await azureTranscript(container).append(stream, line("1"));
    const blob = container.getAppendBlobClient(`${stream}/0001.jsonl`);
    await blob.appendBlock("no line\n", 8);
    await expect(azureTranscript(container).read(stream)).rejects.toMatchObject({ name: "Outage", again: false });
  });
});
