/**
 * What has happened in a channel since a moment: root messages in the order in which they, or one of their replies,
 * changed last. A token says after which change of this world to go on, so that nothing is missed that happens between
 * two requests. Source: Microsoft Graph v1.0, chatMessage: delta.
 */
import { z } from "zod";
import { type Call, ok, type Route } from "../http.ts";
import type { Store } from "../state.ts";
import { lastModified } from "../versions.ts";
import type { Place, StoredMessage } from "../world.ts";
import { badRequest } from "./access.ts";
import { chatMessage, type Whereabouts } from "./chat-message.ts";
import type { Graph } from "./graph.ts";

const topMax = 50;
const topDefault = 20;
const repliesMax = 1_000;
/** Eight months: what changed longer ago is not told any more. */
const reachMs = 243 * 24 * 3_600_000;

const roundShape = z.object({
  after: z.int().min(0),
  top: z.int().min(1).max(topMax),
  since: z.string().optional(),
  replies: z.boolean(),
});
/** Where a reader is, and what they asked for in the beginning. */
type Round = z.infer<typeof roundShape>;
/** A root message and its replies, oldest first. `change` and `modifiedAt` are the latest of all of them. */
type Chain = { root: StoredMessage; replies: StoredMessage[]; change: number; modifiedAt: string };

export function deltaRoutes({ store, url, onChannel }: Graph): Route[] {
  return ["/messages/delta", "/messages/delta()"].map((path) =>
    onChannel("GET", path, "readMessages", (call, place, team) => {
      const round = readRound(call);
      const chains = chainsAfter(store, place, round);
      const value = chains.slice(0, round.top);
      const token = tokenOf({ ...round, after: value.at(-1)?.change ?? round.after });
      const channel = `${url}/teams/${team.group}/channels/${encodeURIComponent(place.id)}`;
      const link =
        chains.length > value.length
          ? { "@odata.nextLink": `${channel}/messages/delta?$skiptoken=${token}` }
          : { "@odata.deltaLink": `${channel}/messages/delta?$deltatoken=${token}` };
      return ok({
        "@odata.context": `${url}/$metadata#Collection(chatMessage)`,
        ...link,
        value: value.map((chain) => shown(chain, { url, place, team }, round, channel)),
      });
    }),
  );
}

function readRound({ query }: Call): Round {
  const token = query.get("$skiptoken") ?? query.get("$deltatoken");
  if (token !== null) return roundIn(token);
  for (const name of query.keys())
    if (!["$top", "$filter", "$expand"].includes(name)) throw badRequest(`Query option '${name}' is not allowed.`);
  const top = Number(query.get("$top") ?? topDefault);
  if (!Number.isInteger(top) || top < 1) throw badRequest("Invalid value for '$top'.");
  if (top > topMax) throw badRequest(`The limit of '${topMax}' for Top query has been exceeded.`);
  const expand = query.get("$expand");
  if (expand !== null && expand !== "replies") throw badRequest(`'${expand}' cannot be expanded; only replies can.`);
  return { after: 0, top, replies: expand === "replies", ...sinceIn(query.get("$filter")) };
}

function sinceIn(filter: string | null): { since?: string } {
  if (filter === null) return {};
  const moment = Date.parse(/^\s*lastModifiedDateTime\s+gt\s+(\S+)\s*$/i.exec(filter)?.[1] ?? "");
  if (Number.isNaN(moment)) throw badRequest(`Invalid filter clause: ${filter}`);
  return { since: new Date(moment).toISOString() };
}

const tokenOf = (round: Round): string => Buffer.from(JSON.stringify(round)).toString("base64url");

function roundIn(token: string): Round {
  try {
    return roundShape.parse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
  } catch {
    throw badRequest("The state token is not valid. Begin again without one.");
  }
}

function chainsAfter(store: Store, place: Place, { after, since }: Round): Chain[] {
  const reach = new Date(store.now().getTime() - reachMs).toISOString();
  const from = since === undefined || since < reach ? reach : since;
  return chainsIn(store.messagesIn(place.id))
    .filter(({ change, modifiedAt }) => change > after && modifiedAt > from)
    .sort((one, other) => one.change - other.change);
}

function chainsIn(messages: readonly StoredMessage[]): Chain[] {
  const chains = new Map<string, Chain>();
  for (const message of messages) {
    const modifiedAt = lastModified(message);
    const { replyTo, change = 0 } = message;
    const chain = chains.get(replyTo ?? message.id);
    if (replyTo === undefined) chains.set(message.id, { root: message, replies: [], change, modifiedAt });
    if (chain === undefined) continue;
    chain.replies.push(message);
    chain.change = Math.max(chain.change, change);
    if (modifiedAt > chain.modifiedAt) chain.modifiedAt = modifiedAt;
  }
  return [...chains.values()];
}

function shown({ root, replies }: Chain, where: Whereabouts, round: Round, channel: string) {
  const message = { "@odata.type": "#microsoft.graph.chatMessage", ...chatMessage(root, where) };
  if (!round.replies) return message;
  const more =
    replies.length > repliesMax
      ? { "replies@odata.nextLink": `${channel}/messages/${root.id}/replies?$skiptoken=${repliesMax}` }
      : {};
  return {
    ...message,
    "replies@odata.count": Math.min(replies.length, repliesMax),
    ...more,
    replies: replies
      .slice(-repliesMax)
      .reverse()
      .map((each) => chatMessage(each, where)),
  };
}
