import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { azureTranscript } from "../../src/azure/transcript.ts";
import { unfinishedErasures, verify } from "../../src/domain/transcript.ts";
import type { Transcript } from "../../src/engine/ports.ts";
import { blobsIn, everything, freshContainer, line, record, stream } from "./erasing.ts";
import { type LossyProxy, startLossyProxy } from "./lossy-proxy.ts";
import { azuriteConnection } from "./openings.ts";

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
