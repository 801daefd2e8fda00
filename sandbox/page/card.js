/** An Adaptive Card in Microsoft's renderer, with Teams' looks. */
import { element } from "./element.js";
import { follow } from "./follow.js";
import { hostConfig } from "./host-config.js";
import { markdown } from "./markdown.js";
import { withPeople } from "./people-picker.js";
import { act, createPressNote } from "./press.js";
import { refreshWhenSeen } from "./refresh.js";

/** A slot for the card of a message; it is drawn anew only when the card has changed, so that half a form survives. */
export function createCard(store) {
  const place = element("div", { class: "card", dir: "auto" });
  const note = createPressNote(store);
  const node = element("div", { class: "card-slot", hidden: true }, place, note.node);
  let drawn = "";
  let message;
  return {
    node,
    show(now) {
      message = now;
      const wanted = now.deleted || now.card === undefined ? "" : JSON.stringify(now.card);
      node.hidden = wanted === "";
      if (wanted !== drawn)
        place.replaceChildren(
          ...(wanted === "" ? [] : drawCard(store, now.card, (action, card) => act(store, message, action, card))),
        );
      drawn = wanted;
      place.inert = store.presses.get(message.id)?.state === "pending";
      note.show(message);
      refreshWhenSeen(store, message);
    },
  };
}

/** The nodes of a card. @param {(action: any, card: any) => void} pressed */
export function drawCard(store, content, pressed) {
  const { AdaptiveCard, HostConfig } = globalThis.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = processMarkdown;
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig);
  card.onExecuteAction = (action) => pressed(action, card);
  card.onAnchorClicked = (_, anchor) => follow(store, anchor.href);
  try {
    card.parse(withPeople(store.people, content));
    // Whatever is no card at all is read as an empty one.
    const empty = card.getItemCount() + card.getActionCount() === 0;
    return [(empty ? undefined : card.render()) ?? broken()];
  } catch (error) {
    console.warn(error);
    return [broken()];
  }
}

/** The renderer writes what it gets here into the page, so it gets the serialized form of nodes, never a text. */
function processMarkdown(text, result) {
  result.outputHtml = element("div", {}, markdown(text)).innerHTML;
  result.didProcess = true;
}

const broken = () => element("p", { class: "problem" }, "This card cannot be shown.");
