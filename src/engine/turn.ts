/** What an action may use while it answers one request. */
import type { Declaration, Turn } from "../commands/command.ts";
import { commands, sections } from "../commands/index.ts";
import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import { fold, type Live, placeOf } from "../domain/incident/incident.ts";
import type { Summary } from "../domain/incident/summary.ts";
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
import { openIncidentKind } from "./documents.ts";
import { measuresBetween } from "./measures.ts";
import { numberFor } from "./numbers.ts";
import type { Bell, Documents, History, Log, Transcript } from "./ports.ts";
import type { Recorder } from "./record.ts";
import type { TranscriptWork } from "./transcript-work.ts";

export type TurnTools = OnCallTurnTools & {
  log: Log;
  bell: Bell;
  documents: Documents;
  transcript: Transcript;
  recorder: Recorder;
  work: TranscriptWork;
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
  /** The incident that is meant, if any. */
  stream(): Promise<string | undefined>;
};

/** Twenty requests to storage: an answer may take a moment and not longer. */
const measuresMax = 20_000;

export const noIncident =
  "Which incident? Say it in the incident's channel, or name it: `status INC-42`. `list` shows those that are open.";

export const noSuchIncident = (stream: string): Refusal =>
  new Refusal(`There is no ${stream}. \`list\` shows the incidents that are open.`);

export function turnFor(tools: TurnTools, asking: Asking): Turn {
  const { log, documents, recorder, transcript } = tools;
  const { cause, who, from } = asking;
  const by: Actor = { kind: "person", person: who };

  async function incident(): Promise<{ incident: Live; entries: Entry[] }> {
    const stream = await asking.stream();
    if (stream === undefined) throw new Refusal(noIncident);
    const { entries } = (await log.read(stream)) as History<Fact>;
    const found = fold(stream, entries);
    if (found.status === "undeclared") throw noSuchIncident(stream);
    return { incident: found, entries };
  }

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
    openIncidents: async () => (await documents.list<Summary>(openIncidentKind)).map(({ value }) => value),
    measures: (from, to) => measuresBetween(documents, from, to, measuresMax),
    async statuspage(decide) {
      await commit<StatusFact>(tools, { stream: statusStream, cause, by, from }, (entries) => [
        decide(isOpen(entries)),
      ]);
      tools.wakeSoon(statusStream);
    },
    async record(decide) {
      const stream = await asking.stream();
      if (stream === undefined) throw new Refusal(noIncident);
      const recorded = await recorder.record({ stream, cause, by, from }, (before) => {
        if (before.status === "undeclared") throw noSuchIncident(stream);
        return decide(before);
      });
      return recorded.incident as Live;
    },
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
      const { id } = (await incident()).incident;
      await tools.work.compare(id, "command", { cause, by, from });
    },
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
