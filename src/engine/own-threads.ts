/**
 * The threads in an incident's channel that belong to an incident of their own: few, in one document for the channel,
 * so that replies in a hundred threads need not ask storage about each.
 */
import { replaceDocument } from "./documents.ts";
import type { Documents } from "./ports.ts";

export type OwnThreads = {
  has(channel: string, thread: string): Promise<boolean>;
  add(channel: string, thread: string): Promise<void>;
};

const kind = "own-threads";
const threadsMax = 1_000;
const channelsMax = 5_000;
/** Other replicas add threads too. */
const believedMs = 2_000;

export function ownThreads(documents: Documents, now: () => Date): OwnThreads {
  const known = new Map<string, { threads: Promise<string[]>; until: number }>();

  async function ask(channel: string): Promise<string[]> {
    try {
      return (await documents.read<string[]>(kind, channel))?.value ?? [];
    } catch (error) {
      known.delete(channel);
      throw error;
    }
  }

  return {
    async has(channel, thread) {
      const before = known.get(channel);
      if (before !== undefined && before.until > now().getTime()) return (await before.threads).includes(thread);
      const threads = ask(channel);
      if (known.size >= channelsMax) known.delete(known.keys().next().value!);
      known.set(channel, { threads, until: now().getTime() + believedMs });
      return (await threads).includes(thread);
    },
    async add(channel, thread) {
      await replaceDocument<string[]>(documents, kind, channel, (was = []) =>
        was.includes(thread) ? was : [...was, thread].slice(-threadsMax),
      );
      known.delete(channel);
    },
  };
}
