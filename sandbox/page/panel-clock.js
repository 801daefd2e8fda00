/** The sandbox's clock: escalations and reminders need not be waited for. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";
import { loadClock } from "./live.js";
import { now } from "./store.js";
import { exactTimeOf, dayOf } from "./time.js";

const steps = [
  ["PT1M", "+1 min"],
  ["PT5M", "+5 min"],
  ["PT30M", "+30 min"],
  ["PT1H", "+1 h"],
];
const tickMs = 1_000;

export function createClockView(store) {
  const time = element("p", { class: "big-time" });
  const day = element("p", { class: "faint" });
  const attempt = createAttempt();
  const buttons = steps.map(([span, name]) =>
    element("button", { type: "button", class: "button", click: () => advance(span) }, name),
  );
  const node = element(
    "section",
    { class: "panel-part", "aria-labelledby": "clock-name" },
    element("h3", { id: "clock-name" }, "Clock"),
    element("div", {}, time, day),
    element(
      "p",
      { class: "faint" },
      "Jump ahead, and everything due by then happens: pages climb, updates become overdue.",
    ),
    element("div", { class: "row" }, ...buttons),
    attempt.node,
  );
  async function advance(span) {
    for (const button of buttons) button.disabled = true;
    await attempt.run(async () => {
      await api.advanceClock(span);
      await loadClock(store);
    });
    for (const button of buttons) button.disabled = false;
  }
  const show = () => {
    time.textContent = exactTimeOf(now(store));
    day.textContent = dayOf(now(store));
  };
  setInterval(show, tickMs);
  return { node, show };
}
