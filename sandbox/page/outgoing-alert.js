/** An alert in PagerDuty, and what came to a webhook. */
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { linkButton } from "./opened-link.js";

export function createAlert(store, act) {
  const node = element("div", { class: "outgoing-body" });
  const face = rebuiltWhenChanged(node);
  const button = (name, action) =>
    element("button", { type: "button", class: "button", click: () => act({ action, by: store.me.name }) }, name);
  return {
    node,
    show(alert) {
      face.show([alert.text, alert.state, alert.link, alert.history], () => [
        element("p", { class: "tile-text", dir: "auto" }, alert.text),
        whoActed(alert),
        element(
          "div",
          { class: "row" },
          alert.state === "open" && button("Acknowledge", "acknowledge"),
          alert.state !== "resolved" && button("Resolve", "resolve"),
          alert.state !== "resolved" && linkButton(alert),
        ),
      ]);
    },
  };
}

function whoActed({ state, history }) {
  const last = history.findLast((each) => each.state === state);
  return state === "open" ? undefined : element("p", { class: "faint" }, last?.text ? `By ${last.text}` : "By Muster");
}

export function createHook() {
  const node = element("div", { class: "outgoing-body" });
  const face = rebuiltWhenChanged(node);
  return {
    node,
    show(hook) {
      face.show([hook.text, hook.state, hook.subject], () => [
        element("p", { class: "faint" }, element("code", {}, hook.subject ?? "")),
        element("p", { class: "tile-text", dir: "auto" }, hook.text),
        element(
          "details",
          {},
          element("summary", {}, "What was posted"),
          element("pre", { class: "posted", tabindex: "0" }, JSON.stringify(hook.body, null, 2)),
        ),
        element("div", { class: "row" }, hook.state !== "ended" && linkButton(hook)),
      ]);
    },
  };
}
