/** A channel's messages: root messages newest first, replies under their root. */
import { type Answer, type Call, ok, type Route } from "../http.ts";
import type { Place, StoredMessage, Team } from "../world.ts";
import { chatMessage } from "./chat-message.ts";
import { deltaRoutes } from "./delta.ts";
import type { Graph } from "./graph.ts";
import { hostedContentRoutes } from "./hosted-contents.ts";
import { messageIn } from "./message-in.ts";

const pageSizeMax = 50;
const pageSizeDefault = 20;

export function messageRoutes(graph: Graph): Route[] {
  const { store, url, onChannel } = graph;
  const newestFirst = (place: Place, replyTo: string | undefined): StoredMessage[] =>
    store
      .messagesIn(place.id)
      .filter((each) => each.replyTo === replyTo)
      .reverse();
  return [
    onChannel("GET", "/messages", "readMessages", (call, place, team) =>
      page(graph, call, place, team, "/messages", newestFirst(place, undefined)),
    ),
    ...deltaRoutes(graph),
    onChannel("GET", "/messages/{message}", "readMessages", (call, place, team) =>
      ok(chatMessage(messageIn(graph, call, place), { url, place, team })),
    ),
    onChannel("GET", "/messages/{message}/replies", "readMessages", (call, place, team) => {
      const root = messageIn(graph, call, place);
      return page(graph, call, place, team, `/messages/${root.id}/replies`, newestFirst(place, root.id));
    }),
    onChannel("GET", "/messages/{message}/replies/{reply}", "readMessages", (call, place, team) =>
      ok(chatMessage(messageIn(graph, call, place), { url, place, team })),
    ),
    ...hostedContentRoutes(graph),
  ];
}

function page({ url }: Graph, call: Call, place: Place, team: Team, path: string, found: StoredMessage[]): Answer {
  const from = Number(call.query.get("$skiptoken") ?? 0) || 0;
  const size = Math.min(pageSizeMax, Number(call.query.get("$top") ?? pageSizeDefault) || pageSizeDefault);
  const next = new URLSearchParams({ $top: `${size}`, $skiptoken: `${from + size}` });
  const channel = `${url}/teams/${team.group}/channels/${encodeURIComponent(place.id)}`;
  const more = from + size < found.length ? { "@odata.nextLink": `${channel}${path}?${next}` } : {};
  return ok({ ...more, value: found.slice(from, from + size).map((each) => chatMessage(each, { url, place, team })) });
}
