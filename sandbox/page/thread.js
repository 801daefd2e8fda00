/** A post in a channel, its replies, and the box to reply in, which opens when asked for. */
import { createComposer } from "./composer.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { keepList } from "./keep-list.js";
import { createMessage } from "./message.js";
import { conversation } from "./store.js";

export function buildThread(store) {
  let root;
  const post = createMessage(store, { own: "left" });
  const replies = element("div", { class: "replies" });
  const box = createReplyBox(store, () => root.id);
  const node = element("article", { class: "thread" }, post.node, replies, box.node);
  return {
    node,
    show(thread) {
      root = thread.root;
      post.show(root, false);
      node.setAttribute("aria-label", `Post by ${root.from.name}, ${thread.replies.length} replies`);
      const awaited =
        store.awaited.get(store.open)?.replyTo === root.id ? [{ id: "awaited", build: buildAwaited }] : [];
      const keyOf = ({ id }) => id;
      keepList(replies, [...thread.replies, ...awaited], keyOf, (each) => each.build?.() ?? buildReply(store));
      box.show();
    },
  };
}

function buildReply(store) {
  const message = createMessage(store, { own: "left" });
  return { node: message.node, show: (each) => message.show(each, false) };
}

export function buildAwaited() {
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  return { node: element("p", { class: "awaited" }, dots, "Muster is working on it"), show() {} };
}

function createReplyBox(store, replyTo) {
  const composer = createComposer(store, {
    place: () => ({ conversation: store.open, replyTo: replyTo() }),
    small: true,
  });
  const opener = element(
    "button",
    { type: "button", class: "reply-button", click: () => open(true) },
    icon("reply"),
    "Reply",
  );
  const leave = (event) => event.key === "Escape" && !event.defaultPrevented && open(false);
  function open(wanted) {
    composer.node.hidden = !wanted;
    opener.hidden = wanted;
    if (wanted) composer.focus();
    else opener.focus();
  }
  composer.node.hidden = true;
  composer.node.addEventListener("keydown", leave);
  return {
    node: element("div", { class: "thread-foot" }, opener, composer.node),
    show: () => composer.show(conversation(store)),
  };
}
