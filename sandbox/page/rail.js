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
  const choose = (id) => {
    openRail(store, false);
    openConversation(store, id);
  };
  const node = element(
    "nav",
    { id: "rail", class: "rail", "aria-label": "Teams and chats" },
    element(
      "section",
      { "aria-labelledby": "rail-chats" },
      element("h2", { id: "rail-chats" }, "Chats"),
      chats,
      noChats,
    ),
    element(
      "section",
      { "aria-labelledby": "rail-teams" },
      element("h2", { id: "rail-teams" }, "Teams and channels"),
      teams,
    ),
  );
  const shade = element("div", { class: "shade", click: () => openRail(store, false) });
  node.addEventListener("keydown", (event) => event.key === "Escape" && openRail(store, false));
  return {
    node: element("div", { class: "rail-place" }, node, shade),
    show() {
      const all = mine(store);
      const mineOnly = all.filter(({ kind }) => kind !== "channel");
      noChats.hidden = mineOnly.length > 0;
      keepList(
        chats,
        mineOnly,
        ({ id }) => id,
        () => createEntry(store, choose),
      );
      keepList(
        teams,
        teamsOf(store, all),
        ({ name }) => name,
        () => createTeam(store, choose),
      );
      document.title = title(store, all);
    },
  };
}

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
