/** Which drawers are open, and what the panel shows. The focus goes along into a drawer that covers the page, and back. */

const asideOnWideScreens = { rail: "(min-width: 761px)", panel: "(min-width: 1200px)" };

export const openRail = (store, wanted = !store.railOpen) => open(store, "rail", wanted);

export const openPanel = (store, wanted = !store.panelOpen) => open(store, "panel", wanted);

/** @param {string} tab @param {string} [item] the work item to point at */
export function showPanel(store, tab, item) {
  store.panelTab = tab;
  store.pointedItem = item;
  openPanel(store, true);
}

function open(store, drawer, wanted) {
  const was = store[`${drawer}Open`];
  store[`${drawer}Open`] = wanted;
  document.body.dataset[`${drawer}Open`] = String(wanted);
  if (was !== wanted && !matchMedia(asideOnWideScreens[drawer]).matches) moveFocus(drawer, wanted);
  store.changed();
}

function moveFocus(drawer, wanted) {
  const inside = document.getElementById(drawer);
  if (wanted)
    requestAnimationFrame(() => inside?.querySelector("[aria-current], [aria-selected=true], button")?.focus());
  else if (inside?.contains(document.activeElement)) document.querySelector(`[aria-controls="${drawer}"]`)?.focus();
}
