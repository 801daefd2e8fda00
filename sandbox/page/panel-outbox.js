/** What left the house by other roads than Teams. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { timeOf, wholeTimeOf } from "./time.js";

const pictures = { sms: "text", voice: "phone", email: "mail" };
const names = { sms: "Text message", voice: "Phone call", email: "E-mail" };

export function createOutboxView(store) {
  const node = element("div", { class: "panel-list" });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show() {
      face.show(store.outbox, () =>
        store.outbox.length === 0
          ? [element("p", { class: "nothing" }, "Nothing has left by text message, phone or e-mail.")]
          : store.outbox.toReversed().map(row),
      );
    },
  };
}

const row = ({ kind, to, text, at }) =>
  element(
    "article",
    { class: "tile" },
    element(
      "p",
      { class: "faint over" },
      icon(pictures[kind] ?? "mail"),
      names[kind] ?? String(kind),
      " · ",
      element("time", { datetime: at, title: wholeTimeOf(at) }, timeOf(at)),
    ),
    element("h3", {}, element("bdi", {}, String(to))),
    element("p", { class: "tile-text", dir: "auto" }, String(text)),
  );
