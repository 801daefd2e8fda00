/** A link that leads to the web or to a mail, and nowhere else; anything else is shown as text. */
import { element } from "./element.js";

const allowed = new Set(["http:", "https:", "mailto:"]);

/** @param {string} address */
export function webAddress(address) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && allowed.has(url.protocol) ? url.href : undefined;
}

/** @param {string} to @param {Node | string} content */
export function link(to, content) {
  const href = webAddress(to);
  if (href === undefined) return element("span", {}, content);
  return element("a", { href, target: "_blank", rel: "noopener noreferrer" }, content);
}
