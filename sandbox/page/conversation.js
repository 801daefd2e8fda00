/** The middle of the page: one conversation with its heading, what was said, and the place to write. */
import { createChannelMenu } from "./channel-menu.js";
import { createComposer } from "./composer.js";
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { createMessageList } from "./message-list.js";
import { createPin } from "./pin.js";
import { nameOf, pictureOf } from "./place.js";
import { createScroller } from "./scroller.js";
import { conversation, messagesOf } from "./store.js";
import { createWelcome } from "./welcome.js";

export function createConversationView(store) {
  const name = element("div", { class: "conversation-name" });
  const menu = createChannelMenu(store);
  const heading = element("div", { class: "conversation-head" }, name, menu.node);
  const nowhere = element("p", { class: "nowhere", hidden: true }, "You are in no team and in no chat.");
  const composer = createComposer(store, { place: () => ({ conversation: store.open }) });
  const list = createMessageList(store);
  const welcome = createWelcome(store, composer.fill);
  const scroller = createScroller(element("div", { class: "scroll-content" }, welcome.node, list.node));
  const pin = createPin(store, scroller);
  const node = element(
    "main",
    { id: "conversation", class: "conversation", tabindex: "-1", "aria-label": "Conversation" },
    heading,
    nowhere,
    pin.node,
    scroller.node,
    composer.node,
  );
  const face = rebuiltWhenChanged(name);
  return {
    node,
    show() {
      const open = conversation(store);
      for (const part of [heading, scroller.node, composer.node]) part.hidden = open === undefined;
      nowhere.hidden = open !== undefined || store.me === undefined;
      if (open === undefined) return;
      menu.show(open);
      face.show([open, store.me], () => [pictureOf(store, open, "medium"), headingText(store, open)]);
      const first = () => document.getElementById(`message-${store.firstUnread}`);
      scroller.keeping([store.open, store.me?.id].join(" "), first, () => {
        welcome.show(messagesOf(store).length === 0);
        list.show();
      });
      pin.show();
      composer.show(open);
    },
  };
}

function headingText(store, open) {
  const name = element("h2", {}, element("bdi", {}, nameOf(store, open)));
  if (open.kind !== "channel") return name;
  return element(
    "div",
    { class: "heading-text" },
    element("p", { class: "faint over" }, element("bdi", {}, open.team ?? "Team")),
    name,
  );
}
