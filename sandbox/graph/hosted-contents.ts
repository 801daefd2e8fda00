/** The pictures in a message as Graph has them. Source: Microsoft Graph v1.0, chatMessageHostedContent. */
import { type Answer, type Call, ok, type Route } from "../http.ts";
import { contentOf, isPicture } from "../sent-files.ts";
import type { Place, SentFile, StoredMessage } from "../world.ts";
import { graphError } from "./access.ts";
import { hostedId } from "./chat-message.ts";
import type { Graph } from "./graph.ts";
import { messageIn } from "./message-in.ts";

const owners = ["/messages/{message}", "/messages/{message}/replies/{reply}"];

export function hostedContentRoutes(graph: Graph): Route[] {
  return owners.flatMap((owner) => [
    graph.onChannel("GET", `${owner}/hostedContents`, "readMessages", (call, place) =>
      ok({ value: picturesOf(messageIn(graph, call, place)).map(hostedContent) }),
    ),
    graph.onChannel("GET", `${owner}/hostedContents/{hosted}`, "readMessages", (call, place) =>
      ok(hostedContent(find(graph, call, place))),
    ),
    graph.onChannel("GET", `${owner}/hostedContents/{hosted}/$value`, "readMessages", (call, place) =>
      value(graph, find(graph, call, place)),
    ),
  ]);
}

const picturesOf = ({ files = [], deletedAt }: StoredMessage): SentFile[] =>
  deletedAt === undefined ? files.filter(isPicture) : [];

/** Bytes and type can be written but not read here; the value tells both. */
const hostedContent = (file: SentFile) => ({
  "@odata.type": "#microsoft.graph.chatMessageHostedContent",
  id: hostedId(file),
  contentBytes: null,
  contentType: null,
});

function find(graph: Graph, call: Call, place: Place): SentFile {
  const found = picturesOf(messageIn(graph, call, place)).find((file) => hostedId(file) === call.params["hosted"]);
  if (found === undefined) throw graphError(404, "NotFound", "NotFound");
  return found;
}

function value({ store, bytes }: Graph, { id }: SentFile): Answer {
  const found = contentOf(store, bytes, id);
  if (typeof found === "number")
    throw graphError(found, found === 410 ? "Gone" : "NotFound", "The hosted content is not there any more.");
  return { status: 200, body: found.content, headers: { "content-type": found.file.contentType } };
}
