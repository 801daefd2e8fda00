/**
 * The one way by which a request comes to an incident: whether there is one, whether this person may know of it from where
 * they are, and where it goes on when it was merged. Every door uses it: what is said, pressed, filled in and shown.
 */
import { hasPart } from "../domain/incident/confidential.ts";
import type { Incident, Live } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Incoming } from "./incoming.ts";
import type { Chat, Log } from "./ports.ts";

export type Visitor = {
  who: Person;
  cause: string;
  /** Where the answer will be read. */
  place: Pick<Extract<Incoming, { cause: string }>, "conversation" | "channel" | "kindOfPlace">;
};

/** Lets this person to the incident as it is, or throws what `enter` understands, or a Refusal. */
export type Admit = (incident: Incident) => Live;

export type Entering = {
  /** Whether the incident was named; otherwise it is the one of the place. */
  named: boolean;
  /** Whether it is meant itself, also when it goes on as another one. */
  itself: boolean;
};

export type Entrance = {
  /** Does something with an incident, as it is read there; again where it first had to be found out who may. */
  enter<T>(stream: string, how: Entering, act: (admit: Admit, stream: string) => Promise<T>): Promise<T>;
  /** The incident that was meant and those as which it goes on, in order; empty where it goes on by itself. */
  via(): readonly string[];
};

export type EntranceTools = {
  log: Pick<Log, "knows">;
  chat: Pick<Chat, "standing">;
  /** Tells somebody in person that it is confidential: they belong to it, and have spoken of it where others read. */
  whisper?(incident: Live): Promise<void>;
};

export const noIncident =
  "Which incident? Say it in the incident's channel, or name it: `status INC-42`. `list` shows those that are open.";

export const noSuchIncident = (stream: string): Refusal =>
  new Refusal(`There is no ${stream}. \`list\` shows the incidents that are open.`);

/** Whether they may know of it has to be asked first. */
class Unsure extends Error {
  readonly incident: Incident;
  constructor(incident: Incident) {
    super("It is not known yet whether they may.");
    this.incident = incident;
  }
}

class GoesOn extends Error {
  readonly into: string;
  constructor(into: string) {
    super("It goes on elsewhere.");
    this.into = into;
  }
}

/** Merged incidents make no ring; a long line of them is nobody's intention. */
const hopsMax = 20;

export function entranceFor({ log, chat, whisper }: EntranceTools, visitor: Visitor): Entrance {
  let via: readonly string[] = [];

  /**
   * Who does not belong to a confidential incident hears what they would hear of one that is not there, after as long: in
   * both cases somebody is asked who is where.
   */
  async function mayKnow(incident: Incident): Promise<boolean> {
    const { who, place } = visitor;
    const there = incident.status === "undeclared" ? undefined : incident.channel?.conversation;
    const asked = there ?? { ...place.conversation, id: place.channel };
    const standing = await chat.standing(asked, who);
    if (incident.status !== "undeclared" && place.kindOfPlace !== "personal" && hasPart(incident, who))
      await whisper?.(incident);
    if (there === undefined || place.kindOfPlace !== "personal") return false;
    return standing === "member" || standing === "guest";
  }

  function admitWith(verdict: boolean | undefined, how: Entering): Admit {
    return (incident) => {
      if (isHidden(incident, visitor)) {
        if (verdict === undefined) throw new Unsure(incident);
        if (!verdict) throw how.named ? noSuchIncident(incident.id) : new Refusal(noIncident);
      }
      const live = incident as Live;
      if (live.kin.mergedInto !== undefined && !how.itself) throw new GoesOn(live.kin.mergedInto.id);
      return live;
    };
  }

  return {
    via: () => via,
    async enter(stream, how, act) {
      via = [];
      let at = stream;
      let entering = how;
      let verdict: boolean | undefined;
      for (let step = 0; step <= 2 * hopsMax; step++) {
        try {
          return await act(admitWith(verdict, entering), at);
        } catch (error) {
          if (error instanceof Unsure) verdict = await mayKnow(error.incident);
          else if (!(error instanceof GoesOn)) throw error;
          // What was asked and done before it was merged is not done again where it goes on.
          else if (await log.knows(at, visitor.cause)) entering = { ...how, itself: true };
          else {
            via = [...(via.length === 0 ? [at] : via), error.into];
            at = error.into;
            verdict = undefined;
          }
        }
      }
      throw new Refusal(`${stream} was merged too often to be followed. Name the incident as which it goes on.`);
    },
  };
}

/** Who is in its channel may read it there; anybody else with a part in it, only where nobody else reads along. */
function isHidden(incident: Incident, { who, place }: Visitor): boolean {
  if (incident.status === "undeclared") return true;
  if (incident.confidential !== true) return false;
  if (incident.channel?.conversation.id === place.channel) return false;
  return place.kindOfPlace !== "personal" || !hasPart(incident, who);
}
