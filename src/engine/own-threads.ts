/**
 * The threads in an incident's channel that belong to an incident of their own: few, in one document for the channel,
 * so that replies in a hundred threads need not ask storage about each. One more says how often any of them changed, so
 * that a thousand channels need not be asked about each either.
 */
import { replaceDocument } from "./documents.ts";
import type { Documents } from "./ports.ts";

export type OwnThreads = {
  has(channel: string, thread: string): Promise<boolean>;
  add(channel: string, thread: string): Promise<void>;
};

const kind = "own-threads";
/** No channel's id. */
const changesId = "changes";
const threadsMax = 1_000;
const channelsMax = 5_000;
/** Other replicas add threads too. */
const believedMs = 2_000;

export function ownThreads(documents: Documents, now: () => Date): OwnThreads {
  const known = new Map<string, { threads: Promise<string[]>; changes: number }>();
  let asked: { changes: Promise<number>; until: number } | undefined;

  /** How often threads have been added anywhere, as of a moment ago. */
  function changes(): Promise<number> {
    if (asked !== undefined && asked.until > now().getTime()) return asked.changes;
    const answer = documents.read<number>(kind, changesId).then((document) => document?.value ?? 0);
    const asking = { changes: answer, until: now().getTime() + believedMs };
    asked = asking;
    answer.catch(() => {
      if (asked === asking) asked = undefined;
    });
    return answer;
  }

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
      const latest = await changes();
      const before = known.get(channel);
      if (before?.changes === latest) return (await before.threads).includes(thread);
      const threads = ask(channel);
      if (known.size >= channelsMax) known.delete(known.keys().next().value!);
      known.set(channel, { threads, changes: latest });
      return (await threads).includes(thread);
    },
    async add(channel, thread) {
      await replaceDocument<string[]>(documents, kind, channel, (was = []) =>
        was.includes(thread) ? was : [...was, thread].slice(-threadsMax),
      );
      // Only now: whoever has heard of the change finds it.
      await replaceDocument<number>(documents, kind, changesId, (was = 0) => was + 1);
      asked = undefined;
    },
  };
}
