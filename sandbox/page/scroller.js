/** Stays at the newest message while somebody is there, and stays put while they read further up. */
import { element } from "./element.js";
import { icon } from "./icon.js";

const nearPx = 60;
const marginPx = 12;

export function createScroller(content) {
  let view = "";
  let following = true;
  const node = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Messages" }, content);
  const jump = element(
    "button",
    { type: "button", class: "jump", hidden: true, click: toEnd },
    icon("down"),
    "New messages",
  );
  function toEnd() {
    node.scrollTop = node.scrollHeight;
    jump.hidden = true;
  }
  node.addEventListener("scroll", () => {
    following = node.scrollHeight - node.scrollTop - node.clientHeight < nearPx;
    if (following) jump.hidden = true;
  });
  // Cards and the composer change their height on their own; whoever was at the end stays there.
  const watcher = new ResizeObserver(() => following && toEnd());
  for (const each of [content, node]) watcher.observe(each);
  return {
    node: element("div", { class: "scroll-place" }, node, jump),
    scroller: node,
    /** Runs a change of the content; `now` names what is looked at: a new one starts at `first` or else at its end. */
    keeping(now, first, change) {
      const height = node.scrollHeight;
      const fresh = now !== view;
      view = now;
      change();
      following ||= fresh;
      if (following) toEnd();
      else jump.hidden = node.scrollHeight <= height + nearPx && jump.hidden;
      if (fresh && showTop(node, first())) following = false;
    },
  };
}

/** Scrolls back to the top of an element that begins above what is in view, and says whether it had to. */
function showTop(scroller, wanted) {
  const abovePx = wanted === null ? 0 : scroller.getBoundingClientRect().top - wanted.getBoundingClientRect().top;
  if (abovePx <= 0) return false;
  scroller.scrollTop -= abovePx + marginPx;
  return true;
}
