/** A message as the sandbox's interface shows it. */
import { findPerson } from "./people.ts";
import { findReaction } from "./reaction-kinds.ts";
import type { Place, Reaction, StoredMessage } from "./world.ts";

/**
 * `viewer` is who looks: a button can be answered with a card for the one who pressed it, and then only they see that
 * one until the bot changes the message. In a personal chat there is nobody else, so it needs no viewer.
 */
export function shown(message: StoredMessage, place: Place, viewer: string | null = null) {
  const who = viewer === null ? (place.kind === "personal" ? place.members?.[0] : undefined) : findPerson(viewer)?.id;
  const card = (who === undefined ? undefined : message.views?.[who]) ?? message.card;
  const others =
    message.attachments?.filter((each) => each.contentType !== "application/vnd.microsoft.card.adaptive") ?? [];
  return {
    id: message.id,
    from: message.from,
    text: message.text,
    ...(card === undefined ? {} : { card }),
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    ...(message.editedAt === undefined ? {} : { edited: true, editedAt: message.editedAt }),
    ...(message.deletedAt === undefined ? {} : { deleted: true, deletedAt: message.deletedAt }),
    at: message.at,
    ...(message.summary === undefined ? {} : { summary: message.summary }),
    ...(others.length === 0 ? {} : { attachments: others }),
    ...(message.deletedAt === undefined ? added(message) : {}),
  };
}

/** What stands below a message that is still there. */
const added = ({ files, reactions = [] }: StoredMessage) => ({
  ...(files === undefined ? {} : { files }),
  ...(reactions.length === 0 ? {} : { reactions: reactions.map(reaction) }),
});

const reaction = ({ type, by, at }: Reaction) => {
  const { id, name } = findPerson(by) ?? { id: by, name: by };
  return { reaction: type, sign: findReaction(type)?.sign ?? type, from: { id, name }, at };
};
