/** What the bot may post: the checks that Teams makes on an activity, and the message that comes of it. */
import { botId, botName, findPerson } from "./people.ts";
import { Rejection } from "./http.ts";
import type { Store } from "./state.ts";
import { edit, remove } from "./versions.ts";
import type { Attachment, Place, StoredMessage } from "./world.ts";

export const connectorError = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Rejection => new Rejection({ status, body: { error: { code, message } }, headers });

const adaptiveCard = "application/vnd.microsoft.card.adaptive";
/** 100 KB of UTF-16, text, mentions and attachments together (format-your-bot-messages). */
const messageBytesMax = 100 * 1024;
const attachmentsMax = 10;
/** For how many people a card refreshes by itself (User-Specific-Views.md). */
export const refreshUsersMax = 60;

export type Content = { text: string; attachments: Attachment[]; summary?: string };

/** The content of a message activity, or the error that Teams would answer. */
export function readContent(activity: Record<string, unknown>): Content {
  const { text = "", attachments = [], summary, entities = [] } = activity;
  if (text !== null && typeof text !== "string") throw badArgument("text is not a string.");
  if (!Array.isArray(attachments) || attachments.length > attachmentsMax || !attachments.every(isAttachment))
    throw badArgument(`attachments: at most ${attachmentsMax}, each with a contentType.`);
  if (!Array.isArray(entities)) throw badArgument("entities is not a list.");
  if (JSON.stringify({ text, attachments, entities }).length * 2 > messageBytesMax)
    throw connectorError(413, "MessageSizeTooBig", "Message size too large.");
  if ((text ?? "").trim() === "" && attachments.length === 0)
    throw badArgument("Activity must have text or attachments.");
  for (const attachment of attachments) checkCard(attachment);
  checkMentions(entities);
  return { text: text ?? "", attachments, ...(typeof summary === "string" ? { summary } : {}) };
}

export const badArgument = (message: string): Rejection => connectorError(400, "BadArgument", message);

const isAttachment = (value: unknown): value is Attachment =>
  typeof value === "object" && value !== null && typeof (value as Attachment).contentType === "string";

function checkCard(attachment: Attachment): void {
  if (attachment.contentType !== adaptiveCard) return;
  const card = attachment.content as { type?: unknown; version?: unknown } | undefined;
  if (card?.type !== "AdaptiveCard" || typeof card.version !== "string")
    throw badArgument("The adaptive card has no type or no version.");
  checkMentions((card as { msteams?: { entities?: unknown[] } }).msteams?.entities ?? []);
  checkRefresh((card as { refresh?: unknown }).refresh);
}

function checkRefresh(refresh: unknown): void {
  if (refresh === undefined) return;
  const { action, userIds = [] } = (refresh ?? {}) as { action?: { type?: unknown }; userIds?: unknown };
  if (action?.type !== "Action.Execute") throw badArgument("refresh.action is not an Action.Execute.");
  if (!Array.isArray(userIds) || userIds.length > refreshUsersMax)
    throw badArgument(`refresh.userIds: at most ${refreshUsersMax}.`);
  const wrong = userIds.find((each) => typeof each !== "string" || !/^29:\S+$/.test(each));
  if (wrong !== undefined) throw badArgument(`refresh.userIds: ${String(wrong)} is not an id of Teams (29:…).`);
}

function checkMentions(entities: unknown[]): void {
  for (const entity of entities as { type?: string; mentioned?: { id?: string } }[]) {
    if (entity?.type !== "mention") continue;
    const id = entity.mentioned?.id;
    if (typeof id !== "string" || (id !== botId && findPerson(id) === undefined))
      throw badArgument(`Mentioned user ${id} is not known.`);
  }
}

/**
 * Keeps what the bot said and answers its id. Text and an attachment together become two messages, and then there is
 * no id to answer: Teams splits them too (conversation-messages.md).
 */
export function keepPost(
  store: Store,
  place: Place,
  replyTo: string | undefined,
  content: Content,
): string | undefined {
  const thread = replyTo === undefined ? {} : { replyTo };
  const both = content.text.trim() !== "" && content.attachments.length > 0;
  const parts: Content[] = both
    ? [
        { ...content, attachments: [] },
        { ...content, text: "" },
      ]
    : [content];
  const ids = parts.map((part) => {
    const id = store.nextId();
    const base = {
      id,
      conversation: place.id,
      from: { id: botId, name: botName, bot: true },
      ...thread,
      at: store.now().toISOString(),
    };
    store.add({ ...base, text: part.text, ...stored(part) });
    return id;
  });
  return both ? undefined : ids[0];
}

/** Replaces the content of a message in place; what single people saw instead of the card is gone with it. */
export function replacePost(store: Store, message: StoredMessage, content: Content): void {
  clear(message);
  Object.assign(message, stored(content));
  edit(store, message, content.text);
}

export function removePost(store: Store, message: StoredMessage): void {
  clear(message);
  remove(store, message);
}

function clear(message: StoredMessage): void {
  for (const name of ["card", "views", "attachments", "summary"] as const) delete message[name];
}

function stored(content: Content): Pick<StoredMessage, "card" | "attachments" | "summary"> {
  const card = content.attachments.find((each) => each.contentType === adaptiveCard)?.content;
  return {
    ...(card === undefined ? {} : { card }),
    ...(content.attachments.length === 0 ? {} : { attachments: content.attachments }),
    ...(content.summary === undefined ? {} : { summary: content.summary }),
  };
}
