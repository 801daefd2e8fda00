/** Muster's inside: what comes in, what is woken, and when all is quiet. */
import type { Alert } from "../domain/alert/alert.ts";
import type { Rhythm } from "../domain/escalation/rhythm.ts";
import { nextDeadline } from "../domain/escalation/due.ts";
import type { Conversation, Fact } from "../domain/incident/facts.ts";
import { fold } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import type { Practice } from "../domain/practice.ts";
import type { Runbook } from "../domain/runbook/runbook.ts";
import { receiveAlert } from "./alerts.ts";
import { answersOnce } from "./answer-once.ts";
import { compareOpen } from "./compare-open.ts";
import { hasFiles } from "./copies.ts";
import { incidentList } from "./incident-list.ts";
import type { Incoming } from "./incoming.ts";
import { type Lanes, lanes } from "./lanes.ts";
import { formFor } from "./message-forms.ts";
import { latestIncidents } from "./numbers.ts";
import { patience } from "./patience.ts";
import { pinned } from "./pinned.ts";
import { type Place, type Places, recordedIn } from "./places.ts";
import type { WorkItems } from "./ports/work-items.ts";
import type { Bell, Chat, Documents, History, Line, Log, Media, Message, Pagers, Transcript } from "./ports.ts";
import type { Reaction } from "./reaction.ts";
import { type Recorder, recorder } from "./record.ts";
import { asksOf } from "./asks.ts";
import { awareness } from "./awareness.ts";
import { type BoardsWatch, boardsWatch } from "./boards-watch.ts";
import { channelChanges } from "./channel-changes.ts";
import { type Feeds, feeds } from "./feeds.ts";
import { hearReplies } from "./hear-replies.ts";
import { lettersOf } from "./letters.ts";
import type { Replies } from "./replies.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { retention } from "./retention.ts";
import { type Rounds, rounds } from "./rounds.ts";
import { seenPages } from "./seen.ts";
import type { SentTries } from "./sent-tries.ts";
import { testPages } from "./test-pages.ts";
import { tiesOf } from "./ties.ts";
import { isTranscriptWork, type TranscriptFact, transcriptWork, wakesOf } from "./transcript-work.ts";
import type { OnCall } from "./on-call.ts";
import { wake, type Waking } from "./wake.ts";

export type EngineParts = {
  log: Log;
  bell: Bell;
  documents: Documents;
  transcript: Transcript;
  media: Media;
  /** For how long transcripts are kept after an incident is over; 0: for ever. */
  transcriptDays: number;
  places: Places;
  rhythm: Rhythm;
  practice: Practice;
  chat: Pick<Chat, "standing">;
  findPerson(id: string): Promise<Person | undefined>;
  now: () => Date;
  holder: string;
  reactions: readonly Reaction[];
  statusReactions: Waking["statusReactions"];
  letterReactions: Waking["letterReactions"];
  transcriptReactions: Waking["transcriptReactions"];
  /** Whether Teams can be asked which messages a channel has. */
  comparable: boolean;
  /** Undefined where there is none. */
  wiki: object | undefined;
  onCall: OnCall;
  /** Undefined where there is no Azure Boards. */
  workItems: WorkItems | undefined;
  pagers: Pagers;
  tokens: ReplyTokens;
  sent: SentTries;
  /** Where the world reaches Muster; undefined where it does not. */
  publicUrl: string | undefined;
  /** Tells the outside that the escalations were looked after, and all is well. */
  heartbeat(): Promise<void>;
  runbooks(): Promise<Runbook[]>;
  /** Where an incident that an alert declares is announced. */
  alertChannel: Conversation | undefined;
  warn(error: unknown, about: Record<string, unknown>): void;
};

export type Engine = {
  /** Takes what came from Teams. Durable when it resolves; what it resolves to is the answer. */
  receive(incoming: Incoming): Promise<Message | undefined>;
  /** Takes an alert. Durable when it resolves. */
  alert(alert: Alert, cause: string): Promise<void>;
  /** Does what is due on a stream. `rungAt` is when the bell was meant to ring. */
  wake(stream: string, rungAt?: Date): Promise<void>;
  /** Wakes what is open, as a process does that starts: the one before it may have died in the middle of something. */
  resume(): Promise<void>;
  /** Has the transcripts of what is open compared with Teams, spread out in time. */
  compareOpen(pause: (milliseconds: number) => Promise<void>): Promise<void>;
  /** When the stream next needs to be woken, as far as its history says. */
  nextWake(stream: string): Promise<Date | undefined>;
  lanes: Lanes;
  /** What comes back about pages by other roads than Teams. */
  replies: Replies;
  rounds: Rounds;
  feeds: Feeds;
  /** What comes back from Azure Boards. */
  boards: Pick<BoardsWatch, "hear">;
};

/** When a person, or this one, last spoke in the incident's channel. */
async function lastSaid(transcript: Transcript, stream: string, who?: Person): Promise<Date | undefined> {
  const line = (await transcript.read(stream)).findLast(
    ({ kind, from }) => kind === "said" && (who === undefined || from.id === who.id),
  );
  return line === undefined ? undefined : new Date(line.at);
}

/** The queue wakes the others too, only later. */
const resumedMax = 200;
const resumedTogether = 4;
/** One that was declared just before the end may not be in the list yet. */
const latestMax = 20;

/** Where it was said. A message that begins a thread comes before anything can be known of that thread. */
const conversationOf = (incoming: Placed): string =>
  incoming.kind === "said" && incoming.line.replyTo === undefined && incoming.kindOfPlace === "channel"
    ? incoming.channel
    : incoming.conversation.id;

