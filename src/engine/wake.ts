/** Waking a stream: what time has made due, then every reaction that has something to read, and beside them the next bell. */
import { nextDeadline } from "../domain/escalation/due.ts";
import type { Rhythm } from "../domain/escalation/rhythm.ts";
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { fold, type Incident, type Live } from "../domain/incident/incident.ts";
import { muster } from "../domain/people.ts";
import { type StatusFact, statusStream } from "../domain/status/statuspage.ts";
import { bringTo } from "./bring-back.ts";
import { commit } from "./commit.ts";
import type { Lanes } from "./lanes.ts";
import { isLetters, type LetterFact } from "./letters.ts";
import type { History } from "./ports.ts";
import { type OfThisRun, react, type Reacting, unread } from "./react.ts";
import type { Errand, Reaction } from "./reaction.ts";
import type { Recorder } from "./record.ts";
import { isTranscriptWork, type TranscriptReaction } from "./transcript-work.ts";

export type Waking = Reacting & {
  rhythm: Rhythm;
  recorder: Recorder;
  lanes: Lanes;
  reactions: readonly Reaction[];
  statusReactions: readonly Reaction<readonly Entry<StatusFact>[], StatusFact>[];
  letterReactions: readonly Reaction<readonly Entry<LetterFact>[], LetterFact>[];
  transcriptReactions: readonly TranscriptReaction[];
};

const triesMax = 5;

/**
 * `rungAt` is what the bell said, when it was a bell: a bell that came too early is rung again. `born` is the history
 * where it has just begun: nobody had time to change it, and if somebody did, their cursors tell.
 */
export type Occasion = { rungAt?: Date | undefined; born?: History | undefined };

export async function wake(tools: Waking, stream: string, { rungAt, born }: Occasion = {}): Promise<void> {
  if (stream === statusStream) return runAll(tools, stream, tools.statusReactions, (history) => history.entries);
  if (isTranscriptWork(stream)) return runAll(tools, stream, tools.transcriptReactions, (history) => history.entries);
  if (isLetters(stream)) return runAll(tools, stream, tools.letterReactions, (history) => history.entries);
  const history = (born ?? (await tools.log.read(stream))) as History<Fact>;
  const incident = fold(stream, history.entries);
  if (incident.status === "undeclared") return;
  const results = await Promise.allSettled([
    dueThenReactions(tools, history, incident),
    ringNext(tools, history, incident, rungAt),
  ]);
  const failure = results.find((result) => result.status === "rejected");
  if (failure !== undefined) throw failure.reason;
}

/** What cannot be recorded now keeps no reaction from its work; the bell that is not taken off brings it back. */
async function dueThenReactions(tools: Waking, history: History<Fact>, incident: Live): Promise<void> {
  const [due] = await Promise.allSettled([recordDue(tools, history, incident)]);
  const known = due.status === "fulfilled" && due.value ? undefined : history;
  const states = new WeakMap<History<Fact>, Live>([[history, incident]]);
  /** Of the same history all reactions have the same state: a long one is folded once. */
  const stateOf = (read: History<Fact>): Live => {
    const state = states.get(read) ?? (fold(incident.id, read.entries) as Live);
    states.set(read, state);
    return state;
  };
  await runAll(tools, incident.id, tools.reactions, stateOf, known);
  if (due.status === "rejected") throw due.reason;
}

/** Records what time has made due; true when there was something. The recorder wakes the stream again for it. */
async function recordDue(tools: Waking, { entries }: History<Fact>, incident: Live): Promise<boolean> {
  const deadline = nextDeadline(incident, tools.rhythm);
  if (deadline === undefined || deadline > tools.now()) return false;
  const cause = `due ${deadline.toISOString()} after ${entries.length}`;
  const { added } = await tools.recorder.record({ stream: incident.id, cause, by: muster, from: "timer" }, () => []);
  return added.length > 0;
}

/** Rings for the next deadline, once. */
async function ringNext(
  { bell, log, rhythm, now }: Waking,
  history: History<Fact>,
  incident: Incident,
  rungAt: Date | undefined,
): Promise<void> {
  const next = nextDeadline(incident, rhythm);
  if (next === undefined || next <= now()) return;
  const at = next.toISOString();
  if (history.alarm === at && (rungAt === undefined || rungAt < next)) return;
  await bell.ring(incident.id, next);
  await log.setAlarm(incident.id, at);
}

async function runAll<S, F>(
  tools: Waking,
  stream: string,
  reactions: readonly Reaction<S, F>[],
  stateOf: (history: History<F>) => S,
  known?: History<F>,
): Promise<void> {
  const history = known ?? ((await tools.log.read(stream)) as History<F>);
  const busy = reactions.filter((reaction) => unread(reaction, history).length > 0);
  const results = await Promise.allSettled(
    busy.map((reaction) => {
      let first: History<F> | undefined = history;
      return tools.lanes.run(`${stream} ${reaction.name}`, async () => {
        for (let attempt = 0; attempt < triesMax; attempt++) {
          const read = first ?? ((await tools.log.read(stream)) as History<F>);
          first = undefined;
          if (
            (await react(tools, reaction, {
              stream,
              history: read,
              errand: errandFor(tools, stream, read, stateOf),
            })) === "done"
          )
            return;
        }
        await tools.ringSoon(stream, new Date(tools.now().getTime() + 2_000));
      });
    }),
  );
  const failure = results.find((result) => result.status === "rejected");
  if (failure !== undefined) throw failure.reason;
}

function errandFor<S, F>(
  tools: Waking,
  stream: string,
  history: History<F>,
  stateOf: (history: History<F>) => S,
): Omit<Errand<S, F>, OfThisRun> {
  return {
    stream,
    state: stateOf(history),
    entries: history.entries,
    now: tools.now,
    async record(entry, key, facts, by = muster) {
      const request = { stream, cause: `${stream} ${entry.number} ${key}`, by, from: "reaction" };
      await tools.recorder.note(request, facts);
    },
    bring: bringTo(tools.recorder, stream),
    async decide(other, { entry, key, by = entry.by }, decide) {
      const { number, from } = entry;
      const request = { stream: other, cause: `${stream} ${number} ${key}`, by, from };
      return (await tools.recorder.record(request, decide)).incident;
    },
    async write(other, { entry, key }, facts) {
      const { number, by, from } = entry;
      await commit(tools, { stream: other, cause: `${stream} ${number} ${key}`, by, from }, () => [...facts]);
    },
  };
}
