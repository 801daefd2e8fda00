/** Reactions to a message: who gave which, and the way to give one. */
import * as api from "./api.js";
import { attempted } from "./complaint.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";

/** As the sandbox calls them, and as people do. */
const kinds = {
  like: { title: "Like", picture: "like" },
  heart: { title: "Heart", picture: "heart" },
  pushpin: { title: "Pushpin", picture: "pin" },
  laugh: { title: "Laugh", picture: "laugh" },
  surprised: { title: "Surprised", picture: "surprised" },
  sad: { title: "Sad", picture: "sad" },
  angry: { title: "Angry", picture: "angry" },
  eyes: { title: "Eyes", picture: "eye" },
  check: { title: "Check", picture: "check" },
  rocket: { title: "Rocket", picture: "rocket" },
};
const quick = ["like", "heart", "pushpin"];

const isMine = (store, { reactions = [] }, kind) =>
  reactions.some(({ reaction, from }) => reaction === kind && from.id === store.me?.id);

const toggle = (store, message, kind) =>
  attempted(() =>
    api.react(message.id, { from: store.me.id, reaction: kind, set: !isMine(store, message, kind), ...store.how }),
  );

const face = (kind) => element("span", { class: `reaction ${kind}` }, icon(kinds[kind].picture));

/** What stands below a message: each reaction with how many gave it. */
export function createReactions(store) {
  const node = element("div", { class: "reactions" });
  const shown = rebuiltWhenChanged(node);
  return {
    node,
    show(message) {
      const { reactions = [], deleted } = message;
      node.hidden = deleted === true || reactions.length === 0;
      const given = Map.groupBy(reactions, ({ reaction }) => reaction);
      shown.show([message.id, reactions, store.me?.id], () =>
        [...given].filter(([kind]) => kind in kinds).map(([kind, all]) => pill(store, message, kind, all)),
      );
    },
  };
}

function pill(store, message, kind, all) {
  const mine = isMine(store, message, kind);
  const names = all.map(({ from }) => from.name).join(", ");
  return element(
    "button",
    {
      type: "button",
      class: "reaction-pill",
      "aria-pressed": String(mine),
      "aria-label": `${kinds[kind].title}: ${names}`,
      title: names,
      click: () => toggle(store, message, kind),
    },
    face(kind),
    String(all.length),
  );
}

/** @param {() => any} message @param {string[]} [offered] @param {() => void} [done] */
export const reactionButtons = (store, message, offered = quick, done = () => {}) =>
  offered.map((kind) =>
    element(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: kinds[kind].title,
        "aria-label": kinds[kind].title,
        click: () => {
          done();
          toggle(store, message(), kind);
        },
      },
      face(kind),
    ),
  );

export const allReactionButtons = (store, message, done) => reactionButtons(store, message, Object.keys(kinds), done);