type Placed = Exclude<Incoming, { kind: "ignored" | "installed" }>;

/** What the doors share. */
function toolsOf(parts: EngineParts, recording: Recorder, wakeSoon: (stream: string, born?: History) => void) {
  const letters = lettersOf(recording);
  const shared = { ...parts, recorder: recording, letters };
  return {
    ...shared,
    wakeSoon,
    asks: asksOf(shared),
    feeds: feeds(parts.documents),
    testPages: testPages(shared),
    ties: tiesOf(shared),
    work: transcriptWork(shared),
  };
}

export function engine(parts: EngineParts): Engine {
  const flights = lanes();
  const wakeSoon = (stream: string, born?: History): void => {
    // The queue is the guarantee; this is only for speed, so a failure here is merely written down.
    void flights.track(wake(waking, stream, { born }).catch((error) => parts.warn(error, { stream })));
  };
  const recording = recorder({
    ...parts,
    lastSaid: (stream, who) => lastSaid(parts.transcript, stream, who),
    wakeSoon,
  });
  const ringSoon = patience(parts.bell, parts.now);
  const noting = { ...parts, recorder: recording, lanes: flights };
  const waking: Waking = { ...noting, ringSoon };
  const tools = toolsOf(parts, recording, wakeSoon);
  const { feeds: calendars, ties, work } = tools;
  const presence = awareness(noting);
  const noteChannel = channelChanges(noting);
  const noteSeen = seenPages(noting);
  const watch = boardsWatch(noting);
  const rounding = rounds({
    ...tools,
    retention: retention(parts),
    wake: (stream) => flights.track(wake(waking, stream)),
  });
  const { answerOnce, forget } = answersOnce(tools);

  /** What was not taken in will come again, and is answered then. */
  const unanswered = (cause: string) => (error: unknown) => {
    forget(cause);
    throw error;
  };

  const notePin = pinned({ ...tools, answer: answerOnce });

  async function record({ line, cause }: { line: Line; cause: string }, places: Promise<Place[]>): Promise<undefined> {
    await Promise.all(
      recordedIn(await places).map(async (stream) => {
        await parts.transcript.append(stream, line);
        if (hasFiles(line)) await work.copy(stream, line.id, cause);
      }),
    );
  }

  return {
    lanes: flights,
    replies: hearReplies({ ...tools }),
    rounds: {
      ...rounding,
      run() {
        void flights.track(watch.look());
        return rounding.run();
      },
    },
    boards: { hear: (hint) => flights.track(watch.hear(hint)) },
    feeds: calendars,
    async receive(incoming) {
      if (incoming.kind === "ignored" || incoming.kind === "installed") return undefined;
      if (incoming.kind === "read") return flights.track(noteSeen(incoming));
      if (incoming.kind === "viewed") return flights.track(presence.viewed(incoming));
      if (incoming.kind === "channel") return flights.track(noteChannel(incoming));
      if (incoming.kind === "left") return flights.track(presence.left(incoming));
      const find = () => parts.places.find(conversationOf(incoming), incoming.channel);
      const meant = async () => (await find())[0]?.stream;
      if (incoming.kind === "opened") return flights.track(formFor(tools, incoming, meant));
      if (incoming.kind === "pressed") return flights.track(answerOnce(incoming, meant));
      if (incoming.kind === "reacted") return flights.track(notePin(incoming, find()));
      const places = find();
      const recorded = record(incoming, places);
      if (incoming.kind === "said") presence.spoke(incoming, places);
      if (incoming.kind !== "said" || !incoming.toMuster) return recorded;
      const answering = flights.track(answerOnce(incoming, async () => (await places)[0]?.stream));
      const [answer] = await Promise.all([answering, recorded.catch(unanswered(incoming.cause))]);
      return answer;
    },
    alert: (alert, cause) => flights.track(receiveAlert({ ...tools, channel: parts.alertChannel }, alert, cause)),
    wake: (stream, rungAt) => flights.track(ties.isBell(stream) ? ties.heal(stream) : wake(waking, stream, { rungAt })),
    async resume() {
      const { documents } = parts;
      const [open, latest] = await Promise.all([
        incidentList(documents).page("open", resumedMax),
        latestIncidents(documents, latestMax),
      ]);
      const waiting = [...new Set([...latest, ...open.map((each) => each.id)])];
      // A few at a time: a page that is overdue is not to wait until everybody has read.
      const lookAfter = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
          await flights.track(wake(waking, id)).catch((error: unknown) => parts.warn(error, { stream: id }));
      };
      await Promise.all(Array.from({ length: resumedTogether }, lookAfter));
    },
    compareOpen: (pause) => compareOpen({ ...parts, work }, pause),
    async nextWake(stream) {
      const read = await parts.log.read(stream);
      if (isTranscriptWork(stream))
        return earliest(wakesOf(read as History<TranscriptFact>, parts.transcriptReactions));
      const history = read as History<Fact>;
      const retries = [...history.seen.values()]
        .filter(({ failures }) => failures > 0)
        .map(({ until }) => new Date(until));
      const deadline = nextDeadline(fold(stream, history.entries), parts.rhythm);
      return earliest([...retries, ...(deadline === undefined ? [] : [deadline])]);
    },
  };
}

function earliest(moments: readonly Date[]): Date | undefined {
  const times = moments.map((at) => at.getTime()).filter((at) => !Number.isNaN(at));
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
