/** Every implementation of the storage ports, opened twice over the same storage as two processes would. */
import { randomBytes } from "node:crypto";
import { openStorage, type Storage } from "../../src/azure/storage.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memoryMedia } from "../../src/memory/media.ts";
import { memorySite } from "../../src/memory/site.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";

export type Pair = { first: Storage; second: Storage };
export type Open = (now?: () => Date) => Promise<Pair>;

const clock = () => new Date();

const memory: Open = async (now = clock) => {
  const storage: Storage = {
    log: memoryLog(),
    documents: memoryDocuments(),
    bell: memoryBell(now),
    transcript: memoryTranscript(),
    media: memoryMedia(),
    site: memorySite(),
  };
  return { first: storage, second: storage };
};

const azurite: Open = async (now = clock) => {
  const prefix = freshName();
  const config = { STORAGE_CONNECTION_STRING: azuriteConnection(), STORAGE_PREFIX: prefix };
  const options = { siteContainer: `${prefix}-site` };
  const [first, second] = await Promise.all([openStorage(config, now, options), openStorage(config, now, options)]);
  return { first, second };
};

export const openings: readonly (readonly [string, Open])[] = [
  ["memory", memory],
  ["azurite", azurite],
];

export const freshName = (): string => `t${randomBytes(8).toString("hex")}`;

export function azuriteConnection(): string {
  const connection = process.env["AZURITE"];
  if (connection === undefined) throw new Error("test/setup.ts starts Azurite; run this through jest.");
  return connection;
}

/** Texts that storage has been seen to spoil somewhere. */
export const awkwardTexts: readonly string[] = [
  "",
  "🔥 checkout 👩🏽‍🚒 is down",
  "שלום עולם \u202e right to left",
  "line\r\nline\u2028line\u2029line\u0085\u0000\u001f\u007f\ufeff",
  "<at>Muster</at> & \"quotes\" 'n' </MessageText> ]]>",
  "--changeset_1 POST http://example.com/ HTTP/1.1 {\"a\":1} RowKey='x'",
  "lone \ud83d half",
  "2026-03-29T00:55:00.000Z",
];
