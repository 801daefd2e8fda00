/** The incident's card is the first post of its channel; once it is out of sight, a line says where it is. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { isIncidentChannel } from "./place.js";
import { conversation, messagesOf } from "./store.js";

export function createPin(store, scroller) {
  let watched;
  const button = element("button", { type: "button", class: "pin-button", click: toCard });
  const node = element("div", { class: "pin", hidden: true }, button);
  const face = rebuiltWhenChanged(button);
  const watcher = new IntersectionObserver(
    ([entry]) => {
      node.hidden = watched === undefined || entry.isIntersecting;
    },
    { root: scroller.scroller, rootMargin: "-60px 0px 0px 0px" },
  );
  function toCard() {
    watched?.scrollIntoView({ block: "start" });
  }
  return {
    node,
    show() {
      const open = conversation(store);
      const first = isIncidentChannel(store, open) ? messagesOf(store)[0] : undefined;
      const card = first === undefined ? null : document.getElementById(`message-${first.id}`);
      if (card !== (watched ?? null)) {
        watcher.disconnect();
        watched?.removeAttribute("data-pinned");
        watched = card ?? undefined;
        node.hidden = true;
        if (watched !== undefined) watcher.observe(watched);
      }
      watched?.setAttribute("data-pinned", "");
      if (first !== undefined)
        face.show(wordsOf(first), () => [
          icon("pin"),
          element("span", { class: "pin-text", dir: "auto" }, wordsOf(first)),
          element("span", { class: "faint" }, "Show"),
        ]);
    },
  };
}

/** A card comes with a sentence that says what it is about, for notifications; so does an updated one. */
const wordsOf = ({ summary, card }) =>
  [summary, card?.fallbackText].find((each) => typeof each === "string" && each !== "") ?? "The incident";
