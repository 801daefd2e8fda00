/** Commands of the app in a message's menu: a dialog is fetched from the bot, filled in, and sent. */
import { randomUUID } from "node:crypto";
import { type Activity, baseActivity } from "./activities.ts";
import { type AppCommand, findCommand, messageCommands } from "./app-commands.ts";
import { actionsOf, findAction, isObject, type Json } from "./card-actions.ts";
import { inputValues } from "./card-inputs.ts";
import { messageAt, personIn, placeAt, surroundings, type Talk } from "./conversations.ts";
import { dialogPatienceMs } from "./delivery.ts";
import { dialogCard, whatIsWrong } from "./dialog-answers.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { messagePayload } from "./message-payload.ts";
import type { Person } from "./people.ts";
import { installedIn } from "./place.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Place, StoredMessage } from "./world.ts";

type Chosen = { talk: Talk; command: AppCommand; message: StoredMessage; place: Place; from: Person };
/** The card of a dialog that somebody has open, by who has it open where. */
type Dialogs = Map<string, unknown>;

const dialogsMax = 1_000;

export function messageActionRoutes(talk: Talk, manifest: unknown): Route[] {
  const commands = messageCommands(manifest);
  const dialogs: Dialogs = new Map();
  return [
    route("GET", "/sandbox/commands", () =>
      ok(commands.map(({ id, title, description }) => ({ id, title, description }))),
    ),
    route("POST", "/sandbox/messages/{message}/action", (call) => act(choose(talk, commands, call), dialogs, call)),
  ];
}

function choose(talk: Talk, commands: readonly AppCommand[], call: Call): Chosen {
  const body = sandboxBody(call);
  const message = messageAt(talk.store, call.params["message"]!);
  const place = placeAt(talk.store, message.conversation);
  const from = personIn(talk.store, place, body["from"]);
  const command = findCommand(commands, body["command"]);
  if (command === undefined)
    throw sandboxError(
      404,
      `The app has no command “${String(body["command"])}” for messages. Its manifest has ${commands.map(({ id }) => id).join(", ") || "none"}.`,
    );
  if (message.deletedAt !== undefined) throw sandboxError(409, "The message has been deleted.");
  if (!installedIn(talk.store, place)) throw sandboxError(409, "Muster is not installed here any more.");
  return { talk, command, message, place, from };
}

/** Without `data` the dialog opens; with it, it is sent. A command without a dialog is sent as it is. */
async function act(chosen: Chosen, dialogs: Dialogs, call: Call): Promise<Answer> {
  const { talk, command, message, from } = chosen;
  const { data, button } = sandboxBody(call);
  const key = [message.id, from.id, command.id].join(" ");
  const opens = command.fetchTask && data === undefined;
  const value = opens ? {} : { data: readData(command, dialogs.get(key), data ?? {}, button) };
  const activity = invoke(opens ? "composeExtension/fetchTask" : "composeExtension/submitAction", chosen, value);
  const { delivered, body: response } = await talk.delivery.deliver(activity, dialogPatienceMs);
  await talk.delivery.settle();
  const problem = whatIsWrong(delivered, response);
  const card = problem === undefined ? dialogCard(response) : undefined;
  // A dialog that could not be sent stays open.
  if (problem === undefined) dialogs.delete(key);
  if (card !== undefined) dialogs.set(key, card);
  if (dialogs.size > dialogsMax) dialogs.delete(dialogs.keys().next().value!);
  return ok({
    ...(response === undefined ? {} : { response }),
    ...(card === undefined ? {} : { card }),
    ...(problem === undefined ? {} : { problem }),
    delivered,
  });
}

/** What the dialog sends: the button's own data, and what was filled in. */
function readData(command: AppCommand, card: unknown, given: unknown, button: unknown): Json {
  if (!isObject(given)) throw sandboxError(400, "data: an object with a value for each input.");
  if (!command.fetchTask) return declared(command, given);
  if (card === undefined) throw sandboxError(409, "The dialog is not open: ask without data first.");
  const found =
    button === undefined
      ? actionsOf(card).find(({ action }) => action["type"] === "Action.Submit")
      : findAction(card, String(button));
  if (found === undefined) throw sandboxError(404, `The dialog has no button ${button ?? "to send it with"}.`);
  if (found.action["type"] !== "Action.Submit")
    throw sandboxError(400, `In a dialog Teams knows only Action.Submit, not ${String(found.action["type"])}.`);
  const values = found.action["associatedInputs"] === "none" ? {} : inputValues(found.inputs, given);
  const fixed = found.action["data"];
  return { ...(isObject(fixed) ? fixed : {}), ...values };
}

function declared({ parameters }: AppCommand, given: Json): Json {
  const unknown = Object.keys(given).find((name) => !parameters.some((each) => each.name === name));
  if (unknown !== undefined) throw sandboxError(400, `The command has no parameter “${unknown}”.`);
  return given;
}

function invoke(name: string, { talk, command, message, place, from }: Chosen, more: Json): Activity {
  const around = surroundings(talk, place);
  const base = baseActivity(from, place, message.replyTo ?? message.id, around);
  return {
    ...base,
    type: "invoke",
    name,
    id: `f:${randomUUID()}`,
    channelData: { ...(base["channelData"] as object), source: { name: "message" } },
    value: {
      commandId: command.id,
      commandContext: "message",
      requestId: randomUUID().replaceAll("-", ""),
      context: { theme: "default" },
      ...more,
      messagePayload: messagePayload(message, place, around.team),
    },
  };
}
