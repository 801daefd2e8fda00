/** The work on one incident's transcript over memory: what Teams holds, a clock that is moved by hand, and crashes. */
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { muster } from "../../src/domain/people.ts";
import { lanes } from "../../src/engine/lanes.ts";
import { onCall as onCallOf } from "../../src/engine/on-call.ts";
import type { ChannelMessages, Files, HeldMessage, Line } from "../../src/engine/ports.ts";
import { recorder as recorderOf } from "../../src/engine/record.ts";
import { type Occasion, transcriptWork } from "../../src/engine/transcript-work.ts";
import { wake, type Waking } from "../../src/engine/wake.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { memoryChannelMessages } from "../../src/memory/channel-messages.ts";
import { memoryChat } from "../../src/memory/chat.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryFiles } from "../../src/memory/files.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memoryMedia } from "../../src/memory/media.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";
import { transcriptReactions } from "../../src/reactions/index.ts";
import { declared } from "../domain/given.ts";

export const stream = "INC-1";
export const channel = "19:inc-1@thread.tacv2";
const serviceUrl = "https://teams.example";
export const lee = { id: "lee", name: "Lee Gu" };
export const start = Date.parse("2026-11-22T10:00:00Z");

type Setting = { facts?: Fact[]; team?: string; messages?: ChannelMessages; files?: Files; fileBytesMax?: number };
export type Scribe = Awaited<ReturnType<typeof scribeOf>>;

const opened: Fact = {
  type: "channel opened",
  channel: { id: channel, serviceUrl },
  name: "inc-1",
  webUrl: "https://teams.microsoft.com/l/channel/x/inc-1?groupId=team-1",
};

export async function scribeOf(setting: Setting = {}) {
  let time = start;
  const now = () => new Date(time);
  const [log, bell, chat, documents] = [memoryLog(), memoryBell(now), memoryChat(), memoryDocuments()];
  const [transcript, media, files, held] = [memoryTranscript(), memoryMedia(), memoryFiles(), memoryChannelMessages()];
  held.open(channel);
  const warned: unknown[] = [];
  const woken = new Set<string>();
  const recorder = recorderOf({
    log,
    bell,
    now,
    rhythm: standardRhythm,
    onCall: onCallOf({ documents, findPerson: async () => undefined }),
    lastSaid: async () => undefined,
    wakeSoon: (name) => woken.add(name),
  });
  const reactions = transcriptReactions({
    transcript,
    media,
    log,
    chat,
    findPerson: async (id) => (id === lee.id ? lee : undefined),
    files: setting.files ?? files,
    fileBytesMax: setting.fileBytesMax ?? 1_000,
    messages: setting.messages ?? held,
  });
  const waking: Waking = {
    log,
    bell,
    now,
    recorder,
    rhythm: standardRhythm,
    lanes: lanes(),
    holder: "one",
    ringSoon: (name, at) => bell.ring(name, at),
    warn: (error) => warned.push(error),
    reactions: [],
    statusReactions: [],
    letterReactions: [],
    transcriptReactions: reactions,
  };
  const work = transcriptWork({ log, bell, now, recorder });
  const begin = { ...declared, severity: 5, unpaged: true, team: setting.team } as Fact;
  const facts: Fact[] = [begin, ...(setting.facts ?? [opened])];
  const entries = facts.map((fact, index) => ({
    number: index + 1,
    at: now().toISOString(),
    by: muster,
    from: "test",
    fact,
  }));
  await log.append(stream, 0, "begin", entries);
  let asked = 0;

  return {
    now,
    log,
    bell,
    chat,
    transcript,
    media,
    files,
    held,
    warned,
    work,
    /** The incident gets this fact. */
    async tell(fact: Fact) {
      const after = (await log.read(stream)).entries.length;
      const entry = { number: after + 1, at: now().toISOString(), by: muster, from: "test", fact };
      await log.append(stream, after, `told ${after}`, [entry]);
    },
    wakeWork: () => wake(waking, `transcript-${stream}`),
    wait: (seconds: number) => {
      time += seconds * 1_000;
    },
    /** Rings whatever rings in this time, in its own time. */
    async pass(seconds: number) {
      for (const until = time + seconds * 1_000; time < until; time += 1_000)
        for (const ring of await bell.due()) {
          await wake(waking, ring.stream).catch((error: unknown) => warned.push(error));
          await ring.done();
        }
    },
    /** Teams holds a message, or something has become of it. */
    hold(id: string, message: Partial<HeldMessage> & { text: string }): void {
      const at = now().toISOString();
      held.hold(channel, { id, from: lee, saidAt: at, changedAt: at, ...message });
    },
    /** The bot has heard of it. */
    hear: (id: string, line: Partial<Line> & { text: string }) =>
      transcript.append(stream, { id, kind: "said", at: now().toISOString(), from: lee, ...line }),
    async compare(why: Occasion = "command") {
      asked += 1;
      await work.compare(stream, why, { cause: `asked ${asked}`, by: muster, from: "test" });
      await this.pass(20);
    },
    lines: () => transcript.read(stream),
    /** "said hello (graph)" */
    told: async () =>
      (await transcript.read(stream)).map(({ kind, text, source }) =>
        [kind, text, ...(source === undefined ? [] : ["(graph)"])].join(" ").replace("  ", " "),
      ),
    entries: async () => (await log.read(stream)).entries as Entry[],
    compared: async () =>
      ((await log.read(stream)).entries as Entry[]).flatMap(({ fact }) =>
        fact.type === "transcript compared" ? [fact] : [],
      ),
    posts: () => chat.posts.map(({ message }) => ("text" in message ? message.text : message.summary)),
  };
}

/** So long after the beginning, as ISO 8601. */
export const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();

/** Compares, and what that added. */
export async function added(scribe: Scribe, why: "start" | "end" | "command" = "command"): Promise<string[]> {
  const before = (await scribe.lines()).length;
  await scribe.compare(why);
  return (await scribe.told()).slice(before);
}
