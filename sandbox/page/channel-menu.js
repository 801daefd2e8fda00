/** What people do to a channel and to the team it belongs to. */
import * as api from "./api.js";
import { createAttempt } from "./attempt.js";
import { dialogButton, openDialog } from "./dialog.js";
import { element } from "./element.js";
import { createMenu } from "./menu.js";
import { conversation } from "./store.js";
import { openTeam } from "./team-people.js";

export function createChannelMenu(store) {
  const { button, list } = createMenu("Channel", () => entriesOf(store, conversation(store)));
  const node = element("div", { class: "channel-menu" }, button, list);
  return {
    node,
    show(open) {
      node.hidden = open.kind !== "channel";
    },
  };
}

function entriesOf(store, channel) {
  const general = store.teams.some(({ thread }) => thread === channel.id);
  return [
    { name: `People in ${channel.team}`, picture: "people", act: () => openTeam(store, channel.teamId) },
    !general && { name: "Rename channel", picture: "edit", act: () => rename(channel) },
    !general && { name: "Delete channel", picture: "delete", kind: "bad", act: () => remove(channel) },
  ];
}

function rename({ id, name }) {
  const { dialog, attempt } = openQuestion("Rename channel");
  const save = () =>
    attempt.run(async () => {
      await api.renameChannel(id, box.value.trim());
      dialog.close();
    });
  const keydown = (event) => event.key === "Enter" && !event.isComposing && save();
  const box = element("input", { type: "text", class: "text-field", dir: "auto", maxlength: 50, value: name, keydown });
  dialog.body.prepend(element("label", { class: "field" }, element("span", {}, "Name"), box));
  dialog.offer(dialogButton("Cancel", "", dialog.close), dialogButton("Rename", "primary", save));
  box.select();
}

function remove({ id, name }) {
  const { dialog, attempt } = openQuestion("Delete channel");
  const act = () =>
    attempt.run(async () => {
      await api.deleteChannel(id);
      dialog.close();
    });
  dialog.body.prepend(
    element(
      "p",
      {},
      "Delete ",
      element("bdi", { class: "author" }, name),
      "? Nobody finds it any more, Muster included.",
    ),
  );
  dialog.offer(dialogButton("Cancel", "", dialog.close), dialogButton("Delete", "primary", act));
}

function openQuestion(title) {
  const dialog = openDialog(title);
  const attempt = createAttempt();
  dialog.body.append(attempt.node);
  return { dialog, attempt };
}
