/** Trouble on demand, to see what Muster does when the world is bad. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { loadFaults } from "./live.js";

const always = 1_000_000;
const ready = [
  { name: "Graph is down", why: "No channel can be made.", fault: { match: "/graph/", status: 503, times: always } },
  {
    name: "Boards hangs",
    why: "Work items take half a minute.",
    fault: { match: "/devops/", delayMs: 30_000, times: always },
  },
  {
    name: "Boards asks for rest",
    why: "It answers, and wants five seconds between requests.",
    fault: {
      match: "/devops/",
      retryAfter: 5,
      headers: {
        "X-RateLimit-Resource": "core/devops_us",
        "X-RateLimit-Delay": "5.000",
        "X-RateLimit-Limit": "200",
        "X-RateLimit-Remaining": "0",
      },
      times: 10,
    },
  },
  {
    name: "Connector throttles",
    why: "Five posts must be tried again.",
    fault: { match: "/connector/", status: 429, retryAfter: 2, times: 5 },
  },
];

export function createFaultsView(store) {
  const attempt = createAttempt();
  const list = element("ul", { class: "faults" });
  const face = rebuiltWhenChanged(list);
  const change = (act) =>
    attempt.run(async () => {
      await act();
      await loadFaults(store);
    });
  const clear = element(
    "button",
    { type: "button", class: "button", click: () => change(api.clearFaults) },
    "Clear all trouble",
  );
  const node = element(
    "section",
    { class: "panel-part", "aria-labelledby": "faults-name" },
    element("h3", { id: "faults-name" }, "Trouble"),
    element("p", { class: "faint" }, "Make Microsoft's services fail, declare an incident, and look."),
    element(
      "div",
      { class: "fault-choices" },
      ...ready.map((each) => choice(each, () => change(() => api.setFault(each.fault)))),
    ),
    list,
    clear,
    attempt.node,
  );
  return {
    node,
    show() {
      const active = store.faults.filter(({ used = 0, times }) => used < times);
      clear.disabled = active.length === 0;
      face.show(active, () => active.map(row));
    },
  };
}

const choice = ({ name, why }, click) =>
  element(
    "button",
    { type: "button", class: "fault-choice", click },
    element("strong", {}, name),
    element("span", { class: "faint" }, why),
  );

function row(fault) {
  const name =
    ready.find(
      ({ fault: { match, status, retryAfter } }) =>
        match === fault.match && status === fault.status && retryAfter === fault.retryAfter,
    )?.name ?? fault.match;
  const left = fault.times >= always ? "until cleared" : `${fault.times - fault.used} more times`;
  return element("li", {}, element("strong", {}, name), element("span", { class: "faint" }, ` ${left}`));
}
