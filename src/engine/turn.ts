/** What an action may use while it answers one request. */
import type { Declaration, Turn } from "../commands/command.ts";
import { commands, sections } from "../commands/index.ts";
import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import { fold, type Live, placeOf } from "../domain/incident/incident.ts";
import type { Actor, Person } from "../domain/people.ts";
import { type Practice, recorded } from "../domain/practice.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Runbook } from "../domain/runbook/runbook.ts";
import { isOpen, type StatusFact, statusStream } from "../domain/status/statuspage.ts";
import { onCallTurn, type OnCallTurnTools } from "./on-call-turn.ts";
import { messageIn } from "./message-in.ts";
import { withoutThread } from "./places.ts";
import { commit, type Request } from "./commit.ts";
import { incidentList } from "./incident-list.ts";
import { measuresBetween } from "./measures.ts";
import { numberFor } from "./numbers.ts";
import type { Bell, Documents, History, Log, Transcript } from "./ports.ts";
import { type Admit, type Entering, type Entrance, noIncident } from "./entrance.ts";
import type { Recorder } from "./record.ts";
import { type ReviewTools, reviewTurn } from "./review-turn.ts";
import type { Ties } from "./ties.ts";
import { timelinePage } from "./timeline-page.ts";
import { tyingFor } from "./tying.ts";
import type { TranscriptWork } from "./transcript-work.ts";

export type TurnTools = OnCallTurnTools &
  ReviewTools & {
    log: Log;
    bell: Bell;
    documents: Documents;
    transcript: Transcript;
    recorder: Recorder;
    ties: Ties;
    work: TranscriptWork;
    /** Whether Teams can be asked which messages a channel has. */
    comparable: boolean;
    now: () => Date;
    practice: Practice;
    /** Wakes the stream at once; `born` is its whole history where we have just begun it. */
    wakeSoon(stream: string, born?: History): void;
    runbooks(): Promise<Runbook[]>;
  };

export type Asking = {
  cause: string;
  who: Person;
  from: string;
  message?: string;
  said: Conversation | null;
  pressed: boolean;
  team?: { thread: string; group?: string };
  /** The incident that is meant, if any, and how. */
  stream(): Promise<string | undefined>;
  entering: Entering;
};

/** Twenty requests to storage: an answer may take a moment and not longer. */
const measuresMax = 20_000;

export function turnFor(tools: TurnTools, asking: Asking, entrance: Entrance): Turn {
  const { log, documents, recorder, transcript } = tools;
  const { cause, who, from, message } = asking;
  const by: Actor = { kind: "person", person: who };
  const origin = { cause, by, from, ...(message === undefined ? {} : { message }) };

  async function enter<T>(act: (admit: Admit, stream: string) => Promise<T>, meant?: "itself"): Promise<T> {
    const stream = await asking.stream();
    if (stream === undefined) throw new Refusal(noIncident);
    return entrance.enter(stream, meant === undefined ? asking.entering : { ...asking.entering, itself: true }, act);
  }

  const incident = (meant?: "itself"): Promise<{ incident: Live; entries: Entry[] }> =>
    enter(async (admit, stream) => {
      const { entries } = (await log.read(stream)) as History<Fact>;
      return { incident: admit(fold(stream, entries)), entries };
    }, meant);

  const record: Turn["record"] = async (decide) => {
    const recorded = await enter((admit, stream) =>
      recorder.record({ stream, ...origin }, (before) => decide(admit(before))),
    );
    return recorded.incident as Live;
  };

  return {
    who,
    now: tools.now(),
    pressed: asking.pressed,
    commands,
    sections,
    practice: tools.practice,
    incident,
    timeline: (before) => enter((admit, stream) => timelinePage(tools, { stream, before, admit }), "itself"),
    async threadBegin() {
      const [, id] = /;messageid=(\d+)$/.exec(asking.said?.id ?? "") ?? [];
      if (id === undefined || (await asking.stream()) === undefined) return undefined;
      // What was said in its own place is in its own transcript, also when it goes on as another one.
      const { incident: own } = await incident("itself");
      return messageIn(await transcript.read(own.id), id);
    },
    declare: (declaration) => declareIncident(tools, { declaration, origin, said: asking.said, team: asking.team }),
    incidents: (wanted, most) => incidentList(documents).find(wanted, most),
    measures: (from, to) => measuresBetween(documents, from, to, measuresMax),
    async statuspage(decide) {
      await commit<StatusFact>(tools, { stream: statusStream, ...origin }, (entries) => [decide(isOpen(entries))]);
      tools.wakeSoon(statusStream);
    },
    record,
    ...tyingFor(tools, { ...origin, stream: asking.stream }, entrance),
    isThere: (about) => {
      const place = placeOf(about)?.id;
      return place !== undefined && (place === asking.said?.id || place === withoutThread(asking.said?.id ?? ""));
    },
    ...onCallTurn(tools, { cause, who, from, now: tools.now() }),
    runbooks: tools.runbooks,
    async transcript() {
      const found = await incident();
      return { incident: found.incident, lines: await transcript.read(found.incident.id) };
    },
    async compareTranscript() {
      if (!tools.comparable)
        throw new Refusal("Muster has no access to Microsoft Graph here: there is nothing to compare it with.");
      const { id } = (await incident()).incident;
      await tools.work.compare(id, "command", { cause, by, from });
    },
    ...reviewTurn(tools, { incident, record }),
  };
}

type Declaring = {
  declaration: Declaration;
  origin: Omit<Request, "stream" | "before">;
  said: Conversation | null;
  team?: { thread: string; group?: string } | undefined;
  alert?: Extract<Fact, { type: "declared" }>["alert"];
};

/** The same cause declares the same incident, however often it comes. */
export async function declareIncident(
  tools: Pick<TurnTools, "documents" | "recorder" | "practice">,
  told: Declaring,
): Promise<Live> {
  const { origin } = told;
  const { number, taken } = await numberFor(tools.documents, origin.cause);
  const { incident } = await tools.recorder.record(
    { stream: `INC-${number}`, ...origin, ...(taken === "now" ? { before: "nothing" } : {}) },
    (was) => (was.status === "undeclared" ? [declared(told, tools.practice)] : []),
  );
  return incident as Live;
}

const declared = ({ declaration, said, team, alert }: Declaring, practice: Practice): Fact => ({
  type: "declared",
  ...declaration,
  ...recorded(practice, declaration.severity),
  said,
  ...(team === undefined ? {} : { teamThread: team.thread }),
  ...(team?.group === undefined ? {} : { team: team.group }),
  ...(alert === undefined ? {} : { alert }),
});
