/** A phone that rings is heard wherever one looks. */
import { element } from "./element.js";
import { showPanel } from "./frame.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { addresseeName } from "./reached.js";

export function createRinging(store) {
  const node = element("div", { class: "ringing", role: "status", hidden: true });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show() {
      const call = store.outbox.findLast(({ kind, state }) => kind === "voice" && state === "ringing");
      const inView = store.panelOpen && store.panelTab === "outbox";
      node.hidden = call === undefined || inView;
      if (call === undefined) return;
      face.show([call.id, store.people.length], () => [
        icon("phone"),
        element("span", {}, "The phone of ", element("strong", {}, addresseeName(store, call)), " is ringing"),
        element("button", { type: "button", class: "button", click: () => showPanel(store, "outbox") }, "Look"),
      ]);
    },
  };
}
