/** A chatMessage of Graph as the transcript sees it. Shapes: Microsoft Graph v1.0, chatMessage. An odd field costs no message. */
import { z } from "zod";
import { plainLine } from "../domain/alert/plain.ts";
import type { HeldMessage } from "../engine/ports.ts";

const nameMost = 300;
const listMost = 500;

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch([])
    .transform((all) => (all ?? []).slice(0, listMost).flatMap((each) => schema.safeParse(each).data ?? []));

const identity = z.object({ id: z.string().min(1).max(1_000), displayName: maybe(z.string()) });
const identities = z.object({ user: maybe(identity), application: maybe(identity), conversation: maybe(identity) });
const moment = maybe(z.iso.datetime({ offset: true }));

const shape = z.object({
  id: z.string().min(1).max(200),
  replyToId: maybe(z.string().min(1).max(200)),
  messageType: maybe(z.string()),
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  lastEditedDateTime: moment,
  deletedDateTime: moment,
  summary: maybe(z.string()),
  from: maybe(identities),
  body: maybe(z.object({ contentType: maybe(z.string()), content: maybe(z.string()) })),
  attachments: listOf(
    z.object({ contentType: z.string().max(200), contentUrl: maybe(z.string().max(4_000)), name: maybe(z.string()) }),
  ),
  mentions: listOf(z.object({ mentionText: maybe(z.string()), mentioned: maybe(identities) })),
  reactions: listOf(z.object({ reactionType: z.string(), createdDateTime: moment, user: maybe(identities) })),
});
type Told = z.infer<typeof shape>;

/** `app` is Muster's own; `words` reads the HTML in which Teams holds what was said. */
export type Reading = { app: string; words(html: string): string };

/** Undefined for what is no message of somebody: that people joined, that a channel was renamed. */
export function heldMessage(value: unknown, { app, words }: Reading): HeldMessage | undefined {
  const told = shape.safeParse(value).data;
  const saidAt = told?.createdDateTime ?? told?.lastModifiedDateTime;
  if (told === undefined || !saidAt || (told.messageType ?? "message") !== "message") return undefined;
  const deletedAt = told.deletedDateTime ?? undefined;
  const gone = deletedAt !== undefined;
  const attachments = gone ? [] : attachmentsOf(told);
  const mentions = gone ? [] : told.mentions.flatMap(mentionOf);
  const pins = gone ? [] : pinsOf(told);
  return {
    id: told.id,
    from: senderOf(told),
    ...(told.from?.application?.id === app && { own: true as const }),
    text: gone ? "" : textOf(told, words),
    saidAt: iso(saidAt),
    changedAt: iso(told.lastModifiedDateTime ?? saidAt),
    ...(told.lastEditedDateTime && { editedAt: iso(told.lastEditedDateTime) }),
    ...(deletedAt && { deletedAt: iso(deletedAt) }),
    ...(told.replyToId && { replyTo: told.replyToId }),
    ...(attachments.length > 0 && { attachments }),
    ...(mentions.length > 0 && { mentions }),
    ...(pins.length > 0 && { pins }),
  };
}

const iso = (moment: string): string => new Date(moment).toISOString();

const named = (name: string | null | undefined): string => plainLine(name ?? "", nameMost);

function senderOf({ from }: Told): HeldMessage["from"] {
  if (from?.user) return { id: from.user.id, name: named(from.user.displayName) || "Somebody" };
  if (from?.application)
    return { id: botId(from.application.id), name: named(from.application.displayName) || "An app" };
  return { id: "", name: "Somebody" };
}

/** As the Bot Connector calls a bot. */
const botId = (app: string): string => `28:${app}`;

function mentionOf({ mentionText, mentioned }: Told["mentions"][number]): NonNullable<HeldMessage["mentions"]> {
  const id =
    mentioned?.user?.id ?? (mentioned?.application ? botId(mentioned.application.id) : mentioned?.conversation?.id);
  const name = named(mentionText ?? mentioned?.user?.displayName);
  return id === undefined ? [] : [{ id, name }];
}

function pinsOf({ reactions }: Told): NonNullable<HeldMessage["pins"]> {
  return reactions
    .filter(({ reactionType }) => reactionType === "📌")
    .toSorted((one, other) => (one.createdDateTime ?? "").localeCompare(other.createdDateTime ?? ""))
    .flatMap(({ user }) => (user?.user ? [{ id: user.user.id, name: named(user.user.displayName) }] : []));
}

/** Words of a card are its summary's; a picture's name is not among the words of its message. */
function textOf({ body, summary }: Told, words: Reading["words"]): string {
  const content = body?.content ?? "";
  const html = body?.contentType === "html" ? content.replace(pictureTag, "") : escaped(content);
  return words(html) || named(summary);
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\n/g, "<br>");

/** Pictures are kept with their message: Microsoft Graph v1.0, chatMessageHostedContent. */
const pictureTag = /<img\b[^<>]{0,6000}\/hostedContents\/[^<>]{0,3000}>/gi;

function attachmentsOf({ body, attachments }: Told): NonNullable<HeldMessage["attachments"]> {
  const pictures = [...(body?.content ?? "").matchAll(pictureTag)].slice(0, listMost).flatMap(([tag]) => {
    const url = attribute(tag, "src");
    return /^https?:\/\//i.test(url) ? [{ name: named(attribute(tag, "alt")), contentType: "image/*", url }] : [];
  });
  const others = attachments.map(({ name, contentType, contentUrl }) => ({
    name: named(name),
    contentType: named(contentType),
    ...(contentUrl && /^https?:\/\//i.test(contentUrl) && { url: contentUrl }),
  }));
  return [...pictures, ...others];
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]{0,4000})"`, "i").exec(tag)?.[1] ?? "")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
