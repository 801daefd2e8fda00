/** The way to answer that stands in a message. */
import { element } from "./element.js";
import { icon } from "./icon.js";
import { link, webAddress } from "./link.js";

/** The words, with their link as one. */
export function textWithLink({ text, link: address }) {
  const at = address === undefined ? -1 : text.indexOf(address);
  if (at === -1) return [text];
  return [text.slice(0, at), link(address, address), text.slice(at + address.length)];
}

/** @param {{ link?: string }} outgoing */
export function linkButton({ link: address }, click = () => {}) {
  const href = address === undefined ? undefined : webAddress(address);
  return (
    href !== undefined &&
    element(
      "a",
      { class: "button", href, target: "_blank", rel: "noopener noreferrer", click },
      icon("outside"),
      "Answer on the page",
    )
  );
}
