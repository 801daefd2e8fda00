/** A text message on a phone, what was written back, and the place to write back. */
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { textWithLink } from "./opened-link.js";
import { reasonOf } from "./reached.js";

const textMax = 1_600;

export function createText(_store, act) {
  const talk = element("div", { class: "bubbles" });
  const face = rebuiltWhenChanged(talk);
  const send = async (text) => {
    const sent = text.trim() !== "" && (await act({ action: "reply", text: text.trim() }));
    if (sent && box.value === text) box.value = "";
  };
  const box = element("input", {
    keydown: (event) => event.key === "Enter" && !event.isComposing && send(box.value),
    type: "text",
    class: "reply-text",
    placeholder: "Text back",
    "aria-label": "Text back",
    maxlength: textMax,
    autocomplete: "off",
  });
  const quick = (text) => element("button", { type: "button", class: "button quick", click: () => send(text) }, text);
  const back = element(
    "div",
    { class: "text-back" },
    quick("1"),
    quick("2"),
    box,
    iconButton("Send", icon("send"), () => send(box.value)),
  );
  return {
    node: element("div", { class: "outgoing-body" }, talk, back),
    show(outgoing) {
      back.hidden = outgoing.state === "failed";
      face.show([outgoing.text, outgoing.history, outgoing.link], () => [
        element("p", { class: "bubble", dir: "auto" }, ...textWithLink(outgoing)),
        ...outgoing.history.flatMap(({ state, text }) =>
          state === "answered" && text !== undefined ? [element("p", { class: "bubble own", dir: "auto" }, text)] : [],
        ),
        outgoing.state === "failed" && element("p", { class: "faint" }, reasonOf(outgoing) ?? ""),
      ]);
    },
  };
}
