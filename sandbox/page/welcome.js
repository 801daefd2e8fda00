/** What somebody sees who comes here for the first time: what to type, ready to be sent. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { conversation } from "./store.js";
import { nameOf } from "./place.js";

const examples = [
  ["@Muster declare sev1 checkout is down", "Declare an incident"],
  ["@Muster declare", "Let a form ask for the rest"],
  ["@Muster oncall", "See who is on call"],
  ["@Muster help", "See everything Muster understands"],
];

/** @param {(text: string) => void} fill puts a text where it can be sent */
export function createWelcome(store, fill) {
  const node = element("section", { class: "welcome", "aria-label": "First steps" });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show(wanted) {
      const open = conversation(store);
      node.hidden = !wanted;
      if (wanted) face.show([open, store.me], () => contentOf(store, open, fill));
    },
  };
}

function contentOf(store, open, fill) {
  const personal = open.kind === "personal";
  return [
    element("img", { src: "/app/muster.svg", alt: "", width: 64, height: 64 }),
    element(
      "h3",
      {},
      personal ? "This is your chat with Muster" : element("bdi", {}, `Welcome to ${nameOf(store, open)}`),
    ),
    element(
      "p",
      {},
      "Something is on fire? Tell Muster, and within seconds there is a channel for it, a work item, somebody paged, and a card that says what is known.",
    ),
    element(
      "ul",
      { class: "examples" },
      ...examples.map(([text, why]) => example(personal ? text.replace("@Muster ", "") : text, why, fill)),
    ),
    element(
      "p",
      { class: "faint" },
      "Click one, look at it, press Enter. Be somebody else at any time, at the top right.",
    ),
  ];
}

const example = (text, why, fill) =>
  element(
    "li",
    {},
    element(
      "button",
      { type: "button", class: "example", click: () => fill(text) },
      element("code", {}, text),
      element("span", { class: "faint" }, why),
      icon("reply"),
    ),
  );
