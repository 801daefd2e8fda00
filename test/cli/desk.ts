/** A desk for the command line in tests: what it says is kept, and the storage is in memory unless a test brings its own. */
import type { Storage } from "../../src/azure/storage.ts";
import type { Desk } from "../../src/cli/verb.ts";
import { readConfig } from "../../src/config.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memoryMedia } from "../../src/memory/media.ts";
import { memorySite } from "../../src/memory/site.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";

const now = () => new Date("2026-11-22T18:40:00Z");

export const enough = {
  BOT_APP_ID: "11111111-1111-4111-8111-111111111111",
  BOT_APP_SECRET: "secret",
  BOT_APP_TENANT: "contoso.onmicrosoft.com",
  STORAGE_CONNECTION_STRING: "UseDevelopmentStorage=true",
};

export const memoryStorage = (): Storage => ({
  log: memoryLog(),
  documents: memoryDocuments(),
  bell: memoryBell(now),
  transcript: memoryTranscript(),
  media: memoryMedia(),
  site: memorySite(),
});

export function deskFor(environment: Record<string, string>, changes: Partial<Desk> = {}): Desk & { said(): string } {
  const storage = memoryStorage();
  const lines: string[] = [];
  return {
    config: () => readConfig(environment),
    storage: async () => storage,
    tokens: () => ({ token: async () => "token" }),
    now,
    pause: async () => undefined,
    say: (line) => void lines.push(line),
    said: () => lines.join("\n"),
    ...changes,
  };
}
