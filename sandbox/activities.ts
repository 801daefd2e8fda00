/** Activities as Teams sends them to a bot, built from what somebody did. Shapes: PLATFORM of Teams, sections B1 to B3. */
import { randomUUID } from "node:crypto";
import { botFacingId, botId, botName, findPerson, type Person, tenant } from "./people.ts";
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
    attachments: [{ contentType: "text/html", content: html(message.text) }],
    entities: [
      ...mentions(message.text),
      { type: "clientInfo", locale: "en-US", country: "US", platform: "Web", timezone: "Etc/UTC" },
    ],
  };
}

const mentionTag = /<at\b[^>]*>([^<]*)<\/at>/gi;

/** One entity for each `<at>` of Muster or of somebody we know; Teams sends none for other names. */
export function mentions(text: string): unknown[] {
  return [...text.matchAll(mentionTag)].flatMap((match) => {
    const name = (match[1] ?? "").trim();
    const person = findPerson(name);
    if (person !== undefined)
      return [
        {
          type: "mention",
          text: match[0],
          mentioned: { id: botFacingId(person), name: person.name, aadObjectId: person.id },
        },
      ];
    return name.toLowerCase() === botName.toLowerCase()
      ? [{ type: "mention", text: match[0], mentioned: { id: botId, name: botName } }]
      : [];
  });
}

/** The rich text that Teams attaches beside the plain one. */
function html(text: string): string {
  let item = 0;
  const body = text
    .split(/(<at\b[^>]*>[^<]*<\/at>)/gi)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r?\n/g, "<br>");
      return `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${item++}">${part.replace(/<[^>]*>/g, "")}</span>`;
    })
    .join("");
  return `<p>${body}</p>`;
}

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

/** Action.Execute: an invoke that wants an answer at once. */
export const executeActivity = (
  action: unknown,
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
    value: { action, trigger: "manual" },
    channelData: { ...(base["channelData"] as object), source: { name: "message" }, legacy: { replyToId: card.id } },
  };
};

/** Something happened to a channel: "channelCreated", "channelRenamed", "channelDeleted". Sent in the team's thread. */
export function channelEvent(
  eventType: string,
  place: Place,
  team: Team,
  around: Omit<Surroundings, "team">,
): Activity {
  return {
    ...teamActivity(team, around),
    type: "conversationUpdate",
    channelData: {
      eventType,
      channel: { id: place.id, name: place.name },
      team: { id: team.thread, name: team.name, type: "standard" },
      tenant: { id: tenant },
    },
  };
}

const teamActivity = (team: Team, around: Omit<Surroundings, "team">): Activity => ({
  id: `f:${randomUUID()}`,
  timestamp: around.now.toISOString(),
  channelId: "msteams",
  serviceUrl: around.serviceUrl,
  from: { id: team.thread },
  conversation: { isGroup: true, conversationType: "channel", tenantId: tenant, id: team.thread },
  recipient: { id: botId, name: botName },
});

/** Muster was added to or removed from a team, or a chat with a person: the two activities that Teams sends then. */
export function installActivities(
  action: "add" | "remove",
  by: Person,
  place: Place,
  around: Surroundings,
): Activity[] {
  const base = baseActivity(by, place, undefined, around);
  const team = around.team;
  const group = team === undefined ? {} : { team: { id: team.thread, name: team.name, aadGroupId: team.group } };
  const data = { ...(base["channelData"] as object), ...group };
  const members = action === "add" ? { membersAdded: [{ id: botId }] } : { membersRemoved: [{ id: botId }] };
  const eventType = team === undefined ? {} : { eventType: action === "add" ? "teamMemberAdded" : "teamMemberRemoved" };
  return [
    {
      ...base,
      type: "installationUpdate",
      action,
      id: `f:${randomUUID()}`,
      channelData: { ...data, settings: { selectedChannel: { id: place.id } } },
    },
    {
      ...base,
      type: "conversationUpdate",
      id: `f:${randomUUID()}`,
      ...members,
      channelData: { ...data, ...eventType },
    },
  ];
}
