/** A web server for one test, with doors that remember what came through them. */
import { connect } from "node:net";
import pino from "pino";
import type { Alert } from "../../src/domain/alert/alert.ts";
import { type Routes, startServer } from "../../src/web/server.ts";

export type Running = Awaited<ReturnType<typeof startForTest>>;

export async function startForTest(routes: Partial<Routes> = {}, tokens = ["secret", "other"]) {
  const messages: unknown[] = [];
  const alerts: { alert: Alert; cause: string }[] = [];
  const lines: string[] = [];
  const server = await startServer({
    config: { HOST: "127.0.0.1", PORT: 0, ALERT_TOKENS: tokens },
    log: pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
    routes: {
      messages: async (_headers, body) => {
        messages.push(body);
        return { status: 200, body: { heard: true } };
      },
      alert: async (alert, cause) => {
        alerts.push({ alert, cause });
      },
      others: [],
      statusPage: async () => "<!doctype html><title>Status</title>",
      statusJson: async () => '{"open":[]}',
      ready: async () => ({ ok: true, checks: { storage: "answers" } }),
      ...routes,
    },
  });
  return { ...server, url: `http://127.0.0.1:${server.port}`, messages, alerts, log: () => lines.join("") };
}

/** Sends bytes as they are and gives back everything that comes until the other side hangs up or is silent. */
export function raw(port: number, text: string, silentMs = 300): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket.setTimeout(silentMs, () => socket.destroy());
    socket.on("data", (chunk) => (heard += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
  });
}
