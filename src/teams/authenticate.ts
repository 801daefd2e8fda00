/**
 * Who may speak to Muster: only Teams, for this bot, from this tenant. botframework-connector judges the token; around
 * it stand what it lacks: every bad token is a 401 (it answers 500 to a bad signature, `alg: none`, HS256 or a future
 * `nbf`), verified tokens are remembered, and keys are kept warm (measured with 4.23.3).
 */
import type { Activity as BotActivity } from "botbuilder";
import { BotFrameworkAuthenticationFactory } from "botframework-connector";
import { JwtTokenExtractor } from "botframework-connector/lib/auth/jwtTokenExtractor.js";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { Outage } from "../engine/ports.ts";
import type { Activity } from "./activity.ts";
import { type SigningKeys, signingKeys } from "./keys.ts";

/** A revoked key is believed for at most this long. */
const rememberMs = 5 * 60_000;
const rememberedMost = 500;

/** Why an activity is not let in. 503: the keys have never been seen, so that nobody can tell yet. */
export type Rejection = { status: 401 | 403 | 503; why: string };

export type Authenticate = {
  /** Judges an activity by its Authorization header; undefined lets it in. Never throws. */
  (activity: Activity, authorization: string | undefined): Promise<Rejection | undefined>;
  /** Fetches the signing keys ahead of the first message. Throws Outage. */
  warm(): Promise<void>;
};

type Parts = { config: Config; now: () => Date; log: Logger };

/** `now` is the real time, whatever clock incidents run by: tokens are other people's promises. */
export function authenticator({ config, now, log }: Parts): Authenticate {
  if (config.MUSTER_PLAYGROUND) return Object.assign(async () => undefined, { warm: async () => undefined });
  const keys = signingKeys({ url: config.BOT_OPENID_METADATA_URL, now, log });
  const check = channelTokens(config, keys);
  const remembered = memory(now);
  const authenticate = async (activity: Activity, authorization: string | undefined) => {
    const { channelId, serviceUrl } = activity;
    const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
    if (token === undefined) return unauthorized("there is no bearer token");
    // Without these two the library skips its own comparison with the token.
    if (serviceUrl === undefined || channelId !== "msteams") return unauthorized("it does not come from Teams");
    const key = `${channelId}\n${serviceUrl}\n${token}`;
    if (!remembered.has(key)) {
      const claims = claimsOf(token);
      if (claims?.iss !== config.BOT_TOKEN_ISSUER) return unauthorized("somebody else issued the token");
      if (typeof claims.exp !== "number") return unauthorized("the token never expires");
      const rejection = await check(activity, token);
      if (rejection !== undefined) return rejection;
      remembered.add(key, claims.exp * 1_000);
    }
    return fromTenant(activity, config.BOT_APP_TENANT);
  };
  return Object.assign(authenticate, { warm: () => keys.warm() });
}

const unauthorized = (why: string): Rejection => ({ status: 401, why });

/** The library's own check of signature, issuer, audience, lifetime, endorsements and service URL. */
function channelTokens(config: Config, keys: SigningKeys) {
  const metadataUrl = config.BOT_OPENID_METADATA_URL;
  // The library shares one key store for each address; ours takes its place there.
  const store = new JwtTokenExtractor({}, metadataUrl, ["RS256"]).openIdMetadata;
  store.getKey = (id) => keys.find(id);
  const library = BotFrameworkAuthenticationFactory.create(
    "",
    false,
    `${config.LOGIN_URL}/${config.BOT_APP_TENANT}`,
    config.BOT_OAUTH_SCOPE,
    config.BOT_TOKEN_ISSUER,
    "https://api.botframework.com",
    metadataUrl,
    metadataUrl,
    "",
    {
      isValidAppId: async (id) => id === config.BOT_APP_ID,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => Promise.reject(new Error("Muster sends through src/teams/connector.ts.")),
    },
    { requiredEndorsements: [] },
  );
  return async (activity: Activity, token: string): Promise<Rejection | undefined> => {
    try {
      const { channelId = "", serviceUrl = "" } = activity;
      await library.authenticateRequest({ channelId, serviceUrl } as BotActivity, `Bearer ${token}`);
      return undefined;
    } catch (error) {
      if (error instanceof Outage) return { status: 503, why: error.message };
      return unauthorized(error instanceof Error ? error.message : "the token is not valid");
    }
  };
}

/** Teams names the tenant in the conversation, in the channel data, or in both. */
function fromTenant({ conversation, channelData }: Activity, tenant: string): Rejection | undefined {
  const named = [conversation?.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined);
  const ours = named.length > 0 && named.every((id) => id.toLowerCase() === tenant.toLowerCase());
  return ours ? undefined : { status: 403, why: "it comes from another tenant" };
}

/** What a token says of itself, before anybody believes it. */
function claimsOf(token: string): { iss?: unknown; exp?: unknown } | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** Tokens found good, until they expire but at most five minutes; the oldest makes room. */
function memory(now: () => Date) {
  const goodUntil = new Map<string, number>();
  return {
    has: (key: string): boolean => {
      const until = goodUntil.get(key);
      if (until !== undefined && until > now().getTime()) return true;
      goodUntil.delete(key);
      return false;
    },
    add: (key: string, expiresAt: number): void => {
      const oldest = goodUntil.keys().next().value;
      if (goodUntil.size >= rememberedMost && oldest !== undefined) goodUntil.delete(oldest);
      goodUntil.set(key, Math.min(expiresAt, now().getTime() + rememberMs));
    },
  };
}
