/**
 * Reads what Teams sends into the closed union of src/engine/incoming.ts. Pure: no clock, no network, and no input
 * makes it throw; what it does not know is ignored, because new events may appear any time (Microsoft Learn,
 * "Conversation events").
 */
import type { Incoming } from "../engine/incoming.ts";
import type { Line } from "../engine/ports.ts";
import { type Activity, type Attachment, lastReadIn, parseActivity } from "./activity.ts";
import { legible } from "./characters.ts";
import { type Spoken, wordsOf } from "./mentions.ts";
import { fromMenu, isOfMenu } from "./message-menu.ts";
import { pressedOn, viewedIn } from "./press.ts";

/** Teams' own limit for a message is about 100 KB (Microsoft Learn, "Format your bot messages"). */
const textMost = 100 * 1_024;
const nameMost = 300;

/** Reads a request body. `receivedAt` stands in for a time stamp that is missing. */
export function read(body: unknown, receivedAt: Date): Incoming {
  const activity = parseActivity(body);
  return activity === undefined ? ignored("it is not an activity") : readActivity(activity, receivedAt);
}

export function readActivity(activity: Activity, receivedAt: Date): Incoming {
  const common = commonOf(activity);
  if (typeof common === "string") return ignored(common);
  switch (activity.type) {
    case "message":
      return messageOf(activity, common, receivedAt);
    case "messageUpdate": {
      const kind = activity.channelData?.eventType === "undeleteMessage" ? "restored" : "edited";
      return { ...common, kind, line: lineOf(activity, common.who, wordsSaid(activity, kind), receivedAt) };
    }
    case "messageDelete":
      return {
        ...common,
        kind: "deleted",
        line: lineOf(activity, common.who, { kind: "deleted", text: "" }, receivedAt),
      };
    case "invoke":
      return invoked(activity, common);
    case "messageReaction":
      return reacted(activity, common);
    case "event":
      return activity.name === "application/vnd.microsoft.readReceipt"
        ? readUpTo(activity, common)
        : ignored(`Muster does not read the event ${activity.name ?? "without a name"}`);
    case "installationUpdate":
      return /^add\b/.test(activity.action ?? "") ? { ...common, kind: "installed" } : ignored("the app was not added");
    case "conversationUpdate":
      return changedIn(activity, common);
    default:
      return ignored(`Muster does not read activities of type ${activity.type}`);
  }
}

function invoked(activity: Activity, common: Common): Incoming {
  if (activity.name === "adaptiveCard/action") return pressed(activity, activity.value, common);
  const chosen = isOfMenu(activity) ? fromMenu(activity, common) : undefined;
  return chosen ?? ignored(`Muster has no answer to the invoke ${activity.name ?? "without a name"}`);
}

/** How activities call 📌 (@microsoft/teams.api, MessageReactionType); Graph and older clients have the sign itself. */
const isPin = ({ type }: { type: string }): boolean => /^(1f4cc(_.*)?|pushpin|📌)$/i.test(type);

function reacted({ replyToId, reactionsAdded, reactionsRemoved }: Activity, common: Common): Incoming {
  const set = reactionsAdded.some(isPin);
  return replyToId !== undefined && (set || reactionsRemoved.some(isPin))
    ? { ...common, kind: "reacted", message: replyToId, set }
    : ignored("it is a reaction that means nothing to Muster");
}

function changedIn(activity: Activity, common: Common): Incoming {
  if (activity.membersAdded.some((member) => member.id === activity.recipient?.id))
    return { ...common, kind: "installed" };
  const { eventType, channel } = activity.channelData ?? {};
  if (eventType === "channelDeleted" && channel !== undefined) return { ...common, kind: "channel", now: "deleted" };
  if (eventType === "channelRenamed" && channel?.name !== undefined)
    return { ...common, kind: "channel", now: "renamed", name: nameOf(channel.name) };
  const people = activity.membersRemoved
    .filter((member) => !/^(19|28):/.test(member.id))
    .map(({ id, aadObjectId, name }) => ({ id: aadObjectId ?? id, name: nameOf(name) }));
  return people.length > 0 && common.team !== undefined
    ? { ...common, kind: "left", people }
    : ignored("the conversation changed in a way that Muster does not mind");
}

const ignored = (why: string): Incoming => ({ kind: "ignored", why });

type Common = Omit<Extract<Incoming, { kind: "installed" }>, "kind">;

/** What every incoming thing has, or why this one is ignored. */
function commonOf(activity: Activity): Common | string {
  const { from, conversation, serviceUrl, channelData } = activity;
  if (from === undefined || conversation === undefined) return "it does not say who or where";
  if (serviceUrl === undefined) return "it does not say where to answer";
  if (activity.id === undefined) return "it has no id, so that a second delivery could not be told from the first";
  if (from.id === activity.recipient?.id) return "Muster said it";
  // A private question must not enter a record that others read, nor its answer a channel. Source: Microsoft Learn,
  // "Targeted messages".
  if (activity.recipient?.isTargeted === true) return "it was meant for one pair of eyes";
  const team = channelData?.team;
  return {
    cause: causeOf(activity, conversation.id),
    who: { id: from.aadObjectId ?? from.id, name: nameOf(from.name) },
    conversation: { id: conversation.id, serviceUrl },
    channel: channelData?.channel?.id ?? withoutThread(conversation.id),
    ...(team && { team: { thread: team.id, ...(team.aadGroupId && { group: team.aadGroupId }) } }),
    kindOfPlace: kindOfPlace(activity),
  };
}

