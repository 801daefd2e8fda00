/** A button that opens a short list of things to do: beside the button, on a phone from below. */
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";

const gapPx = 4;
const narrow = "(max-width: 760px)";

/**
 * @param {string} label
 * @param {() => (false | { name: string, picture: string, kind?: string, act(): void })[]} entries what there is to do just now
 * @param {(close: () => void) => (Node | false)[]} [above] what stands above them
 */
export function createMenu(label, entries, above = () => []) {
  const list = element("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label, keydown: walk });
  const button = iconButton(label, icon("more"), () => {}, { "aria-haspopup": "menu", "aria-expanded": "false" });
  button.popoverTargetElement = list;
  const close = () => list.hidePopover();
  list.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "open") return;
    const rows = entries().filter(Boolean);
    list.replaceChildren(...[...above(close), ...rows.map((each) => row(each, close))].filter(Boolean));
  });
  list.addEventListener("toggle", ({ newState }) => {
    const open = newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    place(list, button);
    list.querySelector("button")?.focus();
  });
  return { button, list };
}

function row({ name, picture, kind = "", act }, close) {
  const click = () => {
    close();
    act();
  };
  return element(
    "button",
    { type: "button", role: "menuitem", class: `menu-entry ${kind}`, click },
    icon(picture),
    element("span", { dir: "auto" }, name),
  );
}

/** Below the button where there is room, else above it, and never over the edge. */
function place(list, button) {
  list.style.top = list.style.left = "";
  if (matchMedia(narrow).matches) return;
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = at.bottom + gapPx;
  const fits = below + height + gapPx < innerHeight;
  list.style.top = `${Math.max(gapPx, fits ? below : at.top - height - gapPx)}px`;
  list.style.left = `${Math.max(gapPx, Math.min(at.right - width, innerWidth - width - gapPx))}px`;
}

/** Arrow keys walk through the entries; Escape is the browser's. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement) + step;
  buttons.at(next % buttons.length)?.focus();
}
