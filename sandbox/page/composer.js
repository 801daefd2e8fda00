/** Where one says something: as a new post, as a reply, or in a chat. */
import * as api from "./api.js";
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";
import { mentionable } from "./mention-list.js";
import { muster } from "./store.js";
import { createTextBox } from "./text-box.js";
import { writeMentions } from "./words.js";

/** @param {{ place(): { conversation: string, replyTo?: string }, small?: boolean }} options */
export function createComposer(store, { place, small = false }) {
  let kind = "channel";
  const problem = element("p", { class: "problem", role: "alert", hidden: true });
  const box = createTextBox(store, { label: small ? "Reply" : "Write a message", send });
  const sendButton = iconButton("Send", icon("send"), () => send(box.read()), { class: "icon-button send" });
  const node = element(
    "div",
    { class: small ? "composer small" : "composer" },
    problem,
    element("div", { class: "composer-box" }, box.node, sendButton),
  );

  async function send(written) {
    const text = written.trim();
    if (text === "") return box.focus();
    const to = place();
    const forMuster = kind === "personal" || writeMentions(text, [muster.name]).includes("<at>");
    problem.hidden = true;
    box.write("");
    box.focus();
    if (forMuster) store.awaited.set(to.conversation, to);
    store.changed();
    try {
      const replyTo = to.replyTo === undefined ? {} : { replyTo: to.replyTo };
      await api.say(to.conversation, { from: store.me.id, text: writeMentions(text, mentionable(store)), ...replyTo });
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      if (box.read() === "") box.write(text);
    } finally {
      if (store.awaited.get(to.conversation) === to) store.awaited.delete(to.conversation);
      store.changed();
    }
  }
  return {
    node,
    focus: () => box.focus(),
    fill(text) {
      box.write(text);
      box.focus();
    },
    show(conversation) {
      kind = conversation.kind;
      if (!small) box.describe(kind === "channel" ? "Start a post. Type @ to mention Muster" : "Type a message");
    },
  };
}
