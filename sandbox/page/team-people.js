/** Who is in a team, and who is not: people come and go. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { openDialog } from "./dialog.js";
import { element } from "./element.js";
import { keepList } from "./keep-list.js";
import { avatar } from "./people.js";

export function openTeam(store, id) {
  const dialog = openDialog("People");
  const attempt = createAttempt();
  const list = element("ul", { class: "team-people" });
  const change = (person, there) =>
    attempt.run(() => (there ? api.leaveTeam(id, person.id) : api.joinTeam(id, person.id)));
  const show = () => {
    const team = store.teams.find((each) => each.id === id);
    if (team === undefined || !dialog.isOpen()) return stop();
    dialog.rename(`People in ${team.name}`);
    const rows = store.people.map((person) => ({ person, there: team.members.includes(person.id) }));
    const keyOf = ({ person }) => person.id;
    keepList(list, rows, keyOf, ({ person }) => createRow(store, person, change));
  };
  const stop = store.listen(show);
  dialog.body.append(attempt.node, list);
  show();
}

function createRow(store, person, change) {
  let there = false;
  const button = element("button", { type: "button", class: "button", click: () => change(person, there) });
  const state = element("span", { class: "faint" });
  const name = element("span", { class: "team-person" }, element("bdi", {}, person.name), state);
  return {
    node: element("li", {}, avatar(store.people, person, "small"), name, button),
    show(row) {
      ({ there } = row);
      state.textContent = [person.guestOf && "Guest", !there && "Not in the team"].filter(Boolean).join(" · ");
      button.textContent = there ? "Remove" : "Add";
      button.setAttribute("aria-label", `${there ? "Remove" : "Add"} ${person.name}`);
    },
  };
}
