/** Activities as Teams sends them to a bot, built from what somebody did. Shapes: PLATFORM of Teams, sections B1 to B3. */
import { randomUUID } from "node:crypto";
import { htmlOf, mentionedIn } from "./message-html.ts";
import { botFacingId, botId, botName, type Person, tenant } from "./people.ts";
import { isPicture, markOf } from "./sent-files.ts";
import type { Place, StoredMessage, Team } from "./world.ts";

export type Activity = Record<string, unknown>;
export type Surroundings = { serviceUrl: string; now: Date; team: Team | undefined };

/** What every activity has: who, where, when. `thread` is the root message in a channel. */
export function baseActivity(from: Person, place: Place, thread: string | undefined, around: Surroundings): Activity {
  const id = thread === undefined || place.kind !== "channel" ? place.id : `${place.id};messageid=${thread}`;
  return {
    timestamp: around.now.toISOString(),
    localTimestamp: around.now.toISOString().replace("Z", "+00:00"),
    localTimezone: "Etc/UTC",
    locale: "en-US",
    channelId: "msteams",
    serviceUrl: around.serviceUrl,
    from: { id: botFacingId(from), name: from.name, aadObjectId: from.id },
    conversation: {
      ...(place.kind === "personal" ? {} : { isGroup: true }),
      conversationType: place.kind === "group" ? "groupChat" : place.kind,
      tenantId: tenant,
      id,
    },
    recipient: { id: botId, name: botName },
    channelData: { ...channelData(place, around.team), tenant: { id: tenant } },
  };
}

export function channelData(place: Place, team: Team | undefined): Record<string, unknown> {
  if (place.kind !== "channel" || team === undefined) return {};
  return { teamsChannelId: place.id, teamsTeamId: team.thread, channel: { id: place.id }, team: { id: team.thread } };
}

const messageKinds = {
  said: ["message", undefined],
  edited: ["messageUpdate", "editMessage"],
  deleted: ["messageDelete", "softDeleteMessage"],
  restored: ["messageUpdate", "undeleteMessage"],
} as const;
export type MessageKind = keyof typeof messageKinds;

/** A message, or that it was edited, deleted or restored. */
export function messageActivity(
  kind: MessageKind,
  message: StoredMessage,
  from: Person,
  place: Place,
  around: Surroundings,
): Activity {
  const base = baseActivity(from, place, message.replyTo ?? message.id, around);
  const [type, eventType] = messageKinds[kind];
  const data = eventType === undefined ? base["channelData"] : { ...(base["channelData"] as object), eventType };
  const common = { ...base, type, id: message.id, channelData: data };
  if (kind === "deleted") return common;
  return {
    ...common,
    textFormat: "plain",
    text: message.text,
    attachments: [...pictures(message, around.serviceUrl), { contentType: "text/html", content: richText(message) }],
    entities: [
      ...mentions(message.text),
      { type: "clientInfo", locale: "en-US", country: "US", platform: "Web", timezone: "Etc/UTC" },
    ],
  };
}

/** One entity for each `<at>` of Muster or of somebody we know; Teams sends none for other names. */
export const mentions = (text: string): unknown[] =>
  mentionedIn(text).map(({ tag, who }) => ({
    type: "mention",
    text: tag,
    mentioned:
      who === "bot" ? { id: botId, name: botName } : { id: botFacingId(who), name: who.name, aadObjectId: who.id },
  }));

/** The rich text that Teams attaches beside the plain one. */
const richText = ({ text, files = [] }: StoredMessage): string =>
  htmlOf(
    text,
    ({ name }, item) => `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${item}">${name}</span>`,
    files.map(markOf),
  );

/** Pictures come with an address that wants the bot's token; of other files only Graph knows (Learn, "Receive inline images"). */
const pictures = ({ files = [] }: StoredMessage, serviceUrl: string) =>
  files.filter(isPicture).map(({ id, name, contentType }) => ({
    contentType,
    contentUrl: `${serviceUrl}v3/attachments/${id}/views/original`,
    name,
  }));

/** Action.Submit: a message without words, with a value. */
export const submitActivity = (
  id: string,
  value: unknown,
  card: StoredMessage,
  from: Person,
  place: Place,
  around: Surroundings,
): Activity => ({
  ...baseActivity(from, place, card.replyTo ?? card.id, around),
  type: "message",
  id,
  replyToId: card.id,
  value,
});

/** Whether somebody pressed, or their client asked by itself. */
export type Trigger = "manual" | "automatic";

/** Action.Execute: an invoke that wants an answer at once. */
export const executeActivity = (
  action: unknown,
  trigger: Trigger,
  card: StoredMessage,
  from: Person,
  place: Place,
  around: Surroundings,
): Activity => {
  const base = baseActivity(from, place, card.replyTo ?? card.id, around);
  return {
    ...base,
    type: "invoke",
    name: "adaptiveCard/action",
    id: `f:${randomUUID()}`,
    replyToId: card.id,
    value: { action, trigger },
    channelData: { ...(base["channelData"] as object), source: { name: "message" }, legacy: { replyToId: card.id } },
  };
};
