/** Something the sandbox is asked to do, and the place where it says why it did not. */
import { element } from "./element.js";

export function createAttempt() {
  const node = element("p", { class: "problem", role: "alert", hidden: true });
  const complain = (words) => {
    node.textContent = words;
    node.hidden = false;
  };
  return {
    node,
    complain,
    /** @param {() => Promise<unknown>} act @returns {Promise<boolean>} whether it worked */
    async run(act) {
      node.hidden = true;
      try {
        await act();
        return true;
      } catch (error) {
        complain(error.message);
        return false;
      }
    },
  };
}
