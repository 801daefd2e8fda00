/** The bar above everything: the way to the drawers, the sandbox's time, and who one is. */
import { element, iconButton } from "./element.js";
import { openPanel, openRail } from "./frame.js";
import { icon } from "./icon.js";
import { now } from "./store.js";
import { exactTimeOf, wholeTimeOf } from "./time.js";
import { createWhoMenu } from "./who-menu.js";

const tickMs = 1_000;

export function createTopBar(store) {
  const time = element("time", { class: "sandbox-time" });
  const railButton = iconButton("Teams and chats", icon("menu"), () => openRail(store), {
    class: "icon-button rail-button",
    "aria-controls": "rail",
  });
  const panelButton = iconButton("Behind the scenes", icon("panel"), () => openPanel(store), {
    "aria-controls": "panel",
  });
  const lost = element(
    "p",
    { class: "lost", role: "status", hidden: true },
    "The sandbox does not answer. Trying again …",
  );
  const who = createWhoMenu(store);
  const tick = () => {
    time.textContent = exactTimeOf(now(store));
    time.title = `The sandbox's clock: ${wholeTimeOf(now(store))}`;
  };
  setInterval(tick, tickMs);
  const node = element(
    "header",
    { class: "top-bar" },
    railButton,
    brand(),
    lost,
    element("div", { class: "top-end" }, icon("clock"), time, panelButton, who.node),
  );
  return {
    node,
    show() {
      tick();
      lost.hidden = store.connected;
      railButton.setAttribute("aria-expanded", String(store.railOpen));
      panelButton.setAttribute("aria-expanded", String(store.panelOpen));
      who.show();
    },
  };
}

const brand = () =>
  element(
    "h1",
    { class: "brand" },
    element("img", { src: "/app/muster.svg", alt: "", width: 22, height: 22 }),
    "Muster",
    element("span", { class: "faint" }, "sandbox"),
  );