/**
 * Teams delivers the same activity again with the same id when it had no answer in time. An edit keeps the id of the
 * message it edits, so its time tells a second edit from a second delivery.
 */
function causeOf(activity: Activity, conversation: string): string {
  const change = activity.type.startsWith("message") && activity.type !== "message" ? (activity.timestamp ?? "") : "";
  return ["teams", conversation, activity.id, activity.type, activity.channelData?.eventType ?? "", change].join("|");
}

function messageOf(activity: Activity, common: Common, receivedAt: Date): Incoming {
  // Another bot's words are part of the record, but it does not give orders: two bots could talk for ever.
  const mayAsk = !common.who.id.startsWith("28:");
  // Where Action.Execute is not supported, the button's fallback arrives as a message with a value.
  if (mayAsk && activity.value !== undefined && activity.value !== null) {
    const press = pressed(activity, { action: { data: activity.value } }, common);
    if (press.kind !== "ignored" || !activity.text) return press;
  }
  const spoken = wordsOf(activity, textMost);
  return {
    ...common,
    kind: "said",
    toMuster: mayAsk && (spoken.toMuster || common.kindOfPlace === "personal"),
    sentence: spoken.sentence,
    line: lineOf(activity, common.who, saidIn(spoken, "said"), receivedAt),
  };
}

const wordsSaid = (activity: Activity, kind: Said["kind"]): Said => saidIn(wordsOf(activity, textMost), kind);

const saidIn = ({ plain, mentioned }: Spoken, kind: Said["kind"]): Said => ({
  kind,
  text: plain,
  ...(mentioned.length > 0 && { mentions: mentioned }),
});

function pressed({ replyToId }: Activity, value: unknown, common: Common): Incoming {
  const viewed = viewedIn(value);
  if (viewed !== undefined) return { ...common, kind: "viewed", incident: viewed };
  const press = pressedOn(value);
  if (typeof press === "string") return ignored(press);
  return { ...common, kind: "pressed", ...press, ...(replyToId !== undefined && { card: replyToId }) };
}

/** Comes from personal chats only, and only with the permission for it that appPackage/manifest.json asks for. */
function readUpTo({ value }: Activity, common: Common): Incoming {
  const upTo = lastReadIn(value);
  return upTo === undefined ? ignored("it does not say what was read") : { ...common, kind: "read", upTo };
}

type Said = Pick<Line, "kind" | "text" | "mentions">;

function lineOf(activity: Activity, from: Common["who"], said: Said, receivedAt: Date): Line {
  const attachments = said.kind === "deleted" ? [] : activity.attachments.filter(isNamed).map(attachmentOf);
  const replyTo = replyToOf(activity);
  return {
    ...said,
    id: activity.id ?? "",
    at: momentOf(activity, receivedAt),
    from,
    ...(replyTo && { replyTo }),
    ...(attachments.length > 0 && { attachments }),
  };
}

/** The `text/html` attachment is the message once more. */
const isNamed = (attachment: Attachment) => attachment.contentType !== "text/html";

function attachmentOf({ name, contentType, contentUrl }: Attachment): NonNullable<Line["attachments"]>[number] {
  const url = contentUrl !== undefined && /^https?:\/\//i.test(contentUrl) ? contentUrl : undefined;
  return { name: legible(name ?? "").slice(0, nameMost), contentType: legible(contentType), ...(url && { url }) };
}

/** In a channel the thread is part of the conversation's id: `19:…@thread.tacv2;messageid=<first message>`. */
function replyToOf(activity: Activity): string | undefined {
  const thread = /;messageid=(\d+)/.exec(activity.conversation?.id ?? "")?.[1];
  const replyTo = activity.replyToId ?? thread;
  return replyTo === activity.id ? undefined : replyTo;
}

const withoutThread = (conversation: string): string => conversation.split(";")[0] ?? conversation;

function kindOfPlace({ conversation, channelData }: Activity): Common["kindOfPlace"] {
  if (conversation?.conversationType === "channel" || channelData?.channel !== undefined) return "channel";
  if (conversation?.conversationType === "groupChat" || conversation?.isGroup === true) return "group";
  return "personal";
}

function momentOf(activity: Activity, receivedAt: Date): string {
  const said = Date.parse(activity.timestamp ?? "");
  return (Number.isNaN(said) ? receivedAt : new Date(said)).toISOString();
}

const nameOf = (name: string | undefined): string =>
  legible(name ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, nameMost) || "Somebody";
