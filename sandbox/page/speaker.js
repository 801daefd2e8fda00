/** Says new messages to those who listen instead of looking. */
import { element } from "./element.js";
import { conversation, messagesOf } from "./store.js";
import { nameOf } from "./place.js";
import { readMentions } from "./words.js";

const spokenMax = 300;

export function createSpeaker(store) {
  const node = element("div", {
    class: "for-screen-readers",
    role: "log",
    "aria-live": "polite",
    "aria-label": "New messages",
  });
  let view = "";
  let heard = 0;
  return {
    node,
    show() {
      const open = conversation(store);
      if (open === undefined) return;
      const messages = messagesOf(store);
      const fresh = view === open.id ? messages.slice(heard).filter(({ from }) => from.id !== store.me?.id) : [];
      view = open.id;
      heard = messages.length;
      if (fresh.length > 0)
        node.replaceChildren(...fresh.map((message) => element("p", {}, sentence(store, open, message))));
    },
  };
}

const sentence = (store, open, message) =>
  `${message.from.name} in ${nameOf(store, open)}: ${wordsOf(message).slice(0, spokenMax)}`;

const wordsOf = ({ text, card, files }) =>
  readMentions(text ?? "") || (card !== undefined && "a card") || (files !== undefined && "a picture or file") || "";
