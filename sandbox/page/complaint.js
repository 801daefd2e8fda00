/** What did not work, said at the foot of the page for a while. */
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";

const shownMs = 8_000;

const words = element("p", { dir: "auto" });
const close = iconButton("Dismiss", icon("close"), () => hide());
const node = element("div", { class: "complaint", role: "alert", hidden: true }, icon("warning"), words, close);
let timer;

function hide() {
  node.hidden = true;
}

export const createComplaint = () => ({ node, show() {} });

/** @param {() => Promise<unknown>} act @returns {Promise<boolean>} whether it worked */
export async function attempted(act) {
  hide();
  try {
    await act();
    return true;
  } catch (error) {
    complain(error.message);
    return false;
  }
}

export function complain(text) {
  words.textContent = text;
  node.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(hide, shownMs);
}
