/** How this Teams behaves where nobody knows how Teams does. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";

export function createSettingsView(store) {
  const attempt = createAttempt();
  const reactions = toggle(
    "Muster hears of all reactions",
    "Microsoft documents it only for reactions to Muster's own messages.",
    (wanted) => attempt.run(() => api.setSettings({ reactionsOnAllMessages: wanted })),
  );
  const silent = toggle(
    "Teams forgets to tell Muster",
    "What you say, change and delete on this page does not reach Muster, as when Teams drops an event.",
    (wanted) => {
      store.how = wanted ? { silent: true } : {};
      store.changed();
    },
  );
  const node = element(
    "section",
    { class: "panel-part", "aria-labelledby": "settings-name" },
    element("h3", { id: "settings-name" }, "What Teams tells"),
    reactions.node,
    silent.node,
    attempt.node,
  );
  return {
    node,
    show() {
      reactions.box.checked = store.settings.reactionsOnAllMessages;
      silent.box.checked = store.how.silent === true;
    },
  };
}

function toggle(name, why, change) {
  const box = element("input", { type: "checkbox", change: () => change(box.checked) });
  const words = element("span", {}, element("strong", {}, name), element("span", { class: "faint" }, why));
  return { box, node: element("label", { class: "setting" }, box, words) };
}
