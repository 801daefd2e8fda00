/** Pictures as a bot gets them: what there is, and its bytes. Shapes: Bot Connector v3, Attachments. */
import type { Bytes } from "./bytes.ts";
import { type Call, ok, type Route, route } from "./http.ts";
import { placeOf } from "./place.ts";
import { connectorError } from "./posts.ts";
import { contentOf, isPicture } from "./sent-files.ts";
import type { Store } from "./state.ts";
import type { SentFile } from "./world.ts";

const view = "original";

export function connectorAttachmentRoutes({ store, bytes }: { store: Store; bytes: Bytes }): Route[] {
  const find = (call: Call): { file: SentFile; content: Buffer } => {
    const id = call.params["attachment"]!;
    const message = store.file(id)?.message;
    if (message !== undefined) placeOf(store, message.conversation);
    const found = contentOf(store, bytes, id);
    if (found === 410) throw connectorError(410, "Gone", "The attachment is not kept any more.");
    if (typeof found === "number" || !isPicture(found.file))
      throw connectorError(404, "AttachmentNotFound", "The attachment was not found.");
    return found;
  };
  return [
    route("GET", "/connector/v3/attachments/{attachment}", (call) => {
      const { file } = find(call);
      return ok({ name: file.name, type: file.contentType, views: [{ viewId: view, size: file.bytes }] });
    }),
    route("GET", "/connector/v3/attachments/{attachment}/views/{view}", (call) => {
      const { file, content } = find(call);
      if (call.params["view"] !== view) throw connectorError(404, "ViewNotFound", "The attachment has no such view.");
      return { status: 200, body: content, headers: { "content-type": file.contentType } };
    }),
  ];
}
