import { setTimeout as pause } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
import { describe, expect, test } from "@jest/globals";
import { azureTranscript } from "../../src/azure/transcript.ts";
import { unfinishedErasures, verify } from "../../src/domain/transcript.ts";
import type { Transcript } from "../../src/engine/ports.ts";
import { everything, freshContainer, line, record, stream } from "./erasing.ts";

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
