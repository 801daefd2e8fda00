/** Reads what an earlier sandbox kept, with what it did not know yet. */
import { nothingSent, type StoredMessage, type World } from "./world.ts";

/** How it stood in the file before times of changes were kept. */
type Flagged = StoredMessage & { edited?: true; deleted?: true };

export function completed(world: World): World {
  const { messages, changes = 0, settings = { reactionsOnAllMessages: true } } = world;
  return {
    ...nothingSent(),
    ...world,
    outbox: world.outbox.map((each) => ({
      ...each,
      from: each.from ?? "",
      state: each.state ?? "sent",
      history: each.history ?? [],
    })),
    messages: Object.fromEntries(Object.entries(messages).map(([place, list]) => [place, list.map(timed)])),
    settings,
    changes,
  };
}

function timed(message: Flagged): StoredMessage {
  const { edited, deleted, ...rest } = message;
  return { ...rest, ...(edited ? { editedAt: rest.at } : {}), ...(deleted ? { deletedAt: rest.at } : {}) };
}
