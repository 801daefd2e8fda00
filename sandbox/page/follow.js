/** Where a link leads: what belongs to this sandbox opens here, everything else in a tab of its own. */
import { showPanel } from "./frame.js";
import { webAddress } from "./link.js";
import { openConversation } from "./store.js";

/** @returns {boolean} whether the page has gone there itself */
export function follow(store, address) {
  const decoded = readable(address);
  const conversation = /\/l\/(channel|chat|message)\//.test(decoded)
    ? store.conversations.find(({ id }) => decoded.includes(id))
    : undefined;
  const page = /\/_wiki\/wikis\/[^?]*\?pagePath=([^&]+)/.exec(address)?.[1];
  const item = /\/_workitems\/edit\/(\d+)/.exec(decoded);
  if (conversation !== undefined) openConversation(store, conversation.id);
  else if (item !== null && store.workItems.some(({ id }) => String(id) === item[1])) showPanel(store, "work", item[1]);
  else if (page !== undefined && store.wiki.some(({ path }) => path === readable(page))) {
    store.pointedPage = readable(page);
    showPanel(store, "work");
  } else return false;
  return true;
}

export function openElsewhere(address) {
  const safe = webAddress(address);
  if (safe !== undefined) open(safe, "_blank", "noopener,noreferrer");
}

/** For links anywhere in the page. */
export function followClicks(store, node) {
  node.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (anchor !== null && !event.defaultPrevented && follow(store, anchor.href)) event.preventDefault();
  });
}

function readable(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
