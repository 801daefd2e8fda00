/** Whoever looks at their chat with Muster has read it, and the sandbox is told so. */
import * as api from "./api.js";
import { conversation, messagesOf } from "./store.js";

/** Passing by is not reading. */
const lookMs = 500;

export function createReader(store) {
  let told = "";
  return {
    look() {
      const now = inView(store);
      if (now === undefined || now === told) return;
      told = now;
      setTimeout(() => {
        if (inView(store) === now) api.read(store.open, { from: store.me.id }).catch(console.warn);
        else if (told === now) told = "";
      }, lookMs);
    },
  };
}

/** What somebody has before their eyes; undefined when it is no chat of their own, or nobody looks at this tab. */
function inView(store) {
  if (document.hidden || store.me === undefined || conversation(store)?.kind !== "personal") return undefined;
  const last = messagesOf(store).findLast(({ from }) => from.bot);
  return last === undefined ? undefined : `${store.me.id} ${store.open} ${last.id}`;
}
