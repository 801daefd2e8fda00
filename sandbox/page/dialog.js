/** A window in front of the page, about one thing. Escape and its cross close it; then it is gone. */
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";

/** @param {string} title @param {{ width?: string }} [look] */
export function openDialog(title, { width = "440px" } = {}) {
  const heading = element("h2", { id: "dialog-title", dir: "auto" }, title);
  const body = element("div", { class: "dialog-body" });
  const foot = element("div", { class: "dialog-foot" });
  const close = () => node.close();
  const node = element(
    "dialog",
    { class: "dialog", "aria-labelledby": "dialog-title", style: `--dialog-width: ${width}` },
    element("div", { class: "dialog-head" }, heading, iconButton("Close", icon("close"), close)),
    body,
    foot,
  );
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
  return {
    body,
    close,
    isOpen: () => node.open,
    rename(words) {
      heading.textContent = words;
    },
    resize: (wanted) => node.style.setProperty("--dialog-width", wanted),
    /** Its buttons, the one that does it last. */
    offer: (...buttons) => foot.replaceChildren(...buttons),
  };
}

export const dialogButton = (name, kind, click) =>
  element("button", { type: "button", class: `button ${kind}`, click }, name);
