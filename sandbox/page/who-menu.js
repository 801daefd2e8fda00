/** Whose eyes one sees the sandbox through, and the way to be somebody else, here or in another tab. */
import { addressOf } from "./address.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { avatar } from "./people.js";
import { become } from "./store.js";

export function createWhoMenu(store) {
  const list = element("ul", { id: "who-list", class: "who-list", hidden: true, "aria-label": "Be somebody else" });
  const attributes = { "aria-haspopup": "true", "aria-expanded": "false", "aria-controls": "who-list" };
  const button = element("button", {
    type: "button",
    class: "who-button",
    ...attributes,
    click: () => open(list.hidden),
  });
  const node = element("div", { class: "who", keydown: (event) => walk(event, list, leave) }, button, list);
  function open(wanted) {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (wanted) list.querySelector("[aria-current]")?.focus();
  }
  function leave() {
    open(false);
    button.focus();
  }
  const choose = (person) => {
    become(store, person);
    leave();
  };
  document.addEventListener("click", (event) => !node.contains(event.target) && open(false));
  const face = rebuiltWhenChanged(button);
  const rows = rebuiltWhenChanged(list);
  return {
    node,
    show() {
      if (store.me === undefined) return;
      face.show(store.me, () => faceOf(store));
      rows.show([store.people, store.me], () => store.people.map((person) => row(store, person, choose)));
    },
  };
}

const faceOf = ({ people, me }) => [
  avatar(people, me, "small"),
  element("span", { class: "who-name" }, element("span", { class: "for-screen-readers" }, "You are "), me.name),
  icon("chevron"),
];

function row(store, person, choose) {
  const current = person.id === store.me.id;
  return element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        class: "who-choice",
        "aria-current": current ? "true" : undefined,
        click: () => choose(person),
      },
      avatar(store.people, person, "small"),
      element("span", { class: "who-name" }, person.name),
      person.guestOf !== undefined && element("span", { class: "bot-mark" }, "Guest"),
      current && icon("check"),
    ),
    element(
      "a",
      {
        class: "icon-button",
        href: addressOf(person, undefined),
        target: "_blank",
        title: `${person.name} in another tab`,
        "aria-label": `${person.name} in another tab`,
      },
      icon("outside"),
    ),
  );
}

/** Arrow keys walk through the people, Escape closes. */
function walk(event, list, close) {
  if (list.hidden) return;
  if (event.key === "Escape") return close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const choices = [...list.querySelectorAll(".who-choice")];
  const place = choices.indexOf(document.activeElement);
  choices.at((place + step + choices.length) % choices.length).focus();
}
