import type { Call } from "../http.ts";
import type { Place, StoredMessage } from "../world.ts";
import { graphError } from "./access.ts";
import type { Graph } from "./graph.ts";

/** The post, or the reply to it, that the path names. */
export function messageIn({ store }: Graph, call: Call, place: Place): StoredMessage {
  const { message: root, reply } = call.params;
  const message = store.message(reply ?? root!);
  const stands = message?.conversation === place.id && message.replyTo === (reply === undefined ? undefined : root);
  if (message === undefined || !stands) throw graphError(404, "NotFound", "NotFound");
  return message;
}
