/** Takes in what people do to an incident's channel by hand: its new name, and that it is gone. */
import type { Fact } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { type Actor, muster } from "../domain/people.ts";
import type { Incoming } from "./incoming.ts";
import type { Places } from "./places.ts";
import type { Recorder } from "./record.ts";

type Changed = Extract<Incoming, { kind: "channel" }>;
type Tools = { places: Places; recorder: Recorder };

export function channelChanges({ places, recorder }: Tools): (changed: Changed) => Promise<undefined> {
  return async (changed) => {
    const { channel, cause, conversation } = changed;
    const [place] = await places.find(channel, channel);
    if (place === undefined) return undefined;
    const request = { stream: place.stream, cause, by: actorOf(changed), from: `teams ${conversation.id}` };
    await recorder.record(request, (incident) =>
      incident.status !== "undeclared" && incident.channel?.conversation.id === channel ? news(incident, changed) : [],
    );
    return undefined;
  };
}

/** When it was Muster that renamed it, the incident has that name by now, or will have it in a moment. */
function news({ channel }: Live, changed: Changed): Fact[] {
  if (changed.now === "deleted") return [{ type: "channel lost", reason: "It was deleted in Teams." }];
  return changed.name === channel?.name ? [] : [{ type: "channel renamed", name: changed.name }];
}

/** Teams tells of some changes in the name of the team. */
const actorOf = ({ who }: Changed): Actor =>
  who.id.startsWith("19:") || who.id.startsWith("28:") ? muster : { kind: "person", person: who };
