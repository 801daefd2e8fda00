/** HTTP spoken by hand over connections that are kept: what makes the load must cost less than what bears it. */
import { once } from "node:events";
import { connect } from "node:net";

export type Wire = {
  /** Sends one whole request and resolves to the status of its answer. One at a time. */
  send(request: string): Promise<number>;
  close(): void;
};

export async function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  let text = "";
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (part: string) => {
    text += part;
    const end = endOfAnswer(text);
    if (end === undefined || waiting === undefined) return;
    const status = Number(text.slice(9, 12));
    text = text.slice(end);
    const { resolve } = waiting;
    waiting = undefined;
    resolve(status);
  });
  const fail = () => waiting?.reject(new Error("The bot hung up."));
  socket.on("error", fail);
  socket.on("close", fail);
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request, "utf8");
      }),
    close: () => void socket.destroy(),
  };
}

/** Where the first answer in the text ends; undefined while it is incomplete. */
function endOfAnswer(text: string): number | undefined {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  if (length !== undefined) return text.length < head + 4 + Number(length) ? undefined : head + 4 + Number(length);
  const last = text.indexOf("0\r\n\r\n", head + 2);
  return last < 0 ? undefined : last + 5;
}

export type Load = { answered: number; ms: number };

/** Keeps so many connections busy for so long, or until `next` writes no more requests. Throws when an answer is not 200. */
export async function flood(
  port: number,
  { connections, ms, next }: { connections: number; ms: number; next: () => string | undefined },
): Promise<Load> {
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(port)));
  const started = performance.now();
  let answered = 0;
  const drive = async (wire: Wire): Promise<void> => {
    while (performance.now() - started < ms) {
      const request = next();
      if (request === undefined) return;
      const status = await wire.send(request);
      if (status !== 200) throw new Error(`The bot answered ${status}.`);
      answered += 1;
    }
  };
  try {
    await Promise.all(wires.map(drive));
    return { answered, ms: performance.now() - started };
  } finally {
    for (const wire of wires) wire.close();
  }
}
