/** Reads what an earlier sandbox kept, with what it did not know yet. */
import { freshProject } from "./boards/project.ts";
import { nothingSent, type StoredMessage, type World } from "./world.ts";

/** How it stood in the file before times of changes were kept. */
type Flagged = StoredMessage & { edited?: true; deleted?: true };

export function completed(world: World): World {
  let changes = world.changes ?? 0;
  const { messages, settings = { reactionsOnAllMessages: true } } = world;
  const numbered = Object.entries(messages).map(
    ([place, list]) => [place, list.map((message) => whole(message, () => ++changes))] as const,
  );
  return {
    ...nothingSent(),
    ...world,
    project: world.project ?? freshProject(world.places[0]?.createdAt ?? new Date(0).toISOString()),
    outbox: world.outbox.map((each) => ({
      ...each,
      from: each.from ?? "",
      state: each.state ?? "sent",
      history: each.history ?? [],
    })),
    messages: Object.fromEntries(numbered),
    settings,
    changes,
  };
}

/** The number of its change is given by `next` where it has none. */
function whole(message: Flagged, next: () => number): StoredMessage {
  const { edited, deleted, ...rest } = message;
  return {
    ...rest,
    change: rest.change ?? next(),
    ...(edited ? { editedAt: rest.at } : {}),
    ...(deleted ? { deletedAt: rest.at } : {}),
  };
}
