/** What can be done with a message: reactions at hand, everything else in a menu. */
import * as api from "./api.js";
import { openCommand } from "./command-dialog.js";
import { attempted } from "./complaint.js";
import { element, iconButton } from "./element.js";
import { icon } from "./icon.js";
import { createMenu } from "./menu.js";
import { allReactionButtons, reactionButtons } from "./reactions.js";
import { showVersions } from "./versions.js";

/** @param {(wanted: boolean) => void} edit */
export function createMessageTools(store, edit) {
  let message;
  const now = () => message;
  const menu = createMenu(
    "More",
    () => entriesOf(store, message, edit),
    (close) => [
      !message.deleted && element("div", { class: "menu-reactions" }, ...allReactionButtons(store, now, close)),
    ],
  );
  const quick = element("span", { class: "at-hand" }, ...reactionButtons(store, now));
  const change = iconButton("Edit", icon("edit"), () => edit(true), { class: "icon-button at-hand" });
  const node = element("div", { class: "message-tools" }, quick, change, menu.button, menu.list);
  return {
    node,
    show(shown, editing) {
      message = shown;
      node.hidden = editing || (message.deleted === true && !hasVersions(message));
      quick.hidden = message.deleted === true;
      change.hidden = message.deleted === true || !isMine(store, message);
    },
  };
}

const isMine = (store, { from }) => from.id === store.me?.id;
const hasVersions = ({ edited, deleted }) => edited === true || deleted === true;

function entriesOf(store, message, edit) {
  const { id, deleted, refresh, files = [] } = message;
  const by = () => ({ from: store.me.id, ...store.how });
  const there = deleted !== true;
  const mine = there && isMine(store, message);
  const commands = there ? store.commands : [];
  return [
    ...commands.map((command) => ({
      name: command.title,
      picture: "command",
      act: () => openCommand(store, message, command),
    })),
    refresh !== undefined && {
      name: "Refresh card",
      picture: "refresh",
      act: () => attempted(() => api.refresh(id, { from: store.me.id, manual: true })),
    },
    mine && { name: "Edit", picture: "edit", act: () => edit(true) },
    hasVersions(message) && { name: "Versions", picture: "history", act: () => showVersions(store.open, id) },
    ...files
      .filter(({ gone }) => there && gone === undefined)
      .map((file) => ({
        name: `Make ${file.name} vanish`,
        picture: "warning",
        act: () => attempted(() => api.vanish(file.id)),
      })),
    mine && {
      name: "Delete",
      picture: "delete",
      kind: "bad",
      act: () => attempted(() => api.deleteMessage(store.open, id, by())),
    },
  ];
}
