/** Every request that reached the sandbox's upstream routes, kept for reading as HAR 1.2. Secrets are blanked. */
import type { IncomingHttpHeaders } from "node:http";
import { ok, type Route, route } from "./http.ts";

type Exchange = {
  startedAt: Date;
  ms: number;
  method: string;
  url: string;
  requestHeaders: IncomingHttpHeaders;
  requestBody: Buffer;
  /** 0 when the connection was cut before an answer. */
  status: number;
  responseHeaders: Record<string, string>;
  responseBody: Buffer;
  comment?: string;
  /** How many bytes the answer had that are not kept. */
  leftOut?: number;
};

const exchangesMax = 20_000;
const bytesMax = 512 * 1024 * 1024;
const hidden = "(hidden)";

export type Traffic = ReturnType<typeof createTraffic>;

export function createTraffic() {
  let exchanges: Exchange[] = [];
  let bytes = 0;
  return {
    record(full: Exchange): void {
      const exchange = withoutPictures(full);
      exchanges.push(exchange);
      bytes += sizeOf(exchange);
      if (exchanges.length > exchangesMax + 1000) exchanges = exchanges.slice(-exchangesMax);
      // Long cards by the thousand: half of them go, rather than the memory.
      if (bytes > bytesMax) exchanges = exchanges.slice(Math.ceil(exchanges.length / 2));
      if (bytes > bytesMax) bytes = exchanges.reduce((sum, each) => sum + sizeOf(each), 0);
    },
    routes: [
      route("GET", "/sandbox/traffic.har", () => ok(toHar(exchanges.slice(-exchangesMax)))),
      route("DELETE", "/sandbox/traffic.har", () => {
        exchanges = [];
        bytes = 0;
        return { status: 204 };
      }),
    ] satisfies Route[],
  };
}

const sizeOf = (exchange: Exchange): number => exchange.requestBody.length + exchange.responseBody.length;

/** What nobody reads as text is not kept. */
function withoutPictures(exchange: Exchange): Exchange {
  const { responseBody, responseHeaders } = exchange;
  if (/^$|json|text|xml/.test(responseHeaders["content-type"] ?? "")) return exchange;
  return { ...exchange, responseBody: Buffer.alloc(0), leftOut: responseBody.length };
}

const toHar = (exchanges: readonly Exchange[]) => ({
  log: { version: "1.2", creator: { name: "Muster sandbox", version: "1" }, pages: [], entries: exchanges.map(entry) },
});

function entry(exchange: Exchange) {
  const url = new URL(exchange.url);
  const mimeType = String(exchange.requestHeaders["content-type"] ?? "");
  return {
    startedDateTime: exchange.startedAt.toISOString(),
    time: exchange.ms,
    request: {
      method: exchange.method,
      url: exchange.url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: Object.entries(exchange.requestHeaders).map(([name, value]) => ({
        name,
        value: name === "authorization" ? blank(String(value)) : String(value),
      })),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: exchange.requestBody.length,
      ...(exchange.requestBody.length === 0
        ? {}
        : { postData: { mimeType, text: withoutSecrets(exchange.requestBody), params: [] } }),
    },
    response: response(exchange),
    cache: {},
    timings: { send: 0, wait: exchange.ms, receive: 0 },
    ...(exchange.comment === undefined ? {} : { comment: exchange.comment }),
  };
}

const response = (exchange: Exchange) => ({
  status: exchange.status,
  statusText: "",
  httpVersion: "HTTP/1.1",
  cookies: [],
  headers: Object.entries(exchange.responseHeaders).map(([name, value]) => ({ name, value })),
  content: {
    size: exchange.leftOut ?? exchange.responseBody.length,
    mimeType: exchange.responseHeaders["content-type"] ?? "",
    ...(exchange.responseBody.length === 0 ? {} : { text: withoutSecrets(exchange.responseBody) }),
  },
  redirectURL: "",
  headersSize: -1,
  bodySize: exchange.leftOut ?? exchange.responseBody.length,
});

const blank = (header: string): string => `${header.split(" ")[0] ?? ""} ${hidden}`;

const withoutSecrets = (body: Buffer): string =>
  body
    .toString("utf8")
    .replace(/(client_secret=)[^&]*/g, `$1${encodeURIComponent(hidden)}`)
    .replace(/("(?:access_token|routing_key)":\s*")[^"]*/g, `$1${hidden}`);
