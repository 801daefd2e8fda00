/** The phones and mailboxes of the people here, and what else Muster reaches them by. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { keepList, rebuiltWhenChanged } from "./keep-list.js";
import { buildOutgoing } from "./outgoing.js";
import { createPhones } from "./phones.js";
import { addressee } from "./reached.js";
import { exactTimeOf } from "./time.js";

const shownMax = 60;

export function createOutboxView(store) {
  const list = element("div", { class: "panel-list" });
  const nothing = element(
    "p",
    { class: "nothing" },
    "Nobody has been reached outside Teams yet. Page somebody and let two minutes go by: their phone is the next that rings.",
  );
  const heartbeat = createHeartbeat(store);
  const phones = createPhones(store);
  const mine = createOnlyMine(store);
  const node = element("div", { class: "outbox" }, heartbeat.node, phones.node, mine.node, list, nothing);
  return {
    node,
    show() {
      heartbeat.show();
      phones.show();
      mine.show();
      const wanted = store.outbox.filter((each) => !store.onlyMine || addressee(store, each)?.id === store.me?.id);
      const shown = wanted.slice(-shownMax).toReversed();
      nothing.hidden = shown.length > 0;
      keepList(list, shown, keyOf, () => buildOutgoing(store));
    },
  };
}

const keyOf = ({ kind, id }) => `${kind} ${id}`;

/** That Muster looks after what is open, as whoever watches for silence would see it. */
function createHeartbeat(store) {
  const node = element("p", { class: "heartbeat faint" });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show() {
      const { count, last } = store.heartbeats;
      face.show([count, last], () => [icon("heart"), count === 0 ? "No heartbeat yet" : alive(count, last)]);
    },
  };
}

const alive = (count, last) =>
  element(
    "span",
    {},
    "Heartbeat ",
    element("time", { datetime: last }, exactTimeOf(last)),
    `, ${count === 1 ? "the first" : `${count} so far`}`,
  );

function createOnlyMine(store) {
  const change = (event) => {
    store.onlyMine = event.target.checked;
    store.changed();
  };
  const box = element("input", { type: "checkbox", change });
  const words = element("span", {});
  return {
    node: element("label", { class: "only-mine" }, box, words),
    show() {
      box.checked = store.onlyMine;
      words.textContent = `Only what reaches ${store.me?.name ?? "me"}`;
    },
  };
}
