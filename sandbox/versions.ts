/** How messages change: each version is kept, also when the message is taken back. */
import type { Store } from "./state.ts";
import type { StoredMessage, Version } from "./world.ts";

export const versionsMax = 1_000;

/** Everything a message has said, the oldest first; the last is what it says, or said before it was deleted. */
export const versionsOf = (message: StoredMessage): Version[] =>
  message.versions ?? [{ text: message.text, at: message.at }];

export const lastModified = (message: StoredMessage): string => message.modifiedAt ?? message.at;

export function edit(store: Store, message: StoredMessage, text: string): void {
  const at = store.now().toISOString();
  message.versions = [...versionsOf(message), { text, at }].slice(-versionsMax);
  Object.assign(message, { text, editedAt: at });
  store.touch("edited", message, at);
}

export function remove(store: Store, message: StoredMessage): void {
  message.versions = versionsOf(message);
  const at = store.now().toISOString();
  Object.assign(message, { text: "", deletedAt: at });
  store.touch("deleted", message, at);
}

export function restore(store: Store, message: StoredMessage): void {
  message.text = versionsOf(message).at(-1)!.text;
  delete message.deletedAt;
  store.touch("edited", message, store.now().toISOString());
}
