/** The requests that Teams would make, written once and filled with an id each time. */
import { messageActivity } from "../sandbox/activities.ts";
import { people } from "../sandbox/people.ts";
import type { Place, Team } from "../sandbox/world.ts";

/** Stands where the id of the message goes; as long as an id. */
const blank = "0000000000000";
let lastId = 1_763_000_000_000;

export type Request = { id: string; text: string };

const words =
  "Checkout is slow again in westeurope; the queue has <b>12,000</b> messages and grows. Looking at the pool.";

type Said = { place: Place; team?: Team; text?: string; replyTo?: string };
type Door = { serviceUrl: string; token: string };

/** Makes requests that differ only in the id of the message, and so in the thread that it begins. */
export function requests({ serviceUrl, token }: Door, { place, team, text = words, replyTo }: Said): () => Request {
  const person = people[3]!;
  const message = {
    id: blank,
    conversation: place.id,
    from: { ...person, bot: false },
    text,
    at: "",
    ...(replyTo === undefined ? {} : { replyTo }),
  };
  const around = { serviceUrl, now: new Date(), team };
  const body = JSON.stringify(messageActivity("said", message, person, place, around));
  const head = [
    "POST /api/messages HTTP/1.1",
    "Host: 127.0.0.1",
    "Content-Type: application/json; charset=utf-8",
    `Authorization: Bearer ${token}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join("\r\n");
  const parts = `${head}\r\n\r\n${body}`.split(blank);
  return () => {
    lastId += 1;
    const id = `${lastId}`;
    return { id, text: parts.join(id) };
  };
}

const noTabs = { tabs: [], createdAt: "2026-01-01T00:00:00.000Z" };

export const channelPlace = (id: string): Place => ({ id, kind: "channel", name: "bench", team: "bench", ...noTabs });

export const chatPlace = (id: string): Place => ({
  id,
  kind: "personal",
  name: "Muster",
  members: [people[3]!.id],
  ...noTabs,
});

/** A team of its own for every name: Graph takes four requests a second for one team, and Muster keeps to that. */
export const benchTeam = (name: string): Team => ({
  group: `bench-${name}`,
  thread: `19:team-${name}@thread.tacv2`,
  name,
  installed: true,
});
