/** One message: who, when, what, and what its author can still do about it. */
import * as api from "./api.js";
import { createCard } from "./card.js";
import { createTextBox } from "./text-box.js";
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { markdown, plainText } from "./markdown.js";
import { avatar } from "./people.js";
import { timeOf, wholeTimeOf } from "./time.js";
import { readMentions, writeMentions } from "./words.js";
import { mentionable } from "./mention-list.js";

/** `own`: on which side one's own messages stand. */
export function createMessage(store, { own }) {
  let message;
  let editing = false;
  const head = element("div", { class: "message-head" });
  const body = element("div", { class: "message-body", dir: "auto" });
  const card = createCard(store);
  const foot = element("div", { class: "message-foot" });
  const tools = element("div", { class: "message-tools" });
  const face = element("div", { class: "message-face" });
  const bubble = element("div", { class: "bubble" }, head, body, card.node, foot);
  const node = element("div", { class: "message" }, face, bubble, tools);
  const parts = {
    face: rebuiltWhenChanged(face),
    head: rebuiltWhenChanged(head),
    body: rebuiltWhenChanged(body),
    tools: rebuiltWhenChanged(tools),
  };
  const edit = (wanted) => {
    editing = wanted;
    store.changed();
  };
  return {
    node,
    show(now, together) {
      message = now;
      const mine = message.from.id === store.me?.id;
      node.id = `message-${message.id}`;
      node.dataset.side = mine && own === "right" ? "right" : "left";
      node.toggleAttribute("data-together", together);
      node.toggleAttribute("data-deleted", message.deleted === true);
      node.toggleAttribute("data-concerns-me", namesMe(store, message));
      parts.face.show([message.from, together], () => [together ? "" : avatar(store.people, message.from)]);
      parts.head.show([message.from, message.at, message.edited, message.deleted], () => headOf(message));
      parts.body.show([message.text, message.deleted, editing, message.from.bot, store.me?.id], () =>
        bodyOf(store, message, editing, edit),
      );
      parts.tools.show([message.id, mine, message.deleted, editing], () =>
        mine && !message.deleted && !editing ? toolsOf(store, message, edit) : [],
      );
      card.show(message);
    },
  };
}

const headOf = ({ from, at, edited, deleted }) => [
  element("bdi", { class: "author" }, from.name),
  from.bot && element("span", { class: "bot-mark" }, "App"),
  element("time", { class: "faint", datetime: at, title: wholeTimeOf(at) }, timeOf(at)),
  edited && !deleted && element("span", { class: "faint edited" }, "Edited"),
];

const at = (name) => `<at>${name}</at>`.toLowerCase();

const namesMe = (store, { text, deleted }) =>
  !deleted && store.me !== undefined && (text ?? "").toLowerCase().includes(at(store.me.name));

function bodyOf(store, message, editing, edit) {
  if (message.deleted) return [element("p", { class: "faint deleted" }, "This message has been deleted.")];
  if (editing) return [editor(store, message, edit)];
  const shown =
    (message.text ?? "") === "" ? [] : [message.from.bot ? markdown(message.text) : plainText(message.text)];
  for (const each of shown)
    for (const mention of each.querySelectorAll(".mention"))
      mention.toggleAttribute("data-me", mention.dataset.name === store.me?.name);
  return shown;
}

function editor(store, message, edit) {
  const problem = element("p", { class: "problem", role: "alert", hidden: true });
  const box = createTextBox(store, { label: "Change your message", send, cancel: () => edit(false) });
  box.write(readMentions(message.text));
  queueMicrotask(() => box.focus());
  async function send(text) {
    try {
      await api.editMessage(message.conversation ?? store.open, message.id, {
        from: store.me.id,
        text: writeMentions(text, mentionable(store)),
      });
      edit(false);
    } catch (error) {
      problem.hidden = false;
      problem.textContent = error.message;
    }
  }
  const buttons = element(
    "div",
    { class: "editor-buttons" },
    element("button", { type: "button", class: "button", click: () => edit(false) }, "Cancel"),
    element("button", { type: "button", class: "button primary", click: () => send(box.read()) }, "Save"),
  );
  return element("div", { class: "editor" }, box.node, problem, buttons);
}

function toolsOf(store, message, edit) {
  const remove = async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    await api.deleteMessage(store.open, message.id, { from: store.me.id }).catch((error) => {
      button.disabled = false;
      button.title = error.message;
    });
  };
  return [iconButton("Edit", icon("edit"), () => edit(true)), iconButton("Delete", icon("delete"), remove)];
}
