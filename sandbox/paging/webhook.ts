/** A webhook of one's own, and the address that Muster asks every minute: both only remember what came. */
import { randomUUID } from "node:crypto";
import { type Answer, type Call, ok, type Route, route } from "../http.ts";
import { linkIn } from "./outbox.ts";
import type { Paging } from "./paging.ts";

const textMax = 2_000;

export const webhookRoutes = (paging: Paging): Route[] => [
  route("POST", "/hooks/page", (call) => take(paging, call, "webhook")),
  route("POST", "/hooks/page/{name}", (call) => take(paging, call, call.params["name"]!)),
  ...["GET", "POST", "HEAD"].map((method) =>
    route(method, "/hooks/heartbeat", () => {
      const { heartbeats } = paging.store.world;
      Object.assign(heartbeats, { count: heartbeats.count + 1, last: paging.store.now().toISOString() });
      paging.store.changed({ type: "heartbeat" });
      return { status: 200, body: "OK", headers: { "content-type": "text/plain" } };
    }),
  ),
  route("GET", "/sandbox/heartbeats", () => ok(paging.store.world.heartbeats)),
];

function take(paging: Paging, call: Call, to: string): Answer {
  const raw = call.body.toString("utf8");
  const body = parse(raw);
  const headers = Object.fromEntries(
    Object.entries(call.headers).filter(([name]) => name.startsWith("x-") || name === "user-agent"),
  ) as Record<string, string>;
  const made = { id: randomUUID(), kind: "webhook" as const, from: "Muster", to, body, headers };
  paging.outbox.add({ ...made, text: titleIn(body) ?? raw.slice(0, textMax), ...linkIn(raw) }, "delivered");
  return { status: 202 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What a person would want to read of it. */
function titleIn(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const words = Object.entries(body).find(
    ([name, value]) => /^(text|title|summary)$/.test(name) && typeof value === "string",
  );
  return (
    words?.[1] ??
    Object.values(body)
      .map(titleIn)
      .find((each) => each !== undefined)
  );
}
