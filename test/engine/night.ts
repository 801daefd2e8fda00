/** The engine over memory: a book, a clock that is moved by hand, and everybody who would be told something. */
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import type { Book } from "../../src/domain/oncall/book.ts";
import { muster, type Person } from "../../src/domain/people.ts";
import { asksOf } from "../../src/engine/asks.ts";
import { changeBook } from "../../src/engine/book.ts";
import { hearReplies } from "../../src/engine/hear-replies.ts";
import { lanes } from "../../src/engine/lanes.ts";
import { isLetters, lettersOf } from "../../src/engine/letters.ts";
import { onCall as onCallOf } from "../../src/engine/on-call.ts";
import type { Documents, Message, Pagers } from "../../src/engine/ports.ts";
import { recorder as recorderOf } from "../../src/engine/record.ts";
import { replyTokens } from "../../src/engine/reply-tokens.ts";
import { rounds } from "../../src/engine/rounds.ts";
import { sentTries } from "../../src/engine/sent-tries.ts";
import { testPages as testPagesOf } from "../../src/engine/test-pages.ts";
import { wake, type Waking } from "../../src/engine/wake.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { memoryChat } from "../../src/memory/chat.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { deliverLetters } from "../../src/reactions/deliver-letters.ts";
import { book as small } from "../domain/book.ts";
import { declared, start } from "../domain/given.ts";

type Setting = {
  book?: Book;
  at?: Date;
  documents?: Documents;
  pagers?: Pagers;
  /** Ids of people who have not added Muster. */
  without?: string[];
  findPerson?: (idOrName: string) => Promise<Person | undefined>;
};

export type Night = Awaited<ReturnType<typeof nightOf>>;

export async function nightOf(setting: Setting = {}) {
  let time = (setting.at ?? start).getTime();
  const now = () => new Date(time);
  const documents = setting.documents ?? memoryDocuments();
  const [log, bell, chat] = [memoryLog(), memoryBell(now), memoryChat({ without: setting.without ?? [] })];
  const warned: unknown[] = [];
  const toWake = new Set<string>();
  const onCall = onCallOf({ documents, findPerson: setting.findPerson ?? (async () => undefined) });
  const recorder = recorderOf({
    log,
    bell,
    now,
    rhythm: standardRhythm,
    onCall,
    lastSaid: async () => undefined,
    wakeSoon: (stream) => toWake.add(stream),
  });
  const waking: Waking = {
    log,
    bell,
    now,
    recorder,
    rhythm: standardRhythm,
    lanes: lanes(),
    holder: "one",
    ringSoon: (stream, at) => bell.ring(stream, at),
    warn: (error) => warned.push(error),
    reactions: [],
    statusReactions: [],
    letterReactions: [deliverLetters(chat)],
    transcriptReactions: [],
  };
  const letters = lettersOf(recorder);
  const [tokens, sent] = [replyTokens(documents), sentTries(documents)];
  const publicUrl = "https://muster.example";
  const testPages = testPagesOf({ documents, letters, onCall, pagers: setting.pagers ?? {}, tokens, sent, publicUrl });
  const asks = asksOf({ documents, letters, onCall });
  const woken: string[] = [];
  const wakeNow = (stream: string) => wake(waking, stream);
  const replica = (holder: string, heartbeat: () => Promise<void>, stores: Documents = documents) =>
    rounds({
      log,
      documents: stores,
      letters,
      recorder,
      onCall,
      testPages,
      now,
      holder,
      heartbeat,
      retention: { run: async () => undefined },
      async wake(stream) {
        woken.push(stream);
        await wakeNow(stream);
      },
    });
  await changeBook(documents, { by: muster, from: "test", now: now() }, () => setting.book ?? small);
  return {
    now,
    documents,
    log,
    bell,
    chat,
    onCall,
    recorder,
    letters,
    tokens,
    sent,
    testPages,
    asks,
    replica,
    warned,
    woken,
    wakeNow,
    replies: hearReplies({ log, recorder, tokens, sent, testPages, now }),
    wait(minutes: number) {
      time += minutes * 60_000;
    },
    /** Tells the incident these facts, as they are. */
    async tell(stream: string, ...facts: Fact[]) {
      const after = (await log.read(stream)).entries.length;
      const entries = facts.map((fact, index) => ({
        number: after + 1 + index,
        at: now().toISOString(),
        by: muster,
        from: "test",
        fact,
      }));
      await log.append(stream, after, `told ${after}`, entries);
    },
    declare(stream: string, title = "checkout is down", more: { confidential?: true; drill?: true } = {}) {
      const fact: Fact = { ...(declared as Extract<Fact, { type: "declared" }>), title, ...more };
      return recorder.record({ stream, cause: `declare ${stream}`, by: muster, from: "test" }, () => [fact]);
    },
    factsOf: async (stream: string) => ((await log.read(stream)).entries as Entry[]).map(({ fact }) => fact),
    incident: async (stream: string) => fold(stream, (await log.read(stream)).entries as Entry[]) as Live,
    /** Everything that was written is delivered, as far as it can be. */
    async settled() {
      while (toWake.size > 0) {
        const streams = [...toWake].filter(isLetters);
        toWake.clear();
        await Promise.all(streams.map(wakeNow));
      }
    },
    ring: async () => {
      for (const { stream, done } of await bell.due()) {
        await wakeNow(stream);
        await done();
      }
    },
    /** What somebody reads in their own chat. */
    readBy: ({ id }: Person): string[] =>
      chat.posts.filter(({ conversation }) => conversation === `personal ${id}`).map(({ message }) => wordsOf(message)),
  };
}

export const wordsOf = (message: Message): string => ("text" in message ? message.text : message.summary);
