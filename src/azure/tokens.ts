/** Bearer tokens for Teams, Graph and Azure DevOps, from the bot's secret or its managed identity. */
import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from "@azure/identity";
import { z } from "zod";
import type { Config } from "../config.ts";
import { Outage, type Tokens } from "../engine/ports.ts";

/** A token is renewed this long before it expires, so that none expires on its way. */
const aheadMs = 2 * 60_000;
const callMs = 10_000;

type Token = { token: string; lifeMs: number };
type Source = (scope: string) => Promise<Token>;

/** Keeps one token for each scope and asks for one at a time. Throws Outage with what to check. */
export function tokens(config: Config, now: () => Date): Tokens {
  const source = config.LOGIN_URL.startsWith("http:") ? plainLogin(config) : entraLogin(config, now);
  const kept = new Map<string, { token: string; until: number }>();
  const asking = new Map<string, Promise<string>>();
  const ask = async (scope: string): Promise<string> => {
    try {
      const { token, lifeMs } = await source(scope);
      kept.set(scope, { token, until: now().getTime() + lifeMs - aheadMs });
      return token;
    } finally {
      asking.delete(scope);
    }
  };
  return {
    token: async (scope) => {
      const good = kept.get(scope);
      if (good !== undefined && good.until > now().getTime()) return good.token;
      const asked = asking.get(scope) ?? ask(scope);
      asking.set(scope, asked);
      return await asked;
    },
  };
}

/** Entra, through @azure/identity. */
function entraLogin(config: Config, now: () => Date): Source {
  const credential = credentialOf(config);
  return async (scope) => {
    try {
      const token = await credential.getToken(scope, { abortSignal: AbortSignal.timeout(callMs) });
      if (token === null) throw new Error("Entra gave no token.");
      return { token: token.token, lifeMs: token.expiresOnTimestamp - now().getTime() };
    } catch (error) {
      throw refused(config, scope, error, wasRefused(error) ? "no" : "yes");
    }
  };
}

function credentialOf(config: Config): TokenCredential {
  if (config.BOT_MANAGED_IDENTITY) return new ManagedIdentityCredential({ clientId: config.BOT_APP_ID });
  const secret = config.BOT_APP_SECRET ?? "";
  return new ClientSecretCredential(config.BOT_APP_TENANT, config.BOT_APP_ID, secret, {
    authorityHost: config.LOGIN_URL,
  });
}

const wasRefused = (error: unknown): boolean =>
  error instanceof Error && "statusCode" in error && (error.statusCode === 400 || error.statusCode === 401);

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** A login without TLS, as the sandbox on this machine has it: MSAL refuses those. */
function plainLogin(config: Config): Source {
  const url = `${config.LOGIN_URL}/${encodeURIComponent(config.BOT_APP_TENANT)}/oauth2/v2.0/token`;
  return async (scope) => {
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: config.BOT_APP_ID,
      client_secret: config.BOT_APP_SECRET ?? "",
      scope,
    });
    const response = await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(callMs) }).catch((error) => {
      throw refused(config, scope, error, "yes");
    });
    const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
    if (response.ok && answer.success)
      return { token: answer.data.access_token, lifeMs: answer.data.expires_in * 1_000 };
    throw refused(config, scope, new Error(`HTTP ${response.status}`), response.status >= 500 ? "yes" : "no");
  };
}

function refused(config: Config, scope: string, cause: unknown, again: "yes" | "no"): Outage {
  const check = config.BOT_MANAGED_IDENTITY ? "the managed identity" : "BOT_APP_SECRET (it may have expired)";
  const detail = cause instanceof Error ? cause.message.slice(0, 300) : "";
  const words = `Muster could not sign in at ${config.LOGIN_URL} for ${scope}: check BOT_APP_ID, BOT_APP_TENANT and ${check}. (${detail})`;
  return new Outage(words, { again: again === "yes", cause });
}
