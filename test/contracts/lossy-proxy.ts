/** Stands before a storage service and carries requests out, but can lose the answers. */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Asked = { method: string; url: string };

type Status = number | ((spoilt: number) => number | undefined);

export type LossyProxy = {
  /** The connection string with this proxy in the place of the service. */
  connection: string;
  asked: Asked[];
  /**
   * The next `times` answers to requests that match are lost on the way, or replaced by this status unasked; `status`
   * may tell for each (0, 1, 2 …), undefined when it is to be carried out and its answer lost. `code` is Azure's.
   */
  spoil(matching: (request: Asked) => boolean, times: number, status?: Status, code?: string): void;
  stop(): Promise<void>;
};

export async function startLossyProxy(connection: string, service: "Blob" | "Queue" | "Table"): Promise<LossyProxy> {
  const target = new RegExp(`${service}Endpoint=([^;]+)`).exec(connection)?.[1] ?? "";
  let spoiling = {
    matching: (_: Asked) => false,
    left: 0,
    spoilt: 0,
    status: undefined as Status | undefined,
    code: "",
  };
  const asked: Asked[] = [];

  const statusNow = (): number | undefined => {
    spoiling.left -= 1;
    const nth = spoiling.spoilt++;
    return typeof spoiling.status === "function" ? spoiling.status(nth) : spoiling.status;
  };

  const carry = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = incoming;
    asked.push({ method, url });
    const body = await buffer(incoming);
    const spoilt = spoiling.left > 0 && spoiling.matching({ method, url });
    const status = spoilt ? statusNow() : undefined;
    if (status !== undefined) {
      answer.writeHead(status, { "content-type": "application/xml" });
      answer.end(spoiling.code === "" ? "" : `<Error><Code>${spoiling.code}</Code><Message>No.</Message></Error>`);
      return;
    }
    const outgoing = request(new URL(url, target), { method, headers });
    outgoing.end(body);
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const text = await buffer(response);
    if (spoilt) incoming.socket.destroy();
    else {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      answer.end(text);
    }
  };

  const server = createServer((incoming, answer) => {
    carry(incoming, answer).catch(() => incoming.socket.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    connection: connection.replace(target, target.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`)),
    asked,
    spoil(matching, times, status, code = "") {
      spoiling = { matching, left: times, spoilt: 0, status, code };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
