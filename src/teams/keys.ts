/**
 * The keys with which Teams signs. As it comes, botframework-connector fetches them once for every request while cold,
 * and turns every message into a 500 when they are a day old and the metadata endpoint is down (measured with 4.23.3).
 * Here one fetch serves everybody, old keys are renewed behind the request's back, and stale ones are better than none.
 */
import { createPublicKey } from "node:crypto";
import type { Logger } from "pino";
import { z } from "zod";
import { Outage } from "../engine/ports.ts";

const freshMs = 12 * 3_600_000;
/** An unknown key id costs a fetch at most this often, so that forged tokens cannot make us hammer the endpoint. */
const pauseMs = 60_000;
const fetchMs = 5_000;

export type SigningKey = { key: string; endorsements?: string[] };

export type SigningKeys = {
  /** Fetches the keys now, so that the first message need not wait. Throws Outage. */
  warm(): Promise<void>;
  /** The key of this id, or null when there is none. Throws Outage only while no key was ever fetched. */
  find(id: string): Promise<SigningKey | null>;
};

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keysSchema = z.object({ keys: z.array(z.unknown()).max(500) });
const keySchema = z.object({
  kty: z.literal("RSA"),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).optional(),
});

type Source = { url: string; now: () => Date; log: Logger };

export function signingKeys({ url, now, log }: Source): SigningKeys {
  let keys: Map<string, SigningKey> | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;

  const renew = (): Promise<void> => {
    triedAt = now().getTime();
    fetching ??= fetchKeys(url)
      .then((fetched) => {
        keys = fetched;
        fetchedAt = now().getTime();
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };
  const mayTry = () => now().getTime() - triedAt >= pauseMs;
  const complain = (error: unknown) => log.warn({ err: error, url }, "the signing keys of Teams could not be renewed");

  return {
    warm: renew,
    find: async (id) => {
      if (keys === undefined) await renew();
      else if (!keys.has(id) && mayTry()) await renew().catch(complain);
      else if (now().getTime() - fetchedAt > freshMs && mayTry()) renew().catch(complain);
      return keys?.get(id) ?? null;
    },
  };
}

async function fetchKeys(url: string): Promise<Map<string, SigningKey>> {
  try {
    const { jwks_uri } = metadataSchema.parse(await fetchJson(url));
    const { keys } = keysSchema.parse(await fetchJson(jwks_uri));
    const usable = keys.flatMap((key) => keySchema.safeParse(key).data ?? []);
    if (usable.length === 0) throw new Error(`there is no usable key at ${jwks_uri}`);
    return new Map(usable.map((key) => [key.kid, signingKey(key)]));
  } catch (error) {
    throw new Outage(`The keys with which Teams signs could not be fetched from ${url}.`, {
      again: true,
      cause: error,
    });
  }
}

function signingKey({ kty, n, e, endorsements }: z.infer<typeof keySchema>): SigningKey {
  const key = createPublicKey({ key: { kty, n, e }, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
  return { key, ...(endorsements && { endorsements }) };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return await response.json();
}
