/** Chats, and the teams with their channels; an incident's channel stands above the others of its team. */
import { element } from "./element.js";
import { openRail } from "./frame.js";
import { keepList, rebuiltWhenChanged } from "./keep-list.js";
import { isIncidentChannel, nameOf, pictureOf } from "./place.js";
import { mine, openConversation, unread } from "./store.js";

export function createRail(store) {
  const chats = element("ul", { class: "rail-list" });
  const noChats = element("p", { class: "rail-nothing" }, "Nobody has written to you yet.");
  const teams = element("div", {});
  const close = () => openRail(store, false);
  const choose = (id) => {
    close();
    openConversation(store, id);
  };
  const node = element(
    "nav",
    { id: "rail", class: "rail", "aria-label": "Teams and chats", keydown: ({ key }) => key === "Escape" && close() },
    section("rail-chats", "Chats", chats, noChats),
    section("rail-teams", "Teams and channels", teams),
  );
  return {
    node: element("div", { class: "rail-place" }, node, element("div", { class: "shade", click: close })),
    show() {
      const all = mine(store);
      const own = all.filter(({ kind }) => kind !== "channel");
      const idOf = ({ id }) => id;
      const nameOfTeam = ({ name }) => name;
      noChats.hidden = own.length > 0;
      keepList(chats, own, idOf, () => createEntry(store, choose));
      keepList(teams, teamsOf(store, all), nameOfTeam, () => createTeam(store, choose));
      document.title = title(store, all);
    },
  };
}

const section = (id, name, ...content) =>
  element("section", { "aria-labelledby": id }, element("h2", { id }, name), ...content);

function title(store, all) {
  const waiting = all.reduce((sum, { id }) => sum + unread(store, id).length, 0);
  const open = all.find(({ id }) => id === store.open);
  return [waiting > 0 ? `(${waiting})` : "", open === undefined ? "" : `${nameOf(store, open)} ·`, "Muster sandbox"]
    .filter(Boolean)
    .join(" ");
}

const teamName = ({ team }) => team ?? "Team";

function teamsOf(store, all) {
  const teams = Map.groupBy(
    all.filter(({ kind }) => kind === "channel"),
    teamName,
  );
  return [...teams].map(([name, channels]) => {
    const [incidents, others] = [true, false].map((wanted) =>
      channels.filter((each) => isIncidentChannel(store, each) === wanted),
    );
    return { name, channels: [...incidents.reverse(), ...others] };
  });
}

function createTeam(store, choose) {
  const heading = element("h3", { class: "team-name" });
  const list = element("ul", { class: "rail-list" });
  return {
    node: element("div", { class: "team" }, heading, list),
    show({ name, channels }) {
      heading.replaceChildren(
        element("span", { class: "team-mark", "aria-hidden": "true" }, [...name][0] ?? "T"),
        element("bdi", {}, name),
      );
      keepList(
        list,
        channels,
        ({ id }) => id,
        () => createEntry(store, choose),
      );
    },
  };
}

function createEntry(store, choose) {
  let id;
  const button = element("button", { type: "button", class: "entry", click: () => choose(id) });
  const face = rebuiltWhenChanged(button);
  return {
    node: element("li", {}, button),
    show(conversation) {
      id = conversation.id;
      const waiting = unread(store, id).length;
      const current = id === store.open;
      const incident = isIncidentChannel(store, conversation);
      button.toggleAttribute("data-unread", waiting > 0);
      if (current) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
      face.show([conversation, waiting, incident, store.me], () => [
        pictureOf(store, conversation),
        element("bdi", { class: "entry-name", title: nameOf(store, conversation) }, nameOf(store, conversation)),
        waiting > 0 &&
          element(
            "span",
            { class: "badge" },
            waiting > 99 ? "99+" : String(waiting),
            element("span", { class: "for-screen-readers" }, " unread"),
          ),
      ]);
    },
  };
}
