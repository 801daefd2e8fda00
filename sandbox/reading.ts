/** Somebody looks at a chat, and Teams tells the bot how far they have read. */
import { randomUUID } from "node:crypto";
import type { Activity, Surroundings } from "./activities.ts";
import { personIn, placeAt, surroundings, type Talk } from "./conversations.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { botFacingId, botId, botName, type Person, tenant } from "./people.ts";
import { installedIn } from "./place.ts";
import { sandboxBody } from "./sandbox-error.ts";
import type { Store } from "./state.ts";
import type { Place } from "./world.ts";

const permission = "ChatMessageReadReceipt.Read.Chat";

export const readingRoutes = (talk: Talk): Route[] => [
  route("POST", "/sandbox/conversations/{conversation}/read", (call) => look(talk, call)),
];

/** Moves on how far they have read. The bot hears of it once, and only where Teams would tell it. */
async function look(talk: Talk, call: Call): Promise<Answer> {
  const { store, delivery } = talk;
  const place = placeAt(store, call.params["conversation"]!);
  const from = personIn(store, place, sandboxBody(call)["from"]);
  const upTo = store.messagesIn(place.id).findLast((message) => message.from.bot)?.id;
  if (place.kind !== "personal" || upTo === undefined || upTo === place.readUpTo) return ok({});
  place.readUpTo = upTo;
  store.changed({ type: "conversation", conversation: place.id });
  if (!installedIn(store, place) || !isGranted(store)) return ok({ upTo });
  const { delivered } = await delivery.deliver(receipt(from, place, upTo, surroundings(talk, place)));
  await delivery.settle();
  return ok({ upTo, delivered });
}

const isGranted = (store: Store): boolean => store.world.grants.resourceSpecific.includes(permission);

/** Only personal chats have it, and it names nobody. Source: Microsoft Learn, "Messages in bot conversations". */
const receipt = (from: Person, place: Place, lastReadMessageId: string, around: Surroundings): Activity => ({
  name: "application/vnd.microsoft.readReceipt",
  type: "event",
  timestamp: around.now.toISOString(),
  id: `f:${randomUUID()}`,
  channelId: "msteams",
  serviceUrl: around.serviceUrl,
  from: { id: botFacingId(from), aadObjectId: from.id },
  conversation: { conversationType: "personal", tenantId: tenant, id: place.id },
  recipient: { id: botId, name: botName },
  channelData: { tenant: { id: tenant } },
  value: { lastReadMessageId },
});
