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
import { withoutThread } from "./places.ts";
import { review } from "../views/review.ts";
import { reviewMessage } from "../views/review-message.ts";
import { commit } from "./commit.ts";
import { openIncidents } from "./open-incidents.ts";
import { measuresBetween } from "./measures.ts";
import { numberFor } from "./numbers.ts";
import type { Bell, Documents, History, Log, Transcript } from "./ports.ts";
import { type Admit, type Entering, type Entrance, noIncident } from "./entrance.ts";
import type { Recorder } from "./record.ts";
import type { Ties } from "./ties.ts";
import { tyingFor } from "./tying.ts";

export type TurnTools = OnCallTurnTools & {
  log: Log;
  bell: Bell;
  documents: Documents;
  transcript: Transcript;
  recorder: Recorder;
  ties: Ties;
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
  const { cause, who, from } = asking;
  const by: Actor = { kind: "person", person: who };

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

  return {
    who,
    now: tools.now(),
    pressed: asking.pressed,
    commands,
    sections,
    practice: tools.practice,
    incident,
    declare: (declaration) =>
      declareIncident(tools, { declaration, cause, by, from, said: asking.said, team: asking.team }),
    openIncidents: () => openIncidents(documents),
    measures: (from, to) => measuresBetween(documents, from, to, measuresMax),
    async statuspage(decide) {
      await commit<StatusFact>(tools, { stream: statusStream, cause, by, from }, (entries) => [
        decide(isOpen(entries)),
      ]);
      tools.wakeSoon(statusStream);
    },
    async record(decide) {
      const recorded = await enter((admit, stream) =>
        recorder.record({ stream, cause, by, from }, (before) => decide(admit(before))),
      );
      return recorded.incident as Live;
    },
    ...tyingFor(tools, { cause, by, from, stream: asking.stream }, entrance),
    isThere: (about) => {
      const place = placeOf(about)?.id;
      return place !== undefined && (place === asking.said?.id || place === withoutThread(asking.said?.id ?? ""));
    },
    ...onCallTurn(tools, { cause, who, from, now: tools.now() }),
    runbooks: tools.runbooks,
    async review() {
      const found = await incident();
      const lines = (await transcript.read(found.incident.id)).length;
      return reviewMessage(found.incident, review(found.incident, found.entries, { lines }));
    },
  };
}

type Declaring = {
  declaration: Declaration;
  cause: string;
  by: Actor;
  from: string;
  said: Conversation | null;
  team?: { thread: string; group?: string } | undefined;
  alert?: Extract<Fact, { type: "declared" }>["alert"];
};

/** The same cause declares the same incident, however often it comes. */
export async function declareIncident(
  tools: Pick<TurnTools, "documents" | "recorder" | "practice">,
  told: Declaring,
): Promise<Live> {
  const { number, taken } = await numberFor(tools.documents, told.cause);
  const { cause, by, from } = told;
  const { incident } = await tools.recorder.record(
    { stream: `INC-${number}`, cause, by, from, ...(taken === "now" ? { before: "nothing" } : {}) },
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
