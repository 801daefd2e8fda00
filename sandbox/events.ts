/** Server-sent events: every change, as it happens, for a page that is open. */
import type { ServerResponse } from "node:http";
import type { Store } from "./state.ts";

const streamsMax = 50;
const heartbeatMs = 15_000;

export function createEvents(store: Store) {
  const streams = new Set<ServerResponse>();
  store.listen((change) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.write(": still here\n\n");
  }, heartbeatMs);
  heartbeat.unref();
  return {
    open(response: ServerResponse): void {
      if (streams.size >= streamsMax) {
        response.writeHead(503);
        response.end();
        return;
      }
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        connection: "keep-alive",
      });
      response.write("retry: 1000\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
    },
    close(): void {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}
