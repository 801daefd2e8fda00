/** The engine over memory with work items: people in Teams, people in Boards, and a service that may be down. */
import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import type { Person } from "../../src/domain/people.ts";
import { standardPractice } from "../../src/domain/practice.ts";
import { engine as engineFrom, type EngineParts } from "../../src/engine/engine.ts";
import { onCall as onCallOf } from "../../src/engine/on-call.ts";
import { places } from "../../src/engine/places.ts";
import { Outage } from "../../src/engine/ports.ts";
import type { WorkItems } from "../../src/engine/ports/work-items.ts";
import { replyTokens } from "../../src/engine/reply-tokens.ts";
import { sentTries } from "../../src/engine/sent-tries.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { memoryMedia } from "../../src/memory/media.ts";
import { memoryTranscript } from "../../src/memory/transcript.ts";
import { memoryWorkItems } from "../../src/memory/work-items.ts";
import { fileFollowUps } from "../../src/reactions/file-follow-ups.ts";
import { keepList } from "../../src/reactions/keep-list.ts";
import { keepWorkItem } from "../../src/reactions/keep-work-item.ts";

export const ann: Person = { id: "ann", name: "Ann", email: "ann@example.org" };
const serviceUrl = "https://teams.example";

export type BoardsNight = ReturnType<typeof boardsNight>;

export function boardsNight(without?: "no Boards") {
  let time = Date.parse("2026-11-28T10:00:00Z");
  let causes = 0;
  let trouble: Outage | undefined;
  const asked: string[] = [];
  const now = () => new Date(time);
  const [log, documents, bell] = [memoryLog(), memoryDocuments(), memoryBell(now)];
  const items = memoryWorkItems(now);
  const through: WorkItems = new Proxy(items, {
    get(target, name) {
      const call = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      if (typeof call !== "function") return call;
      return async (...given: unknown[]) => {
        asked.push(String(name));
        if (trouble !== undefined) throw trouble;
        return call(...given);
      };
    },
  });
  const workItems = without === undefined ? through : undefined;
  const findPerson = async (id: string) => (id === ann.email || id === ann.id ? ann : undefined);
  const shared = {
    documents,
    places: places(documents, now),
    now,
    findPerson,
    runbooks: async () => [],
    warn: () => undefined,
  };
  const tools = { ...shared, workItems, practice: standardPractice, statusPageUrl: undefined, severityMax: 2 };
  const life = (holder: string, more: Partial<EngineParts> = {}) =>
    engineFrom({
      ...shared,
      log,
      bell,
      transcript: memoryTranscript(),
      media: memoryMedia(),
      transcriptDays: 0,
      comparable: false,
      transcriptReactions: [],
      rhythm: standardRhythm,
      practice: standardPractice,
      chat: { standing: async () => "member" },
      holder,
      reactions: [keepWorkItem(tools), fileFollowUps(tools), keepList(tools)],
      statusReactions: [],
      letterReactions: [],
      onCall: onCallOf({ documents, findPerson }),
      workItems,
      wiki: undefined,
      pagers: {},
      tokens: replyTokens(documents),
      sent: sentTries(documents),
      publicUrl: undefined,
      heartbeat: async () => undefined,
      alertChannel: undefined,
      ...more,
    });
  const engine = life("one");
  const entries = async (id = "INC-1") => (await log.read(id)).entries as Entry[];
  const settled = () => engine.lanes.settled();
  return {
    engine,
    life,
    items,
    asked,
    log,
    documents,
    now,
    entries,
    settled,
    facts: async (id?: string): Promise<Fact[]> => (await entries(id)).map(({ fact }) => fact),
    incident: async (id = "INC-1") => fold(id, await entries(id)) as Live,
    /** Boards answers nothing but this, until it is undefined again. */
    down(outage: Outage | undefined = new Outage("Azure Boards could not be reached.", { again: true })) {
      trouble = outage;
    },
    up() {
      trouble = undefined;
    },
    async say(text: string, who = ann, kindOfPlace: "channel" | "personal" = "channel") {
      const id = kindOfPlace === "channel" ? "19:general@thread.tacv2" : `a:${who.id}`;
      const cause = `say ${++causes}`;
      const line = { id: cause, kind: "said" as const, at: now().toISOString(), from: who, text };
      await engine.receive({
        kind: "said",
        cause,
        who,
        conversation: { id, serviceUrl },
        channel: id,
        kindOfPlace,
        toMuster: true,
        sentence: { text, mentions: [] },
        line,
      });
      await settled();
    },
    /** Time goes on, and the bell rings wherever it is due. */
    async wait(minutes: number) {
      const until = time + minutes * 60_000;
      while (time < until) {
        time = Math.min(until, time + 15_000);
        for (const ring of await bell.due()) {
          await engine.wake(ring.stream, ring.at).catch(() => undefined);
          await ring.done();
        }
        await settled();
      }
    },
    /** What a person does in Boards, and whether the hook tells of it. */
    async edit(
      change: Parameters<typeof items.edit>[3],
      by: { name: string; email?: string } = ann,
      hook = true,
      id = 1,
    ) {
      items.edit(id, by, now().toISOString(), change);
      if (hook) await engine.boards.hear({ id, rev: items.all[id - 1]!.rev });
      await settled();
    },
  };
}
