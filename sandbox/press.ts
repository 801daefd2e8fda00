/** Pressing a button on a card, with what Teams does for each kind of action. */
import { messageActivity, submitActivity } from "./activities.ts";
import { findAction, isObject, type Json } from "./card-actions.ts";
import { inputValues } from "./card-inputs.ts";
import { messageAt, personIn, placeAt, surroundings, type Talk } from "./conversations.ts";
import { execute } from "./executing.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import type { Person } from "./people.ts";
import { installedIn } from "./place.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import { shown } from "./shown.ts";
import type { Place, StoredMessage } from "./world.ts";

type Press = { talk: Talk; message: StoredMessage; place: Place; from: Person; action: Json; data: unknown };

export const pressRoutes = (talk: Talk): Route[] => [
  route("POST", "/sandbox/messages/{message}/press", async (call) => {
    const press = readPress(talk, call);
    const { action, message, place, from } = press;
    if (!installedIn(talk.store, place)) throw sandboxError(409, "Muster is not installed here any more.");
    switch (action["type"]) {
      case "Action.Execute": {
        const { delivered, response } = await execute(talk, press, action, press.data, "manual");
        return ok({ response, delivered, message: shown(message, place, from.id) });
      }
      case "Action.Submit":
        return submit(press);
      case "Action.OpenUrl":
        return ok({ url: action["url"], message: shown(message, place, from.id) });
      case "Action.ShowCard":
        return ok({ card: action["card"], message: shown(message, place, from.id) });
      case "Action.ToggleVisibility":
        return ok({ toggled: action["targetElements"] ?? [], message: shown(message, place, from.id) });
      default:
        throw sandboxError(400, `Teams knows no ${String(action["type"])}.`);
    }
  }),
];

function readPress(talk: Talk, call: Call): Press {
  const body = sandboxBody(call);
  const message = messageAt(talk.store, call.params["message"]!);
  const place = placeAt(talk.store, message.conversation);
  const from = personIn(talk.store, place, body["from"]);
  if (typeof body["button"] !== "string") throw sandboxError(400, "button: the title of the button.");
  const card = message.deletedAt !== undefined ? undefined : (message.views?.[from.id] ?? message.card);
  const found = findAction(card, body["button"]);
  if (found === undefined) throw sandboxError(404, `The message has no button “${body["button"]}”.`);
  if (found.action["isEnabled"] === false) throw sandboxError(409, `The button “${body["button"]}” is disabled.`);
  const given = isObject(body["inputs"]) ? body["inputs"] : {};
  const sends = found.action["type"] === "Action.Execute" || found.action["type"] === "Action.Submit";
  const values = sends && found.action["associatedInputs"] !== "none" ? inputValues(found.inputs, given) : {};
  const fixed = found.action["data"];
  const data = isObject(fixed) || fixed === undefined ? { ...(fixed ?? {}), ...values } : fixed;
  return { talk, message, place, from, action: found.action, data };
}

/** A message without words but with a value; imBack and messageBack say something as well. */
async function submit({ talk, message, place, from, data }: Press): Promise<Answer> {
  const teams = isObject(data) && isObject(data["msteams"]) ? data["msteams"] : {};
  const around = surroundings(talk, place);
  const id = talk.store.nextId();
  if (teams["type"] === "task/fetch" || teams["type"] === "invoke" || teams["type"] === "signin")
    throw sandboxError(400, `The sandbox has no ${teams["type"]} dialogs.`);
  const activity = submitActivity(
    id,
    teams["type"] === "messageBack" ? (teams["value"] ?? {}) : data,
    message,
    from,
    place,
    around,
  );
  const said =
    teams["type"] === "imBack" ? teams["value"] : teams["type"] === "messageBack" ? teams["displayText"] : undefined;
  if (typeof teams["text"] === "string") activity["text"] = teams["text"];
  if (typeof said !== "string") {
    const { delivered } = await talk.delivery.deliver(activity);
    await talk.delivery.settle();
    return ok({ delivered, message: shown(message, place, from.id) });
  }
  const spoken: StoredMessage = {
    id,
    conversation: place.id,
    from: { id: from.id, name: from.name, bot: false },
    text: said,
    at: talk.store.now().toISOString(),
  };
  if (place.kind === "channel") spoken.replyTo = message.replyTo ?? message.id;
  talk.store.add(spoken);
  spoken.activity = teams["type"] === "imBack" ? messageActivity("said", spoken, from, place, around) : activity;
  const { delivered } = await talk.delivery.deliver(spoken.activity);
  await talk.delivery.settle();
  return ok({ delivered, message: shown(message, place, from.id) });
}
