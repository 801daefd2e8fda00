/** A call: it rings, somebody takes it and hears what is read out, and presses a key. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { reasonOf } from "./reached.js";

export function createCall(_store, act) {
  const heard = element("div", { class: "heard", "aria-live": "polite" });
  const face = rebuiltWhenChanged(heard);
  const buttons = element("div", { class: "row call-buttons" });
  const choices = rebuiltWhenChanged(buttons);
  return {
    node: element("div", { class: "outgoing-body" }, heard, buttons),
    show({ state, text, history }) {
      face.show([state, text, history], () => [
        ...spoken(state, text),
        ...pressed(history),
        ...outcome(state, history),
      ]);
      choices.show(state, () => buttonsFor(state, act));
    },
  };
}

function spoken(state, text) {
  if (text !== "") return text.split("\n").map((line) => element("p", { class: "spoken", dir: "auto" }, `“${line}”`));
  return state === "answered" ? [element("p", { class: "faint" }, "Somebody is about to speak …")] : [];
}

const pressed = (history) =>
  history.flatMap(({ key }) =>
    key === undefined ? [] : [element("p", { class: "pressed-key" }, element("kbd", {}, key), " pressed")],
  );

const outcome = (state, history) =>
  state === "failed" || state === "ended" ? [element("p", { class: "faint" }, reasonOf({ history }) ?? "")] : [];

function buttonsFor(state, act) {
  const button = (name, look, wish, picture) =>
    element(
      "button",
      { type: "button", class: `button ${look}`, click: () => act(wish) },
      picture !== undefined && icon(picture),
      name,
    );
  if (state === "ringing")
    return [
      button("Answer", "take", { action: "answer" }, "phone"),
      button("Decline", "leave", { action: "hangup" }, "close"),
    ];
  if (state !== "answered") return [];
  return [
    button("Press 1", "", { action: "press", key: "1" }),
    button("Press 2", "", { action: "press", key: "2" }),
    button("Hang up", "leave", { action: "hangup" }, "close"),
  ];
}
