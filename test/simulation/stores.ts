/** What outlives every crash. */
import { memoryChannels } from "../../src/memory/channels.ts";
import { memoryChat } from "../../src/memory/chat.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memorySite } from "../../src/memory/site.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";
import { memoryWiki } from "../../src/memory/wiki.ts";
import { memoryWorkItems } from "../../src/memory/work-items.ts";

export type Stores = ReturnType<typeof storesOf>;

/** `without` are people who have not added Muster. */
export const storesOf = (without: readonly string[]) => ({
  log: memoryLog(),
  documents: memoryDocuments(),
  transcript: memoryTranscript(),
  site: memorySite(),
  chat: memoryChat({ without }),
  channels: memoryChannels(),
  workItems: memoryWorkItems(),
  wiki: memoryWiki(),
});
