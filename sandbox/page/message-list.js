/** What was said: in a channel by posts with their replies, in a chat one after the other, under the days it was said on. */
import { element } from "./element.js";
import { keepList } from "./keep-list.js";
import { createMessage } from "./message.js";
import { conversation, messagesOf, now } from "./store.js";
import { buildAwaited, buildThread } from "./thread.js";
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
