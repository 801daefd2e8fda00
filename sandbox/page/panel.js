/** What goes on behind the conversations: work items, the outbox, the status page, time and trouble. */
import { createClockView } from "./panel-clock.js";
import { createFaultsView } from "./panel-faults.js";
import { createOutboxView } from "./panel-outbox.js";
import { createSettingsView } from "./panel-settings.js";
import { createStatusView } from "./panel-status.js";
import { createWikiView } from "./panel-wiki.js";
import { createWorkItemsView } from "./panel-work-items.js";
import { element, iconButton } from "./element.js";
import { openPanel, showPanel } from "./frame.js";
import { icon } from "./icon.js";

const tabs = [
  {
    id: "work",
    name: "Work items",
    picture: "task",
    create: (store) => [createWorkItemsView(store), createWikiView(store)],
  },
  { id: "outbox", name: "Outbox", picture: "phone", create: (store) => [createOutboxView(store)] },
  { id: "status", name: "Status page", picture: "globe", create: (store) => [createStatusView(store)] },
  {
    id: "time",
    name: "Time and trouble",
    picture: "clock",
    create: (store) => [createClockView(store), createFaultsView(store), createSettingsView(store)],
  },
];

export function createPanel(store) {
  const pages = tabs.map((tab) => createPage(store, tab));
  const list = element(
    "div",
    { class: "tabs", role: "tablist", "aria-label": "Behind the scenes" },
    ...pages.map(({ tab }) => tab),
  );
  list.addEventListener("keydown", (event) => walk(event, store));
  const close = iconButton("Close", icon("close"), () => openPanel(store, false), { class: "icon-button panel-close" });
  const head = element("div", { class: "panel-head" }, element("h2", {}, "Behind the scenes"), close);
  const node = element(
    "aside",
    { id: "panel", class: "panel", "aria-label": "Behind the scenes" },
    head,
    list,
    ...pages.map(({ page }) => page),
  );
  node.addEventListener("keydown", (event) => event.key === "Escape" && openPanel(store, false));
  return {
    node,
    show() {
      for (const page of pages) page.show();
    },
  };
}

function createPage(store, { id, name, picture, create }) {
  const views = create(store);
  const tab = element(
    "button",
    {
      type: "button",
      class: "tab",
      role: "tab",
      id: `tab-${id}`,
      "aria-controls": `page-${id}`,
      title: name,
      click: () => showPanel(store, id),
    },
    icon(picture),
    element("span", {}, name),
  );
  const page = element(
    "div",
    { class: "tab-page", role: "tabpanel", id: `page-${id}`, "aria-labelledby": `tab-${id}`, tabindex: "0" },
    ...views.map(({ node }) => node),
  );
  return {
    tab,
    page,
    show() {
      const chosen = store.panelTab === id;
      page.hidden = !chosen;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && store.panelOpen) for (const view of views) view.show();
    },
  };
}

function walk(event, store) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const place = tabs.findIndex(({ id }) => id === store.panelTab);
  const next = tabs.at((place + step) % tabs.length);
  showPanel(store, next.id);
  document.getElementById(`tab-${next.id}`)?.focus();
}
