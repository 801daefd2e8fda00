/** A message as Graph shows it: chatMessage, with the HTML that Teams holds for what was written. */
import { htmlOf, mentionedIn, type Mentioned, quoted } from "../message-html.ts";
import { appId, botName, findPerson, type Person, tenant, tenantOf } from "../people.ts";
import { findReaction } from "../reaction-kinds.ts";
import { attachmentId, isPicture } from "../sent-files.ts";
import { lastModified } from "../versions.ts";
import type { Attachment, Place, Reaction, SentFile, StoredMessage, Team } from "../world.ts";

/** Where a message stands, in a Graph at `url`. */
export type Whereabouts = { url: string; place: Place; team: Team };

export const messageWebUrl = (message: StoredMessage, { place, team }: Omit<Whereabouts, "url">): string => {
  const query = new URLSearchParams({
    groupId: team.group,
    tenantId: tenant,
    createdTime: message.id,
    parentMessageId: message.replyTo ?? message.id,
  });
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${message.id}?${query}`;
};

export function chatMessage(message: StoredMessage, where: Whereabouts) {
  const attachments = attachmentsOf(message, where);
  return {
    id: message.id,
    replyToId: message.replyTo ?? null,
    etag: String(Date.parse(lastModified(message))),
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
    webUrl: messageWebUrl(message, where),
    policyViolation: null,
    eventDetail: null,
    from: sender(message),
    body: { contentType: "html", content: bodyOf(message, attachments, where) },
    channelIdentity: { teamId: where.team.group, channelId: where.place.id },
    attachments,
    mentions: mentionedIn(message.text).map(mention),
    reactions: message.deletedAt === undefined ? (message.reactions ?? []).map(reaction) : [],
  };
}

/** Nothing is left of what was deleted. */
function bodyOf(message: StoredMessage, attachments: { id: string }[], where: Whereabouts): string {
  if (message.deletedAt !== undefined) return "";
  const pictures = (message.files ?? []).filter(isPicture).map((file) => picture(file, message, where));
  const marks = attachments.map(({ id }) => `<attachment id="${id}"></attachment>`);
  return htmlOf(message.text, ({ name }, item) => `<at id="${item}">${name}</at>`, [...pictures, ...marks]);
}

/** What Graph calls a picture in a message. */
export const hostedId = ({ id }: SentFile): string => Buffer.from(`id=x_${id},type=1`).toString("base64url");

function picture(file: SentFile, { id, replyTo }: StoredMessage, { url, place, team }: Whereabouts): string {
  const message = replyTo === undefined ? id : `${replyTo}/replies/${id}`;
  const channel = `${url}/teams/${team.group}/channels/${place.id}/messages`;
  return `<img alt="${quoted(file.name)}" src="${channel}/${message}/hostedContents/${hostedId(file)}/$value">`;
}

function attachmentsOf(message: StoredMessage, where: Whereabouts) {
  if (message.deletedAt !== undefined) return [];
  const files = (message.files ?? []).filter((file) => !isPicture(file));
  return [
    ...(message.attachments ?? []).map((each, index) => attachment(`${message.id}-${index}`, each)),
    ...files.map((file) => attachment(attachmentId(file), reference(file, where))),
  ];
}

/** A file that is no picture is in the channel's folder in SharePoint. */
const reference = ({ name }: SentFile, { place, team }: Whereabouts): Attachment => ({
  contentType: "reference",
  contentUrl: `https://contoso.sharepoint.com/sites/${[team.name, "Shared Documents", place.name, name].map(encodeURIComponent).join("/")}`,
  name,
});

export const attachment = (id: string, { contentType, contentUrl, content, name }: Attachment) => ({
  id,
  contentType,
  contentUrl: contentUrl ?? null,
  content: content === undefined ? null : typeof content === "string" ? content : JSON.stringify(content),
  name: name ?? null,
  thumbnailUrl: null,
});

const mention = ({ name, who }: Mentioned, id: number) => ({
  id,
  mentionText: name,
  mentioned: who === "bot" ? byBot : byPerson(who),
});

const reaction = ({ type, by, at }: Reaction) => {
  const kind = findReaction(type);
  return {
    reactionType: kind?.inGraph ?? type,
    displayName: kind?.title ?? null,
    reactionContentUrl: null,
    createdDateTime: at,
    user: byPerson(findPerson(by) ?? { id: by, name: by }),
  };
};

const nobody = { application: null, device: null, user: null };
const byBot = {
  ...nobody,
  application: {
    "@odata.type": "#microsoft.graph.teamworkApplicationIdentity",
    id: appId,
    displayName: botName,
    applicationIdentityType: "bot",
  },
};
const byPerson = (person: Pick<Person, "id" | "name" | "guestOf">) => ({
  ...nobody,
  user: {
    "@odata.type": "#microsoft.graph.teamworkUserIdentity",
    id: person.id,
    displayName: person.name,
    userIdentityType: "aadUser",
    tenantId: tenantOf(person),
  },
});

const sender = ({ from }: StoredMessage) => (from.bot ? byBot : byPerson(findPerson(from.id) ?? from));
