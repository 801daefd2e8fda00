/**
 * Who knows of an incident: whoever says a first word in its channel, and whoever's client shows them its card. Each is
 * recorded once. It is good to know, and no more: nothing that fails here is anybody's trouble.
 */
import type { Fact } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { rolesOf } from "../domain/incident/roles.ts";
import { openActions } from "../domain/incident/work.ts";
import { muster, type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { incidentCard } from "../views/incident-card.ts";
import { incidentList } from "./incident-list.ts";
import type { Incoming } from "./incoming.ts";
import type { Lanes } from "./lanes.ts";
import { type Place, recordedIn } from "./places.ts";
import { entranceFor } from "./entrance.ts";
import type { Chat, Documents, Log, Message } from "./ports.ts";
import { readIncident } from "./read-incident.ts";
import type { Recorder } from "./record.ts";

type Of<K extends Incoming["kind"]> = Extract<Incoming, { kind: K }>;

type Tools = {
  log: Log;
  chat: Pick<Chat, "standing">;
  documents: Documents;
  recorder: Recorder;
  lanes: Lanes;
  warn(error: unknown, about: Record<string, unknown>): void;
};

export type Awareness = {
  /** Notes, beside everything else, that somebody has spoken where an incident is worked on. */
  spoke(said: Of<"said">, places: Promise<readonly Place[]>): void;
  /** The card as this person sees it; undefined where there is no such incident. */
  viewed(viewed: Of<"viewed">): Promise<Message | undefined>;
  /** People who have left the team give back what they had. */
  left(left: Of<"left">): Promise<undefined>;
};

/** Whom this process has noted already: without it every word would ask storage. */
const notedMax = 50_000;
/** A card that names more people would be too large, and nobody would read it. */
const awareMax = 500;
const incidentsMax = 1_000;

export function awareness({ log, chat, documents, recorder, lanes, warn }: Tools): Awareness {
  const noted = new Set<string>();

  function note(stream: string, person: Person, how: "spoke" | "saw", from: string): void {
    const key = `${stream} ${person.id} ${how}`;
    if (noted.has(key) || person.id.startsWith("28:")) return;
    if (noted.size >= notedMax) noted.delete(noted.values().next().value!);
    noted.add(key);
    const fact: Fact = { type: "aware", person, how };
    const recording = recorder.record({ stream, cause: `aware ${how} ${person.id}`, by: muster, from }, (incident) =>
      incident.status === "open" && isNews(incident, person, how) ? [fact] : [],
    );
    void lanes.track(
      recording.then(
        () => undefined,
        (error: unknown) => {
          noted.delete(key);
          warn(error, { doing: "note who is aware", stream });
        },
      ),
    );
  }

  /** Undefined also for whoever may not know of it. */
  async function current({ incident: stream, who, cause, ...place }: Of<"viewed">): Promise<Live | undefined> {
    const entrance = entranceFor({ log, chat }, { who, cause, place });
    try {
      return await entrance.enter(stream, { named: true, itself: true }, async (admit) =>
        admit(await readIncident(log, stream)),
      );
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  return {
    spoke({ who, conversation }, places) {
      const noting = places.then((found) => {
        for (const stream of recordedIn(found)) note(stream, who, "spoke", `teams ${conversation.id}`);
      });
      void lanes.track(noting.catch(() => undefined));
    },
    async viewed(viewed) {
      const incident = await current(viewed);
      if (incident === undefined) return undefined;
      const { who, conversation } = viewed;
      if (incident.status === "open") note(incident.id, who, "saw", `teams ${conversation.id}`);
      return { ...incidentCard(incident, who), inPlace: true };
    },
    async left({ people, cause, conversation, team }) {
      const listed = await incidentList(documents).page("open", incidentsMax);
      for (const { id: stream } of listed.filter(({ status }) => status === "open"))
        await recorder.record({ stream, cause, by: muster, from: `teams ${conversation.id}` }, (incident) =>
          incident.status === "open" && isOfTeam(incident, team)
            ? people.flatMap((person) => leaving(incident, person))
            : [],
        );
      return undefined;
    },
  };
}

function isNews({ known }: Live, person: Person, how: "spoke" | "saw"): boolean {
  const before = known.aware.find((each) => samePerson(each.person, person));
  return before === undefined ? known.aware.length < awareMax : before.how === "saw" && how === "spoke";
}

/** A channel's address names its team (Microsoft Learn, "Create deep links"). */
function isOfTeam({ channel, team }: Live, gone: { group?: string } | undefined): boolean {
  if (gone?.group === undefined) return true;
  return channel?.webUrl.includes(gone.group) ?? team === gone.group;
}

/** Teams tells an id and no name: that is as whoever gave them their part knew it. */
function leaving(incident: Live, gone: Person): Fact[] {
  const held = rolesOf(incident, gone);
  const parts = [...Object.values(incident.roles), ...incident.crew.map((each) => each.person), incident.handover?.to];
  const owners = openActions(incident.work).map(({ owner }) => owner);
  const person = [...parts, ...owners].find((each) => samePerson(each, gone));
  if (person === undefined) return [];
  return [
    { type: "person left", person },
    ...held.map(
      ({ role, title }): Fact => ({
        type: "role released",
        role,
        person,
        ...(title === undefined ? {} : { title }),
      }),
    ),
  ];
}
