/** Which drawers are open, and what the panel shows. */

export function openRail(store, wanted = !store.railOpen) {
  store.railOpen = wanted;
  document.body.dataset.railOpen = String(wanted);
  store.changed();
}

export function openPanel(store, wanted = !store.panelOpen) {
  store.panelOpen = wanted;
  document.body.dataset.panelOpen = String(wanted);
  store.changed();
}

/** @param {string} tab @param {string} [item] the work item to point at */
export function showPanel(store, tab, item) {
  store.panelTab = tab;
  store.pointedItem = item;
  openPanel(store, true);
}
