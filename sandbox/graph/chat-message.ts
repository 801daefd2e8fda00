/** A message as Graph shows it: chatMessage, with the HTML that Teams holds for what was written. */
import { htmlOf, mentionedIn, type Mentioned } from "../message-html.ts";
import { appId, botName, people, type Person, tenant } from "../people.ts";
import { lastModified } from "../versions.ts";
import type { Attachment, Place, StoredMessage, Team } from "../world.ts";

/** Where a message stands: everything in it that is an address begins there. */
export type Whereabouts = { place: Place; team: Team };

export const messageWebUrl = (message: StoredMessage, { place, team }: Whereabouts): string => {
  const query = new URLSearchParams({
    groupId: team.group,
    tenantId: tenant,
    createdTime: message.id,
    parentMessageId: message.replyTo ?? message.id,
  });
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${message.id}?${query}`;
};

export function chatMessage(message: StoredMessage, where: Whereabouts) {
  const attachments = (message.attachments ?? []).map((each, index) => attachment(`${message.id}-${index}`, each));
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
    body: { contentType: "html", content: bodyOf(message, attachments) },
    channelIdentity: { teamId: where.team.group, channelId: where.place.id },
    attachments,
    mentions: mentionedIn(message.text).map(mention),
    reactions: [],
  };
}

/** Nothing is left of what was deleted. */
function bodyOf(message: StoredMessage, attachments: { id: string }[]): string {
  if (message.deletedAt !== undefined) return "";
  const marks = attachments.map(({ id }) => `<attachment id="${id}"></attachment>`);
  return htmlOf(message.text, ({ name }, item) => `<at id="${item}">${name}</at>`, marks);
}

const attachment = (id: string, { contentType, contentUrl, content, name }: Attachment) => ({
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
const byPerson = (person: Pick<Person, "id" | "name">) => ({
  ...nobody,
  user: {
    "@odata.type": "#microsoft.graph.teamworkUserIdentity",
    id: person.id,
    displayName: person.name,
    userIdentityType: "aadUser",
    tenantId: tenant,
  },
});

const sender = ({ from }: StoredMessage) =>
  from.bot ? byBot : byPerson(people.find((each) => each.id === from.id) ?? from);
