/** A message as the sandbox's interface shows it. */
import { findPerson } from "./people.ts";
import type { Place, StoredMessage } from "./world.ts";

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
    ...(message.files === undefined || message.deletedAt !== undefined ? {} : { files: message.files }),
  };
}
