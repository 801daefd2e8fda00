/** The shapes of what the sandbox remembers; all of it is plain JSON. */
import type { Update } from "./boards/history.ts";
import { freshProject, type Project } from "./boards/project.ts";
import type { Outgoing, PhoneReach, Report } from "./outgoing.ts";
import { botFacingId, botName, digest, type Person, people, stableGuid } from "./people.ts";

export type Team = {
  group: string;
  thread: string;
  name: string;
  installed: boolean;
  /** Object ids; without it everybody of the tenant. */
  members?: string[];
};
export type Tab = { id: string; displayName: string; appId: string; configuration: Record<string, unknown> };
export type Place = {
  id: string;
  kind: "channel" | "personal" | "group";
  name: string;
  /** The Entra group id of the team a channel belongs to. */
  team?: string;
  /** Object ids of the people in a chat. A channel has its team's. */
  members?: string[];
  /** Whether Muster is in this chat. A channel asks its team. */
  installed?: boolean;
  /** The last message of Muster that the person of this chat has read. */
  readUpTo?: string;
  description?: string;
  layoutType?: string;
  createdAt: string;
  deletedAt?: string;
  tabs: Tab[];
};
export type Sender = { id: string; name: string; bot: boolean };
export type Attachment = { contentType: string; content?: unknown; contentUrl?: string; name?: string };
/** Something that a person sent with a message. Its bytes are kept beside the world. */
export type SentFile = {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
  /** The bytes are made when somebody asks for them. */
  madeUp?: true;
  /** It has vanished: the status with which Teams answers whoever wants it. */
  gone?: 404 | 410;
};
/** `type` is the sandbox's name for it; see reactions.ts. */
export type Reaction = { type: string; by: string; at: string };
/** What a message said from then on. */
export type Version = { text: string; at: string };
export type StoredMessage = {
  id: string;
  conversation: string;
  from: Sender;
  /** What it says now; nothing while it is deleted. */
  text: string;
  /** Everything it has said, the oldest first; not there while it has said only one thing. */
  versions?: Version[];
  card?: unknown;
  /** What one person sees in place of the card, after a button answered with a card for them. */
  views?: Record<string, unknown>;
  attachments?: Attachment[];
  files?: SentFile[];
  reactions?: Reaction[];
  summary?: string;
  replyTo?: string;
  at: string;
  editedAt?: string;
  deletedAt?: string;
  /** When anything about it changed last. */
  modifiedAt?: string;
  /** Which change of this world that was. */
  change?: number;
  /** The last activity that told the bot about it, to send again. */
  activity?: Record<string, unknown>;
};
/** `createdBy` is an object id; anything else is Muster. */
export type Comment = { id: number; text: string; createdDate: string; createdBy: string };
export type Relation = { rel: string; url: string; attributes: Record<string, unknown> };
export type WorkItem = {
  id: number;
  rev: number;
  type: string;
  fields: Record<string, unknown>;
  relations: Relation[];
  comments: Comment[];
  /** The latest, the oldest first. */
  updates?: Update[];
  /** In the recycle bin. */
  deleted?: { by: string; at: string };
};
export type Notice = {
  id: string;
  at: string;
  team: string;
  recipient: unknown;
  activityType: string;
  previewText: string;
  topic: unknown;
};
/** Application permissions for the whole tenant (in the token) and resource-specific ones (per team). */
export type Grants = { roles: string[]; resourceSpecific: string[] };

export type Settings = {
  /** Teams documents that a bot hears of reactions to its own messages. */
  reactionsOnAllMessages: boolean;
};

export type World = {
  version: 1;
  teams: Team[];
  places: Place[];
  messages: Record<string, StoredMessage[]>;
  workItems: WorkItem[];
  project: Project;
  notices: Notice[];
  outbox: Outgoing[];
  /** By number or address; who is not in it can be reached. */
  phones: Record<string, PhoneReach>;
  reports: Report[];
  heartbeats: { count: number; last: string | null };
  grants: Grants;
  settings: Settings;
  clockOffsetMs: number;
  lastId: number;
  /** How often any message has been said, changed or taken back. */
  changes: number;
};

/** What the app package asks for; see appPackage/manifest.json. */
const grants: Grants = {
  roles: ["User.ReadBasic.All"],
  resourceSpecific: [
    "Channel.Create.Group",
    "Channel.Delete.Group",
    "ChannelSettings.Read.Group",
    "ChannelSettings.ReadWrite.Group",
    "ChannelMessage.Read.Group",
    "ChannelMember.Read.Group",
    "TeamMember.Read.Group",
    "TeamSettings.Read.Group",
    "TeamsTab.Read.Group",
    "TeamsTab.Create.Group",
    "TeamsTab.Delete.Group",
    "TeamsAppInstallation.Read.Group",
    "TeamsActivity.Send.Group",
    "TeamsActivity.Send.Chat",
    "TeamsActivity.Send.User",
    "ChatMessageReadReceipt.Read.Chat",
  ],
};

const channelId = (words: string): string => `19:${digest(`channel ${words}`).slice(0, 32)}@thread.tacv2`;

export const teamSeeds = {
  contoso: {
    group: stableGuid("team Contoso"),
    name: "Contoso",
    channels: ["General", "Payments", "Platform", "Status updates"],
  },
  incidents: { group: stableGuid("team Incidents"), name: "Incidents", channels: ["General", "Alerts"] },
} as const;

export const broadcastChannel = channelId("Contoso Status updates");
export const alertChannel = channelId("Incidents Alerts");

export const nothingSent = (): Pick<World, "outbox" | "phones" | "reports" | "heartbeats"> => ({
  outbox: [],
  phones: {},
  reports: [],
  heartbeats: { count: 0, last: null },
});

/** Two teams, a personal chat with Muster for everybody, and one group chat. */
export function freshWorld(now: Date): World {
  const createdAt = now.toISOString();
  const seeds = Object.values(teamSeeds);
  const channels = seeds.flatMap((team) => team.channels.map((name) => seedChannel(team, name, createdAt)));
  const chat = () => ({ installed: true, createdAt, tabs: [] });
  const personal = people.map(
    (person): Place => ({ ...chat(), id: personalId(person), kind: "personal", name: botName, members: [person.id] }),
  );
  const everybody = people.map((person) => person.id);
  const group: Place = { ...chat(), id: groupChatId, kind: "group", name: "Operations", members: everybody };
  return {
    version: 1,
    teams: seeds.map(({ group, name }) => ({ group, thread: channelId(`${name} General`), name, installed: true })),
    places: [...channels, group, ...personal],
    messages: {},
    workItems: [],
    project: freshProject(createdAt),
    notices: [],
    ...nothingSent(),
    grants: structuredClone(grants),
    settings: { reactionsOnAllMessages: true },
    clockOffsetMs: 0,
    lastId: 0,
    changes: 0,
  };
}

const groupChatId = `19:${digest("group chat").slice(0, 32)}@thread.v2`;
const personalId = (person: Person): string => `a:1${botFacingId(person).slice(4)}`;

const seedChannel = (team: { group: string; name: string }, name: string, createdAt: string): Place => ({
  id: channelId(`${team.name} ${name}`),
  kind: "channel",
  name,
  team: team.group,
  createdAt,
  tabs: [],
});
