/** What the public sees, as it stands. */
import { element } from "./element.js";
import { icon } from "./icon.js";

const address = "/status";
const settledMs = 700;

export function createStatusView(store) {
  // Its own lines of script may run, but it is a stranger to this page.
  const frame = element("iframe", {
    class: "status-frame",
    title: "The public status page",
    sandbox: "allow-scripts allow-popups",
  });
  const outside = element(
    "a",
    { class: "button", href: address, target: "_blank", rel: "noopener" },
    icon("outside"),
    "Open it in a tab",
  );
  const again = element("button", { type: "button", class: "button", click: load }, "Reload");
  const node = element(
    "div",
    { class: "status-view" },
    element("p", { class: "faint" }, "Everybody on the internet may read this."),
    element("div", { class: "row" }, outside, again),
    frame,
  );
  let shown = -1;
  let timer;
  function load() {
    frame.src = address;
  }
  return {
    node,
    show() {
      // Whatever Muster says may have changed the status page; it is looked at again once things are quiet.
      const said = [...store.messages.values()].reduce((sum, messages) => sum + messages.length, 0);
      if (said === shown) return;
      const first = shown === -1;
      shown = said;
      clearTimeout(timer);
      timer = setTimeout(load, first ? 0 : settledMs);
    },
  };
}
