/** Whose eyes one sees the sandbox through, and the way to be somebody else, here or in another tab. */
import { addressOf } from "./address.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rebuiltWhenChanged } from "./keep-list.js";
import { avatar } from "./people.js";
import { become } from "./store.js";

export function createWhoMenu(store) {
  const button = element("button", {
    type: "button",
    class: "who-button",
    "aria-haspopup": "true",
    "aria-expanded": "false",
    "aria-controls": "who-list",
  });
  const list = element("ul", { id: "who-list", class: "who-list", hidden: true, "aria-label": "Be somebody else" });
  const node = element("div", { class: "who" }, button, list);
  const open = (wanted) => {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (wanted) list.querySelector("[aria-current]")?.focus();
  };
  const choose = (person) => {
    open(false);
    become(store, person);
    button.focus();
  };
  button.addEventListener("click", () => open(list.hidden));
  node.addEventListener("keydown", (event) =>
    walk(event, list, () => {
      open(false);
      button.focus();
    }),
  );
  document.addEventListener("click", (event) => !node.contains(event.target) && open(false));
  const face = rebuiltWhenChanged(button);
  const rows = rebuiltWhenChanged(list);
  return {
    node,
    show() {
      if (store.me === undefined) return;
      face.show(store.me, () => [
        avatar(store.people, store.me, "small"),
        element(
          "span",
          { class: "who-name" },
          element("span", { class: "for-screen-readers" }, "You are "),
          store.me.name,
        ),
        icon("chevron"),
      ]);
      rows.show([store.people, store.me, store.open], () => store.people.map((person) => row(store, person, choose)));
    },
  };
}

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
