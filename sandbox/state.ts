/** Everything the sandbox remembers, and the one place where it changes: each change is told to listeners. */
import type { Place, SentFile, StoredMessage, World } from "./world.ts";

export type ChangeKind =
  | "message"
  | "edited"
  | "deleted"
  | "conversation"
  | "workitem"
  | "hook"
  | "wiki"
  | "outbox"
  | "heartbeat"
  | "clock"
  | "faults"
  | "settings";
export type Change = { type: ChangeKind; conversation?: string; id?: string | number };
export type Store = ReturnType<typeof createStore>;

const messagesPerPlaceMax = 50_000;

/** Keeps the world in memory with the look-ups everybody needs. */
export function createStore(world: World) {
  const listeners = new Set<(change: Change) => void>();
  const places = new Map(world.places.map((place) => [place.id, place]));
  const messages = new Map<string, StoredMessage>();
  const files = new Map<string, { file: SentFile; message: StoredMessage }>();
  const index = (message: StoredMessage): void => {
    messages.set(message.id, message);
    for (const file of message.files ?? []) files.set(file.id, { file, message });
  };
  const forget = (message: StoredMessage): void => {
    messages.delete(message.id);
    for (const file of message.files ?? []) files.delete(file.id);
  };
  for (const list of Object.values(world.messages)) list.forEach(index);
  const changed = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  const now = (): Date => new Date(Date.now() + world.clockOffsetMs);

  return {
    world,
    now,
    changed,
    listen(listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Teams names messages by the millisecond; ours are unique across all conversations too. */
    nextId(): string {
      world.lastId = Math.max(world.lastId + 1, now().getTime());
      return String(world.lastId);
    },
    /** The place behind a conversation id, with or without a thread. Deleted places are gone. */
    place(id: string): Place | undefined {
      const place = places.get(id);
      return place?.deletedAt === undefined ? place : undefined;
    },
    addPlace(place: Place): void {
      world.places.push(place);
      places.set(place.id, place);
      changed({ type: "conversation", conversation: place.id });
    },
    /** Something about a message is different since `at`. */
    touch(type: ChangeKind, message: StoredMessage, at: string): void {
      message.modifiedAt = at;
      message.change = ++world.changes;
      changed({ type, conversation: message.conversation, id: message.id });
    },
    messagesIn: (id: string): StoredMessage[] => world.messages[id] ?? [],
    message: (id: string): StoredMessage | undefined => messages.get(id),
    file: (id: string): { file: SentFile; message: StoredMessage } | undefined => files.get(id),
    add(message: StoredMessage): void {
      const list = world.messages[message.conversation] ?? [];
      world.messages[message.conversation] = list;
      list.push(message);
      index(message);
      message.change = ++world.changes;
      for (const old of list.splice(0, Math.max(0, list.length - messagesPerPlaceMax))) forget(old);
      changed({ type: "message", conversation: message.conversation, id: message.id });
    },
  };
}
