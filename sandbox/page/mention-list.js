/** The list of names that opens after an @. */
import { element } from "./element.js";
import { avatar } from "./people.js";
import { muster } from "./store.js";

const choicesMax = 8;
let lists = 0;

/** Everybody whose name becomes a mention. */
export const mentionable = (store) => [muster.name, ...store.people.map(({ name }) => name)];

/** The unfinished name before the caret, and where its @ stands. */
export function asked(text, caret) {
  const found = /(?:^|[\s(])@([\p{L}\p{N}'’-]{0,30}(?: [\p{L}\p{N}'’-]{0,30})?)$/u.exec(text.slice(0, caret));
  return found === null ? undefined : { from: caret - found[1].length - 1, name: found[1] };
}

/** Names of which a word begins as asked, the ones that begin so themselves first. */
export function fitting(people, name) {
  const wanted = name.toLowerCase();
  const begins = people.filter((each) => each.name.toLowerCase().startsWith(wanted));
  const later = people.filter(
    (each) =>
      !begins.includes(each) &&
      each.name
        .toLowerCase()
        .split(" ")
        .some((word) => word.startsWith(wanted)),
  );
  return [...begins, ...later].slice(0, choicesMax);
}

/** @param {(person: { name: string }) => void} choose */
export function createMentionList(store, choose) {
  const node = element("ul", {
    id: `mentions-${++lists}`,
    class: "mention-list",
    role: "listbox",
    "aria-label": "People to mention",
    hidden: true,
  });
  let shown = [];
  let place = 0;
  const point = (to) => {
    place = (to + shown.length) % shown.length;
    for (const [number, each] of [...node.children].entries())
      each.setAttribute("aria-selected", String(number === place));
    node.children[place]?.scrollIntoView({ block: "nearest" });
  };
  return {
    node,
    isOpen: () => !node.hidden,
    pointed: () => (node.hidden ? undefined : node.children[place]?.id),
    move: (step) => point(place + step),
    take: () => choose(shown[place]),
    close() {
      node.hidden = true;
    },
    /** Shows who fits; with nobody left to choose from there is nothing to show. */
    open(name) {
      shown = fitting([muster, ...store.people], name);
      const whole = shown.length === 1 && shown[0].name.toLowerCase() === name.toLowerCase();
      node.hidden = shown.length === 0 || whole;
      node.replaceChildren(...shown.map((person, number) => option(store, node.id, person, number, choose)));
      if (!node.hidden) point(0);
    },
  };
}

function option(store, list, person, number, choose) {
  // Pressing must not take the focus out of the text box, or the list would close before it is clicked.
  const keepFocus = (event) => event.preventDefault();
  return element(
    "li",
    {
      id: `${list}-${number}`,
      role: "option",
      class: "mention-choice",
      mousedown: keepFocus,
      click: () => choose(person),
    },
    avatar(store.people, person, "small"),
    element("span", {}, person.name),
    element("span", { class: "faint" }, person.bot ? "App" : (person.guestOf?.mail ?? person.upn ?? "")),
  );
}
