/** @type {WeakMap<Element, Map<string, { node: HTMLElement, show(item: any): void }>>} */
const kept = new WeakMap();

/**
 * Makes the children of `parent` follow `items` and keeps the element of every item that stays, so that what somebody
 * is typing in one of them, the focus and the scroll position survive a change elsewhere.
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => { node: HTMLElement, show(item: T): void }} build
 */
export function keepList(parent, items, keyOf, build) {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const row = before.get(key) ?? build(item);
    row.show(item);
    after.set(key, row);
    if (row.node === place) place = place.nextElementSibling;
    else parent.insertBefore(row.node, place);
  }
  for (const [key, row] of before) if (!after.has(key)) row.node.remove();
  kept.set(parent, after);
}

/**
 * Content that is rebuilt only when what it shows has changed.
 * @param {HTMLElement} node
 */
export function rebuiltWhenChanged(node) {
  let shown = "";
  return {
    /** @param {unknown} value @param {() => (Node | string | undefined | false)[]} build */
    show(value, build) {
      const now = JSON.stringify(value);
      if (now === shown) return;
      shown = now;
      node.replaceChildren(...build().filter((child) => child !== undefined && child !== false));
    },
  };
}
