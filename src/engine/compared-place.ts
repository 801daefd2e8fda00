import type { Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import { isChannelItself, threadOf, withoutThread } from "./places.ts";
import type { ChannelPlace, Chat } from "./ports.ts";

/** Where the messages of an incident are in Teams, and since when they belong to it (ISO 8601). */
export type ComparedPlace = { place: ChannelPlace; openedAt: string };

/**
 * The channel it has or had, or else the thread it runs in; undefined where it runs in a chat, or nowhere. Throws Outage
 * where Teams does not say whose team a thread is in.
 */
export async function comparedPlace(
  entries: readonly Entry[],
  chat: Pick<Chat, "teamGroup">,
): Promise<ComparedPlace | undefined> {
  const opened = findLast(entries, "channel opened");
  if (opened !== undefined) {
    const { channel, webUrl, team = teamIn(webUrl) } = opened.fact;
    return team === undefined ? undefined : { place: { team, channel: channel.id }, openedAt: opened.at };
  }
  const declared = findLast(entries, "declared");
  const unavailable = findLast(entries, "channel unavailable");
  const instead = unavailable?.fact.instead ?? null;
  const thread = instead === null ? undefined : threadOf(instead.id);
  if (declared === undefined || instead === null || thread === undefined) return undefined;
  const channel = withoutThread(instead.id);
  const { team, teamThread } = declared.fact;
  if (!isChannelItself(channel) || (team === undefined && teamThread === undefined)) return undefined;
  const group = team ?? (await chat.teamGroup(instead.serviceUrl, teamThread!));
  return { place: { team: group, channel, thread }, openedAt: declared.at };
}

function findLast<T extends Fact["type"]>(entries: readonly Entry[], type: T): Entry<FactOf<T>> | undefined {
  return entries.findLast(({ fact }) => fact.type === type) as Entry<FactOf<T>> | undefined;
}

/** A link to a channel names its team's group (Microsoft Learn, "Deep links to a channel"). */
const teamIn = (webUrl: string): string | undefined => URL.parse(webUrl)?.searchParams.get("groupId") ?? undefined;
