/** What was said: in a channel by posts with their replies, in a chat one after the other, under the days it was said on. */
import { createComposer } from "./composer.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { keepList } from "./keep-list.js";
import { createMessage } from "./message.js";
import { conversation, messagesOf, now } from "./store.js";
import { goesOn, threadsOf } from "./threads.js";
import { dayName, dayOf } from "./time.js";

export function createMessageList(store) {
  const node = element("div", { class: "message-list" });
  return {
    node,
    show() {
      const open = conversation(store);
      node.dataset.kind = open.kind;
      const rows = withDays(store, open.kind === "channel" ? threadsOf(messagesOf(store)) : chat(messagesOf(store)));
      keepList(
        node,
        rows,
        (row) => `${open.id} ${row.key}`,
        (row) => row.build(store),
      );
    },
  };
}

const chat = (messages) =>
  messages.map((message, number) => ({
    root: message,
    replies: undefined,
    goesOn: goesOn(messages[number - 1], message),
  }));

function withDays(store, threads) {
  const rows = [];
  let day = "";
  for (const thread of threads) {
    const name = dayOf(thread.root.at);
    if (name !== day) rows.push({ key: `day ${name}`, at: thread.root.at, build: buildDay });
    else thread.sameDay = true;
    day = name;
    rows.push({ key: thread.root.id, ...thread, build: thread.replies === undefined ? buildSaid : buildThread });
  }
  const awaited = store.awaited.get(store.open);
  if (awaited !== undefined && awaited.replyTo === undefined) rows.push({ key: "awaited", build: buildAwaited });
  return rows;
}

function buildDay(store) {
  const name = element("h3", { class: "day" });
  return {
    node: name,
    show({ at }) {
      name.textContent = dayName(at, now(store));
    },
  };
}

function buildSaid(store) {
  const message = createMessage(store, { own: "right" });
  return { node: message.node, show: (row) => message.show(row.root, row.goesOn && row.sameDay === true) };
}

export function buildAwaited() {
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  return { node: element("p", { class: "awaited" }, dots, "Muster is working on it"), show() {} };
}

/** A post, its replies, and the box to reply in, which opens when asked for. */
function buildThread(store) {
  let root;
  const post = createMessage(store, { own: "left" });
  const replies = element("div", { class: "replies" });
  const composer = createComposer(store, {
    place: () => ({ conversation: store.open, replyTo: root.id }),
    small: true,
  });
  const open = element(
    "button",
    { type: "button", class: "reply-button", click: () => reply(true) },
    icon("reply"),
    "Reply",
  );
  composer.node.hidden = true;
  composer.node.addEventListener(
    "keydown",
    (event) => event.key === "Escape" && !event.defaultPrevented && reply(false),
  );
  function reply(wanted) {
    composer.node.hidden = !wanted;
    open.hidden = wanted;
    if (wanted) composer.focus();
    else open.focus();
  }
  const node = element(
    "article",
    { class: "thread" },
    post.node,
    replies,
    element("div", { class: "thread-foot" }, open, composer.node),
  );
  return {
    node,
    show(thread) {
      root = thread.root;
      post.show(root, false);
      node.setAttribute("aria-label", `Post by ${root.from.name}, ${thread.replies.length} replies`);
      const awaited =
        store.awaited.get(store.open)?.replyTo === root.id ? [{ id: "awaited", build: buildAwaited }] : [];
      keepList(
        replies,
        [...thread.replies, ...awaited],
        ({ id }) => id,
        (each) => each.build?.() ?? buildReply(store),
      );
      composer.show(conversation(store));
    },
  };
}

function buildReply(store) {
  const message = createMessage(store, { own: "left" });
  return { node: message.node, show: (each) => message.show(each, false) };
}
