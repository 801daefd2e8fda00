/**
 * The Files port: pictures in messages, from the Bot Connector with the bot's token, or from Graph as hosted contents. An
 * address that came with a message is hostile: our tokens go to these two places and nowhere else, also not where they
 * send us on to. Microsoft Learn, "Receive inline images"; Microsoft Graph v1.0, chatMessageHostedContent.
 */
import type { Config } from "../config.ts";
import { type Files, Outage, type Tokens } from "../engine/ports.ts";
import { isTrusted } from "./clients.ts";
import { retryAfterMs } from "./outage.ts";

type Parts = { config: Config; tokens: Tokens; now: () => Date; deadlineMs?: number };

const scopes = {
  connector: "https://api.botframework.com/.default",
  graph: "https://graph.microsoft.com/.default",
} as const;
const usualDeadlineMs = 15_000;
const hopsMax = 3;
const typeMost = 100;
const redirects: readonly number[] = [301, 302, 303, 307, 308];
const megabyte = 1024 * 1024;

export function teamsFiles({ config, tokens, now, deadlineMs = usualDeadlineMs }: Parts): Files {
  async function open(address: string, signal: AbortSignal): Promise<Response> {
    let at = address;
    for (let hop = 0; hop <= hopsMax; hop++) {
      const scope = scopeFor(at, config);
      if (scope === undefined) throw final(`It is at ${hostOf(at)}, from where Muster fetches nothing.`);
      const headers = config.MUSTER_PLAYGROUND ? {} : { authorization: `Bearer ${await tokens.token(scope)}` };
      const response = await fetch(at, { headers, signal, redirect: "manual" });
      const next = redirects.includes(response.status) ? response.headers.get("location") : null;
      if (next === null) return response;
      await response.body?.cancel();
      at = onward(at, next);
    }
    throw final("Teams led in circles to it.");
  }

  return {
    async fetch(url, bytesMax) {
      const aborting = new AbortController();
      const signal = AbortSignal.any([aborting.signal, AbortSignal.timeout(deadlineMs)]);
      try {
        const response = await open(url, signal);
        if (!response.ok) throw refusal(response, now());
        const bytes = await read(response, bytesMax);
        return { bytes, contentType: typeOf(response) };
      } catch (error) {
        if (error instanceof Outage) throw error;
        throw new Outage("Teams did not hand it over in time, or could not be reached.", { again: true, cause: error });
      } finally {
        aborting.abort();
      }
    },
  };
}

/** Which token the address may get; undefined where it gets none, and is not asked. */
function scopeFor(address: string, config: Config): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "" || hiddenSlash.test(url.pathname)) return undefined;
  if (isTrusted(address, config) && connectorPath.test(url.pathname)) return scopes.connector;
  return url.origin === new URL(config.GRAPH_URL).origin && hostedPath.test(url.pathname) ? scopes.graph : undefined;
}

/** What some server may take for another path than we do. */
const hiddenSlash = /%2f|%5c|%2e/i;
const connectorPath = /\/v3\/attachments\/[^/]+\/views\/[^/]+$/;
const hostedPath = /\/teams\/[^/]+\/channels\/[^/]+\/messages\/.+\/hostedContents\/[^/]+\/\$value$/;

const hostOf = (address: string): string => (URL.parse(address)?.host || "no address").slice(0, 200);

/** Only within the same host: anywhere else our token would be somebody else's. */
function onward(from: string, to: string): string {
  const url = URL.parse(to, from);
  if (url?.origin === new URL(from).origin) return url.href;
  throw final(`Teams sent us on to ${hostOf(url?.href ?? "")}, where Muster does not follow.`);
}

const final = (words: string): Outage => new Outage(words, { again: false });

function refusal(response: Response, now: Date): Outage {
  const { status } = response;
  if (status === 404 || status === 410) return final(`Teams does not keep it any more (HTTP ${status}).`);
  const again = status >= 500 || [401, 403, 408, 412, 429].includes(status);
  const afterMs = retryAfterMs(response.headers.get("retry-after") ?? undefined, now);
  return new Outage(`Teams did not hand it over (HTTP ${status}).`, { again, afterMs });
}

async function read(response: Response, bytesMax: number): Promise<Buffer> {
  const told = Number(response.headers.get("content-length") ?? 0);
  if (told > bytesMax) throw tooLarge(told, bytesMax);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > bytesMax) throw tooLarge(undefined, bytesMax);

    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(bytes: number | undefined, bytesMax: number): Outage {
  const most = `${Math.floor(bytesMax / megabyte)} MB`;
  const size = bytes === undefined ? `It has more than ${most}` : `It has ${Math.ceil(bytes / megabyte)} MB`;
  return final(`${size}; ${most} is the most that is copied.`);
}

const typeOf = (response: Response): string =>
  (response.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase().slice(0, typeMost);
