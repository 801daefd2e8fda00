import type { Entry, FactOf } from "../domain/incident/facts.ts";
import { isChannelItself, threadOf, withoutThread } from "./places.ts";
import type { ChannelPlace, Chat } from "./ports.ts";

/** Where messages of an incident are or were in Teams. Times are ISO 8601. */
export type ComparedPlace = {
  /** Names it for ever. */
  key: string;
  place: ChannelPlace;
  /** Since when it belongs to the incident. */
  openedAt: string;
  /** What was said there before does not belong to it. */
  from?: string;
  /** When the channel was deleted. */
  lostAt?: string;
};

/**
 * The channels it had, and the thread it runs in where it has none; in the order in which they came. Nothing where it runs in a
 * chat, or nowhere. Throws Outage where Teams does not say whose team a thread is in.
 */
export async function comparedPlaces(
  entries: readonly Entry[],
  chat: Pick<Chat, "teamGroup">,
): Promise<ComparedPlace[]> {
  const places: ComparedPlace[] = [];
  let declared: Entry<FactOf<"declared">> | undefined;
  const add = (place: ComparedPlace | undefined): void => {
    if (place !== undefined && !places.some(({ key }) => key === place.key)) places.push(place);
  };
  for (const { fact, at, ...rest } of entries)
    switch (fact.type) {
      case "declared":
        declared = { fact, at, ...rest };
        break;
      case "channel opened":
        add(channelIn(fact, at));
        break;
      case "channel lost": {
        const last = places.pop();
        if (last !== undefined) places.push({ ...last, lostAt: at });
        break;
      }
      case "channel unavailable":
        add(await threadIn(fact, declared, chat, places.length === 0 ? undefined : at));
        break;
    }
  return places;
}

function channelIn(
  { channel, webUrl, team = teamIn(webUrl) }: FactOf<"channel opened">,
  openedAt: string,
): ComparedPlace | undefined {
  return team === undefined ? undefined : { key: channel.id, place: { team, channel: channel.id }, openedAt };
}

/** A thread in which it was declared is its own from the beginning; one that takes it in later, from then on. */
async function threadIn(
  { instead }: FactOf<"channel unavailable">,
  declared: Entry<FactOf<"declared">> | undefined,
  chat: Pick<Chat, "teamGroup">,
  from: string | undefined,
): Promise<ComparedPlace | undefined> {
  const thread = instead === null ? undefined : threadOf(instead.id);
  if (declared === undefined || instead === null || thread === undefined) return undefined;
  const channel = withoutThread(instead.id);
  const { team, teamThread } = declared.fact;
  if (!isChannelItself(channel) || (team === undefined && teamThread === undefined)) return undefined;
  const group = team ?? (await chat.teamGroup(instead.serviceUrl, teamThread!));
  return {
    key: instead.id,
    place: { team: group, channel, thread },
    openedAt: from ?? declared.at,
    ...(from !== undefined && { from }),
  };
}

/** A link to a channel names its team's group (Microsoft Learn, "Deep links to a channel"). */
const teamIn = (webUrl: string): string | undefined => URL.parse(webUrl)?.searchParams.get("groupId") ?? undefined;
