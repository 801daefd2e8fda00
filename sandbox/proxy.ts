/** What Muster itself serves, on the address of the sandbox: status page, health, answers to pages, calendars, alert intake. */
import { type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import { send } from "./http.ts";

const proxied = /^\/(status|status\.json|readyz|healthz(\/.*)?|(api|page|calendar)\/.*)$/;
const patienceMs = 30_000;

export const isProxied = (path: string): boolean => proxied.test(path);

/** Passes the request on as a stream, whatever its size: the limits are Muster's. */
export function passOn(request: IncomingMessage, response: ServerResponse, target: string | undefined): void {
  if (target === undefined) {
    send(response, { status: 503, body: { error: { code: "Unavailable", message: "Muster is not running." } } });
    return;
  }
  const { hostname, port } = new URL(target);
  const headers = { ...request.headers, host: `${hostname}:${port}`, "x-forwarded-host": request.headers.host };
  const onward = httpRequest(
    { hostname, port, path: request.url, method: request.method, headers, timeout: patienceMs },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  const fail = (message: string): void => {
    if (!response.headersSent) send(response, { status: 502, body: { error: { code: "BadGateway", message } } });
    else response.destroy();
  };
  onward.on("timeout", () => onward.destroy(new Error("Muster did not answer in time.")));
  onward.on("error", (error) => fail(`Muster did not answer: ${error.message}`));
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}
