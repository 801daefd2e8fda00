/** A message as it is handed to a command of its menu. Source: Microsoft Learn, "Create and send the dialog", initial invoke request from a message. */
import { attachment, messageWebUrl } from "./graph/chat-message.ts";
import { htmlOf, mentionedIn, type Mentioned } from "./message-html.ts";
import { appId, botName, findPerson, type Person } from "./people.ts";
import { findReaction } from "./reaction-kinds.ts";
import { markOf } from "./sent-files.ts";
import type { Place, Reaction, StoredMessage, Team } from "./world.ts";

/** `mentions` and `reactions` are there only when there are any. */
export function messagePayload(message: StoredMessage, place: Place, team: Team | undefined) {
  const mentions = mentionedIn(message.text).map(mention);
  const { reactions = [], files = [], attachments = [] } = message;
  const shownAttachments = attachments.map((each, index) => attachment(`${message.id}-${index}`, each));
  const marks = shownAttachments.map(({ id }) => `<attachment id="${id}"></attachment>`);
  return {
    linkToMessage: link(message, place, team),
    id: message.id,
    replyToId: message.replyTo ?? null,
    createdDateTime: message.at,
    lastModifiedDateTime: message.editedAt ?? null,
    deleted: false,
    subject: null,
    summary: message.summary ?? null,
    importance: "normal",
    locale: "en-us",
    body: {
      contentType: "html",
      content: htmlOf(message.text, atMention, [...files.map(markOf), ...marks]),
    },
    from: message.from.bot ? byBot : byPerson(findPerson(message.from.id) ?? message.from),
    ...(reactions.length === 0 ? {} : { reactions: reactions.map(reaction) }),
    ...(mentions.length === 0 ? {} : { mentions }),
    attachments: shownAttachments,
  };
}

const atMention = ({ name }: Mentioned, item: number): string => `<at id="${item}">${name}</at>`;

function link(message: StoredMessage, place: Place, team: Team | undefined): string {
  if (team !== undefined) return messageWebUrl(message, { place, team });
  const context = encodeURIComponent(JSON.stringify({ contextType: "chat" }));
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${message.id}?context=${context}`;
}

const nobody = { device: null, conversation: null, user: null, application: null };
const byBot = { ...nobody, application: { applicationIdentityType: "bot", id: appId, displayName: botName } };
const byPerson = ({ id, name }: Pick<Person, "id" | "name">) => ({
  ...nobody,
  user: { userIdentityType: "aadUser", id, displayName: name },
});

const mention = ({ name, who }: Mentioned, id: number) => ({
  id,
  mentionText: name,
  mentioned: who === "bot" ? byBot : byPerson(who),
});

const reaction = ({ type, by, at }: Reaction) => ({
  reactionType: findReaction(type)?.inGraph ?? type,
  createdDateTime: at,
  user: byPerson(findPerson(by) ?? { id: by, name: by }),
});
