/** Everybody's number, and whether their phone takes what comes. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { element } from "./element.js";
import { keepList } from "./keep-list.js";
import { avatar } from "./people.js";

const reaches = [
  ["ok", "On"],
  ["off", "Off"],
  ["unknown", "No such number"],
  ["manual", "As I say"],
];

export function createPhones(store) {
  const list = element("ul", { class: "phones" });
  const attempt = createAttempt();
  const node = element(
    "details",
    { class: "phone-book" },
    element("summary", {}, "Everybody's phone"),
    list,
    attempt.node,
  );
  node.addEventListener("toggle", () => store.changed());
  return {
    node,
    show() {
      if (!node.open) return;
      keepList(
        list,
        store.people.filter(({ phone }) => phone !== undefined),
        ({ id }) => id,
        (person) => row(store, person, attempt),
      );
    },
  };
}

function row(store, { name, phone, ...person }, attempt) {
  const change = () => attempt.run(() => api.setPhone(phone, choice.value));
  const choice = element(
    "select",
    { class: "reach", "aria-label": `The phone of ${name}`, change },
    ...reaches.map(([value, words]) => element("option", { value }, words)),
  );
  const number = element("a", { class: "faint", href: `tel:${phone}` }, phone);
  const node = element(
    "li",
    {},
    avatar(store.people, { name, ...person }, "tiny"),
    element("span", { class: "phone-of" }, name, number),
    choice,
  );
  return {
    node,
    show() {
      choice.value = store.phones[phone] ?? "ok";
    },
  };
}
