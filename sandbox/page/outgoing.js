/** One thing that left: what it is, for whom, how it stands, and what one can do with it. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { createAlert, createHook } from "./outgoing-alert.js";
import { createCall } from "./outgoing-call.js";
import { createMail } from "./outgoing-mail.js";
import { createText } from "./outgoing-text.js";
import { avatar } from "./people.js";
import { addressee, addresseeName, stateWords } from "./reached.js";
import { timeOf, wholeTimeOf } from "./time.js";

const kinds = {
  sms: { name: "Text message", picture: "text", create: createText },
  voice: { name: "Call", picture: "phone", create: createCall },
  email: { name: "E-mail", picture: "mail", create: createMail },
  pagerduty: { name: "PagerDuty", picture: "bell", create: createAlert },
  webhook: { name: "Webhook", picture: "plug", create: createHook },
};

export function buildOutgoing(store) {
  const node = element("article", { class: "tile outgoing" });
  const head = element("header", { class: "outgoing-head" });
  const face = rebuiltWhenChanged(head);
  const attempt = createAttempt();
  let content;
  let outgoing;
  /** Does something with it, and says what went wrong. */
  const act = (wish) =>
    attempt.run(async () => {
      const { delivered } = await api.answer(outgoing.id, wish);
      if (delivered !== undefined && !(delivered.status >= 200 && delivered.status < 300))
        attempt.complain(`Muster did not take it. ${delivered.error ?? `It answered ${delivered.status}.`}`);
    });
  return {
    node,
    show(now) {
      outgoing = now;
      const kind = kinds[now.kind] ?? kinds.webhook;
      content ??= kind.create(store, act);
      if (node.firstChild === null) node.append(head, content.node, attempt.node);
      node.dataset.kind = now.kind;
      node.dataset.state = now.state;
      node.setAttribute("aria-label", `${kind.name} to ${addresseeName(store, now)}, ${stateWords(now)}`);
      face.show([now.kind, now.to, now.at, now.state, store.people.length], () => faceOf(store, now, kind));
      content.show(now);
    },
  };
}

function faceOf(store, outgoing, { name, picture }) {
  const person = addressee(store, outgoing);
  return [
    person === undefined ? icon(picture) : avatar(store.people, person, "small"),
    element(
      "div",
      { class: "outgoing-who" },
      element("h3", {}, element("bdi", {}, addresseeName(store, outgoing))),
      element(
        "p",
        { class: "faint over" },
        icon(picture),
        `${name} · `,
        element("time", { datetime: outgoing.at, title: wholeTimeOf(outgoing.at) }, timeOf(outgoing.at)),
      ),
    ),
    element("span", { class: "chip outgoing-state", "data-state": outgoing.state }, stateWords(outgoing)),
  ];
}
