/** One message: who, when, what, and what its author can still do about it. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { createCard } from "./card.js";
import { attempted } from "./complaint.js";
import { createTextBox } from "./text-box.js";
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { markdown, plainText } from "./markdown.js";
import { createFiles } from "./message-files.js";
import { createMessageTools } from "./message-tools.js";
import { avatar } from "./people.js";
import { createReactions } from "./reactions.js";
import { timeOf, wholeTimeOf } from "./time.js";
import { readMentions, writeMentions } from "./words.js";
import { mentionable } from "./mention-list.js";

/** `own`: on which side one's own messages stand. */
export function createMessage(store, { own }) {
  let editing = false;
  const edit = (wanted) => {
    editing = wanted;
    store.changed();
  };
  const [card, files, reactions, tools] = [
    createCard(store),
    createFiles(),
    createReactions(store),
    createMessageTools(store, edit),
  ];
  const { node, parts } = createFrame([card.node, files.node, reactions.node], tools.node);
  return {
    node,
    show(message, together) {
      const { id, from, at, text, edited, deleted } = message;
      const mine = from.id === store.me?.id;
      node.id = `message-${id}`;
      node.dataset.side = mine && own === "right" ? "right" : "left";
      node.toggleAttribute("data-together", together);
      node.toggleAttribute("data-deleted", deleted === true);
      node.toggleAttribute("data-concerns-me", namesMe(store, message));
      parts.face.show([from, together], () => [together ? "" : avatar(store.people, from)]);
      parts.head.show([from, at, edited, deleted], () => headOf(store, message));
      parts.body.show([text, deleted, editing, from, store.me?.id], () => bodyOf(store, message, editing, edit));
      card.show(message);
      files.show(message);
      reactions.show(message);
      tools.show(message, editing);
    },
  };
}

function createFrame(content, tools) {
  const head = element("div", { class: "message-head" });
  const body = element("div", { class: "message-body", dir: "auto" });
  const face = element("div", { class: "message-face" });
  const node = element(
    "div",
    { class: "message" },
    face,
    element("div", { class: "bubble" }, head, body, ...content),
    tools,
  );
  const parts = Object.entries({ face, head, body }).map(([name, part]) => [name, rebuiltWhenChanged(part)]);
  return { node, parts: Object.fromEntries(parts) };
}

const headOf = (store, { from, at, edited, deleted }) => [
  element("bdi", { class: "author" }, from.name),
  from.bot && element("span", { class: "bot-mark" }, "App"),
  store.people.some(({ id, guestOf }) => id === from.id && guestOf !== undefined) &&
    element("span", { class: "bot-mark" }, "Guest"),
  element("time", { class: "faint", datetime: at, title: wholeTimeOf(at) }, timeOf(at)),
  edited && !deleted && element("span", { class: "faint edited" }, "Edited"),
];

const at = (name) => `<at>${name}</at>`.toLowerCase();

const namesMe = (store, { text, deleted }) =>
  !deleted && store.me !== undefined && (text ?? "").toLowerCase().includes(at(store.me.name));

function bodyOf(store, message, editing, edit) {
  if (message.deleted) return [gone(store, message)];
  if (editing) return [editor(store, message, edit)];
  const shown =
    (message.text ?? "") === "" ? [] : [message.from.bot ? markdown(message.text) : plainText(message.text)];
  for (const each of shown)
    for (const mention of each.querySelectorAll(".mention"))
      mention.toggleAttribute("data-me", mention.dataset.name === store.me?.name);
  return shown;
}

/** Its author can bring it back. */
function gone(store, { id, from }) {
  const by = () => ({ from: store.me.id, ...store.how });
  const click = () => attempted(() => api.restoreMessage(store.open, id, by()));
  return element(
    "p",
    { class: "faint deleted" },
    "This message has been deleted. ",
    from.id === store.me?.id && element("button", { type: "button", class: "text-button", click }, "Undo"),
  );
}

function editor(store, { id, text }, edit) {
  const attempt = createAttempt();
  const box = createTextBox(store, { label: "Change your message", send, cancel: () => edit(false) });
  box.write(readMentions(text));
  queueMicrotask(box.focus);
  async function send(written) {
    const change = { from: store.me.id, text: writeMentions(written, mentionable(store)), ...store.how };
    if (await attempt.run(() => api.editMessage(store.open, id, change))) edit(false);
  }
  const button = (name, kind, click) => element("button", { type: "button", class: `button ${kind}`, click }, name);
  const buttons = [button("Cancel", "", () => edit(false)), button("Save", "primary", () => send(box.read()))];
  return element(
    "div",
    { class: "editor" },
    box.node,
    attempt.node,
    element("div", { class: "editor-buttons" }, ...buttons),
  );
}
