/** Pressing a card's button: what is sent, and what its presser sees of it beside the card. */
import * as api from "./api.js";
import { element, iconButton } from "./element.js";
import { follow, openElsewhere } from "./follow.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { markdown } from "./markdown.js";

const answeredWithWords = "application/vnd.microsoft.activity.message";

export async function act(store, message, action, card) {
  const kind = action.getJsonTypeName();
  if (kind === "Action.OpenUrl" && !follow(store, action.url ?? "")) return openElsewhere(action.url ?? "");
  if (kind !== "Action.Execute" && kind !== "Action.Submit") return;
  if (store.presses.get(message.id)?.state === "pending") return;
  const button = action.title;
  const tell = (news) => {
    store.presses.set(message.id, { button, ...news });
    store.changed();
  };
  tell({ state: "pending" });
  try {
    tell(outcome(await api.press(message.id, { from: store.me.id, button, inputs: inputsOf(action, card) })));
  } catch (error) {
    tell({ state: "failed", words: error.message });
  }
}

/** What stands in the form of this button, as text. */
export function inputsOf(action, card) {
  if (action.associatedInputs === "none") return {};
  const collected = action.data ?? {};
  const ids = card.getAllInputs(true).map(({ id }) => id);
  return Object.fromEntries(ids.filter((id) => id in collected).map((id) => [id, String(collected[id] ?? "")]));
}

/** Muster answers a button with a card, with words for the one who pressed it, or not at all. */
function outcome({ response, delivered } = {}) {
  if (delivered !== undefined && !(delivered.status >= 200 && delivered.status < 300))
    return { state: "failed", words: delivered.error ?? `Muster answered with status ${delivered.status}.` };
  if (response?.statusCode >= 400) return { state: "failed", words: response.value?.message ?? "Muster refused." };
  if (response?.type === answeredWithWords && typeof response.value === "string")
    return { state: "told", words: response.value };
  return { state: "done" };
}

export function createPressNote(store) {
  const node = element("div", { class: "press-note", "aria-live": "polite" });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show(message) {
      const press = store.presses.get(message.id);
      face.show(press ?? {}, () => (press === undefined ? [] : noteOf(press, () => dismiss(store, message))));
    },
  };
}

function dismiss(store, message) {
  store.presses.delete(message.id);
  store.changed();
}

function noteOf({ state, button, words }, close) {
  const cross = iconButton("Dismiss", icon("close"), close);
  switch (state) {
    case "pending":
      return [element("div", { class: "press pending" }, element("span", { class: "spinner" }), `${button} …`)];
    case "failed":
      return [
        element(
          "div",
          { class: "press failed", role: "alert" },
          icon("warning"),
          element("p", { dir: "auto" }, `“${button}” did not work. ${words}`),
          cross,
        ),
      ];
    case "told":
      return [element("div", { class: "press told" }, icon("eye"), onlyYou(words), cross)];
    default:
      return [];
  }
}

const onlyYou = (words) =>
  element(
    "div",
    {},
    element("p", { class: "faint" }, "Only you can see this"),
    element("div", { class: "message-body", dir: "auto" }, markdown(words)),
  );
