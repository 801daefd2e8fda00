/** A channel's messages as Graph's chatMessage: root messages newest first, replies under their root. */
import { type Answer, type Call, ok, type Route } from "../http.ts";
import { appId, botName, people, tenant } from "../people.ts";
import { lastModified } from "../versions.ts";
import type { Place, StoredMessage, Team } from "../world.ts";
import { graphError } from "./access.ts";
import { channelWebUrl } from "./channels.ts";
import type { Graph } from "./graph.ts";

const pageSizeMax = 50;
const pageSizeDefault = 20;

export function messageRoutes(graph: Graph): Route[] {
  const { store, onChannel } = graph;
  const find = (call: Call, place: Place): StoredMessage => {
    const message = store.message(call.params["message"]!);
    if (message === undefined || message.conversation !== place.id) throw graphError(404, "NotFound", "NotFound");
    return message;
  };
  const newestFirst = (place: Place, replyTo: string | undefined): StoredMessage[] =>
    store
      .messagesIn(place.id)
      .filter((each) => each.replyTo === replyTo)
      .reverse();
  return [
    onChannel("GET", "/messages", "readMessages", (call, place, team) =>
      page(graph, call, place, team, "/messages", newestFirst(place, undefined)),
    ),
    onChannel("GET", "/messages/{message}", "readMessages", (call, place, team) =>
      ok(chatMessage(find(call, place), place, team)),
    ),
    onChannel("GET", "/messages/{message}/replies", "readMessages", (call, place, team) => {
      const root = find(call, place);
      return page(graph, call, place, team, `/messages/${root.id}/replies`, newestFirst(place, root.id));
    }),
  ];
}

function page({ url }: Graph, call: Call, place: Place, team: Team, path: string, found: StoredMessage[]): Answer {
  const from = Number(call.query.get("$skiptoken") ?? 0) || 0;
  const size = Math.min(pageSizeMax, Number(call.query.get("$top") ?? pageSizeDefault) || pageSizeDefault);
  const next = new URLSearchParams({ $top: `${size}`, $skiptoken: `${from + size}` });
  const channel = `${url}/teams/${team.group}/channels/${encodeURIComponent(place.id)}`;
  const more = from + size < found.length ? { "@odata.nextLink": `${channel}${path}?${next}` } : {};
  return ok({ ...more, value: found.slice(from, from + size).map((each) => chatMessage(each, place, team)) });
}

function chatMessage(message: StoredMessage, place: Place, team: Team) {
  const attachments = (message.attachments ?? []).map((each, index) => ({
    id: `${message.id}-${index}`,
    contentType: each.contentType,
    contentUrl: each.contentUrl ?? null,
    content:
      each.content === undefined
        ? null
        : typeof each.content === "string"
          ? each.content
          : JSON.stringify(each.content),
    name: each.name ?? null,
    thumbnailUrl: null,
  }));
  return {
    id: message.id,
    replyToId: message.replyTo ?? null,
    etag: message.id,
    messageType: "message",
    createdDateTime: message.at,
    lastModifiedDateTime: lastModified(message),
    lastEditedDateTime: message.editedAt ?? null,
    deletedDateTime: message.deletedAt ?? null,
    subject: null,
    summary: message.summary ?? null,
    chatId: null,
    importance: "normal",
    locale: "en-us",
    webUrl: `${channelWebUrl(place, team)}&messageId=${message.id}`,
    policyViolation: null,
    eventDetail: null,
    from: sender(message),
    body: { contentType: "text", content: message.text },
    channelIdentity: { teamId: team.group, channelId: place.id },
    attachments,
    mentions: [],
    reactions: [],
  };
}

function sender(message: StoredMessage) {
  if (message.from.bot)
    return {
      application: {
        "@odata.type": "#microsoft.graph.teamworkApplicationIdentity",
        id: appId,
        displayName: botName,
        applicationIdentityType: "bot",
      },
      device: null,
      user: null,
    };
  const person = people.find((each) => each.id === message.from.id);
  return {
    application: null,
    device: null,
    user: {
      "@odata.type": "#microsoft.graph.teamworkUserIdentity",
      id: message.from.id,
      displayName: person?.name ?? message.from.name,
      userIdentityType: "aadUser",
      tenantId: tenant,
    },
  };
}
