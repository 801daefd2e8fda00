/** Stands before the tables of a storage account, and counts what is asked of them and what they answer. */
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";

/** Requests, the rows in their answers, and the bytes of the answers' bodies. */
export type Cost = { requests: number; rows: number; bytes: number };

export type Meter = {
  /** The connection string with this in the place of the tables. */
  connection: string;
  /** What `work` costs, until nothing has been asked for a while after it. */
  costOf(work: () => Promise<unknown>): Promise<Cost>;
  /** Resolves when nothing has been asked for a while. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
};

const quietMs = 400;

/** What is asked with `leftOut` in its address or body is not counted: it is about something else. */
export async function startMeter(connection: string, leftOut?: RegExp): Promise<Meter> {
  const target = /TableEndpoint=([^;]+)/.exec(connection)?.[1] ?? "";
  const agent = new Agent({ keepAlive: true });
  const cost: Cost = { requests: 0, rows: 0, bytes: 0 };
  let [underWay, lastAt] = [0, 0];

  const carry = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = incoming;
    const outgoing = request(new URL(url, target), { method, headers, agent });
    const asked = await buffer(incoming);
    outgoing.end(asked);
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const body = await buffer(response);
    if (leftOut?.test(`${url} ${asked.toString("latin1")}`) !== true) {
      cost.requests += 1;
      cost.rows += method === "GET" ? rowsIn(body) : 0;
      cost.bytes += body.length;
    }
    answer.writeHead(response.statusCode ?? 500, response.headers);
    answer.end(body);
  };

  const server = createServer((incoming, answer) => {
    underWay += 1;
    void carry(incoming, answer)
      .catch(() => incoming.socket.destroy())
      .finally(() => {
        underWay -= 1;
        lastAt = performance.now();
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const quiet = async (): Promise<void> => {
    const from = performance.now();
    while (underWay > 0 || performance.now() - Math.max(from, lastAt) < quietMs) await pause(20);
  };

  return {
    connection: connection.replace(target, target.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`)),
    quiet,
    async costOf(work) {
      const before = { ...cost };
      await work();
      await quiet();
      return {
        requests: cost.requests - before.requests,
        rows: cost.rows - before.rows,
        bytes: cost.bytes - before.bytes,
      };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await once(server, "close");
    },
  };
}

/** A query answers with many rows, a look at one with that. */
function rowsIn(body: Buffer): number {
  const answer = JSON.parse(body.toString("utf8") || "{}") as { value?: unknown; RowKey?: string };
  return Array.isArray(answer.value) ? answer.value.length : answer.RowKey === undefined ? 0 : 1;
}
