/** A card that has a side for the one who looks is asked for it when it comes into view, and again when it has changed. */
import * as api from "./api.js";

/** What was last asked for, by message. The sandbox itself keeps to once a minute. */
const asked = new Map();

export function refreshWhenSeen(store, { id, refresh, editedAt = "" }) {
  if (refresh !== "automatic" || store.me === undefined || document.hidden) return;
  const view = [store.me.id, store.visit, editedAt].join(" ");
  if (asked.get(id) === view) return;
  asked.set(id, view);
  api.refresh(id, { from: store.me.id }).catch(console.warn);
}
