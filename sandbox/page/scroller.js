/** Stays at the newest message while somebody is there, and stays put while they read further up. */
import { element } from "./element.js";
import { icon } from "./icon.js";

const nearPx = 60;
const marginPx = 12;

export function createScroller(content) {
  const jump = element(
    "button",
    { type: "button", class: "jump", hidden: true, click: toEnd },
    icon("down"),
    "New messages",
  );
  const node = element(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": "Messages", scroll: () => atEnd() && hideJump() },
    content,
  );
  let shown = "";
  let following = true;
  const atEnd = () => node.scrollHeight - node.scrollTop - node.clientHeight < nearPx;
  const hideJump = () => {
    jump.hidden = true;
  };
  function toEnd() {
    node.scrollTop = node.scrollHeight;
    hideJump();
  }
  function startAt(first) {
    const above = node.getBoundingClientRect().top - first.getBoundingClientRect().top;
    if (above <= 0) return;
    following = false;
    node.scrollTop -= above + marginPx;
  }
  node.addEventListener("scroll", () => {
    following = atEnd();
  });
  // Cards and the composer change their height on their own; whoever was at the end stays there.
  const watcher = new ResizeObserver(() => following && toEnd());
  watcher.observe(content);
  watcher.observe(node);
  return {
    node: element("div", { class: "scroll-place" }, node, jump),
    scroller: node,
    toEnd,
    /** Runs a change of the content; `view` names what is looked at: a new one starts at `first` or else at its end. */
    keeping(view, first, change) {
      const height = node.scrollHeight;
      change();
      if (view !== shown) following = true;
      if (following) toEnd();
      else if (node.scrollHeight > height + nearPx) jump.hidden = false;
      if (view !== shown && first() !== null) startAt(first());
      shown = view;
    },
  };
}
