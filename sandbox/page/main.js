/** The page as a whole: what it is made of, and how it comes to life. */
import { createComplaint } from "./complaint.js";
import { createConversationView } from "./conversation.js";
import { element } from "./element.js";
import { followClicks } from "./follow.js";
import { openPanel, openRail } from "./frame.js";
import { followEvents, loadAll, readAgainAsSomebodyElse } from "./live.js";
import { createPanel } from "./panel.js";
import { createReader } from "./reader.js";
import { createRinging } from "./ringing.js";
import { createRail } from "./rail.js";
import { createSpeaker } from "./speaker.js";
import { createStore, followAddress, markSeen } from "./store.js";
import { createTopBar } from "./top-bar.js";

const retryMs = 1_500;

const store = createStore();
const creators = [
  createTopBar,
  createRail,
  createConversationView,
  createPanel,
  createRinging,
  createSpeaker,
  createComplaint,
];
const parts = creators.map((create) => create(store));
document.body.append(skipLink(), ...parts.map(({ node }) => node));
followClicks(store, document.body);
const reader = createReader(store);
store.listen(() => {
  readAgainAsSomebodyElse(store);
  for (const part of parts) part.show();
  reader.look();
});
openRail(store, false);
openPanel(store, matchMedia("(min-width: 1200px)").matches);
addEventListener("popstate", () => followAddress(store));
document.addEventListener("visibilitychange", () => {
  markSeen(store);
  store.changed();
});
followEvents(store);
await loadAtLast();
followAddress(store);
document.body.dataset.ready = "true";

/** The page may be there before the sandbox is. */
async function loadAtLast() {
  for (;;) {
    try {
      return await loadAll(store);
    } catch (error) {
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

function skipLink() {
  const skip = (event) => {
    event.preventDefault();
    document.querySelector("#conversation").focus();
  };
  return element("a", { class: "skip", href: "#conversation", click: skip }, "Skip to the conversation");
}
