/** A command of the app in a message's menu, and the dialogs in which it asks for the rest. */
import * as api from "./api.js";
import { attempted, complain } from "./complaint.js";
import { drawCard } from "./card.js";
import { createAttempt } from "./attempt.js";
import { dialogButton, openDialog } from "./dialog.js";
import { element } from "./element.js";
import { follow, openElsewhere } from "./follow.js";
import { inputsOf } from "./press.js";

const widths = { small: "350px", medium: "600px", large: "900px" };

export const openCommand = (store, message, command) =>
  attempted(async () => {
    const chosen = { from: store.me.id, command: command.id };
    const answer = await api.act(message.id, chosen);
    show(store, { message, command, chosen, answer });
  });

/** A dialog, a sentence, a card for the composer, or nothing at all. */
function show(store, { message, command, chosen, answer }, dialog = undefined) {
  const { task, composeExtension } = answer.response ?? {};
  if (answer.problem !== undefined) return complain(`“${command.title}” did not work. ${answer.problem}`);
  if (answer.card !== undefined) return ask(store, { message, command, chosen, answer }, dialog);
  if (task?.type === "message") return say(command, task.value, dialog);
  if (composeExtension !== undefined) return offerCard(store, command, composeExtension, dialog);
  dialog?.close();
}

function ask(store, { message, command, chosen, answer }, open) {
  const { title = command.title, width = "medium" } = answer.response.task.value;
  const dialog = open ?? openDialog(title);
  dialog.rename(title);
  dialog.resize(widths[width] ?? `${Number(width) || 600}px`);
  dialog.offer();
  const attempt = createAttempt();
  const place = element("div", { class: "card dialog-card", dir: "auto" });
  const press = async (action, card) => {
    if (action.getJsonTypeName() === "Action.OpenUrl")
      return follow(store, action.url ?? "") || openElsewhere(action.url ?? "");
    place.inert = true;
    await attempt.run(async () => {
      const sent = { ...chosen, data: inputsOf(action, card), button: action.title };
      const next = await api.act(message.id, sent);
      if (next.problem !== undefined) throw new Error(next.problem);
      if (dialog.isOpen()) show(store, { message, command, chosen, answer: next }, dialog);
    });
    place.inert = false;
  };
  place.append(...drawCard(store, answer.card, press));
  dialog.body.replaceChildren(place, attempt.node);
}

function say(command, words, open) {
  const dialog = open ?? openDialog(command.title);
  dialog.rename(command.title);
  dialog.body.replaceChildren(element("p", { dir: "auto" }, words));
  dialog.offer(dialogButton("OK", "primary", dialog.close));
}

/** In Teams it would now stand in the composer. */
function offerCard(store, command, { attachments = [], text }, open) {
  const dialog = open ?? openDialog(command.title, { width: widths.medium });
  const card = attachments[0]?.content;
  dialog.rename(command.title);
  dialog.body.replaceChildren(
    element("p", { class: "faint" }, "Muster offers this to be sent; the sandbox has no composer that takes it."),
    ...(typeof text === "string" ? [element("p", { dir: "auto" }, text)] : []),
    ...(card === undefined ? [] : [element("div", { class: "card", inert: true }, ...drawCard(store, card, () => {}))]),
  );
  dialog.offer(dialogButton("Close", "", dialog.close));
}
