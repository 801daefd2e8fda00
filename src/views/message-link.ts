/**
 * Addresses that lead to a message in a channel of Teams (Microsoft Learn, "Create deep links to a Teams message"):
 * `https://teams.microsoft.com/l/message/{channelId}/{messageId}?tenantId&groupId&parentMessageId&createdTime`. The
 * parts of the query that are not known are left out.
 */
import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";

const said = /^teams (19:[^\s;/?#]{1,200}@thread\.(?:tacv2|skype))(?:;messageid=(\d{1,20}))?$/;
const messageId = /^\d{1,20}$/;

type Known = Pick<Live, "channel" | "said" | "team">;

/** Where a fact was said, or the card stands on which it was pressed; undefined for what came through another door. */
export function messageLink(incident: Known, { from, message }: Pick<Entry, "from" | "message">): string | undefined {
  const [, channel, root] = said.exec(from) ?? [];
  const id = message !== undefined && messageId.test(message) ? message : root;
  return channel === undefined || id === undefined ? undefined : linkTo(incident, channel, id, root);
}

/** A message of the incident's own channel, by its id alone; undefined where it has no channel. */
export function linkInChannel(incident: Known, id: string): string | undefined {
  const channel = incident.channel?.conversation.id.split(";")[0];
  return channel === undefined || !messageId.test(id) ? undefined : linkTo(incident, channel, id, undefined);
}

function linkTo(incident: Known, channel: string, id: string, root: string | undefined): string {
  const { tenantId, groupId } = placeOf(incident, channel);
  const query = new URLSearchParams({
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(root === undefined ? {} : { parentMessageId: root }),
    // Teams numbers messages by the millisecond in which they were made.
    createdTime: id,
  });
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(channel)}/${id}?${query}`;
}

/** The tenant stands in the address of the incident's channel, and so does that channel's team. */
function placeOf({ channel, said: declaredIn, team }: Known, id: string): { tenantId?: string; groupId?: string } {
  const web = channel !== undefined && URL.canParse(channel.webUrl) ? new URL(channel.webUrl).searchParams : undefined;
  const [tenantId, own] = [web?.get("tenantId"), web?.get("groupId")];
  const groupId = isIn(id, channel?.conversation.id) ? own : isIn(id, declaredIn?.id) ? team : undefined;
  return { ...(tenantId ? { tenantId } : {}), ...(groupId ? { groupId } : {}) };
}

const isIn = (channel: string, conversation: string | undefined): boolean => conversation?.split(";")[0] === channel;
