/**
 * Who calls the web API: the token that Microsoft Entra gives a tab in Teams for the person who uses it
 * (learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-code). A person is the `oid` of the
 * token; the names in it are for reading only.
 */
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Logger } from "pino";
import type { Request } from "restify";
import { z } from "zod";
import type { Config } from "../config.ts";
import type { Person } from "../domain/people.ts";
import { Outage } from "../engine/ports.ts";
import { HttpError } from "./answer.ts";

/** The person behind a request. Throws HttpError: 401 without a good token, 403 for a program, 503 while nobody can tell. */
export type UserFrom = (request: Pick<Request, "headers">) => Promise<Person>;

type Parts = {
  config: Pick<Config, "LOGIN_URL" | "BOT_APP_TENANT" | "BOT_APP_ID">;
  /** The real time, whatever clock incidents run by: tokens are other people's promises. */
  now: () => Date;
  log: Logger;
};

const scope = "access_as_user";
const toleranceSeconds = 60;
const tokenMax = 16_000;

export function userFrom({ config, now, log }: Parts): UserFrom {
  const findKey = signingKeys(config, log);
  const issuer = [config.LOGIN_URL, "https://login.microsoftonline.com"].map(
    (login) => `${login}/${config.BOT_APP_TENANT}/v2.0`,
  );
  const rules = { algorithms: ["RS256"], issuer, clockTolerance: toleranceSeconds, requiredClaims: ["exp", "nbf"] };
  return async ({ headers }) => {
    const token = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];
    if (token === undefined || token.length > tokenMax)
      throw unauthorized("Send a token of Microsoft Entra: Authorization: Bearer <token>.");
    try {
      const { payload } = await jwtVerify(token, findKey, { ...rules, currentDate: now() });
      return personOf(payload, config);
    } catch (error) {
      if (error instanceof HttpError) throw error;
      if (error instanceof Outage) throw new HttpError(503, error.message, { "Retry-After": "10" });
      const expired = error instanceof errors.JWTExpired;
      throw unauthorized(expired ? "The token has expired. Get a new one." : "The token is not valid here.");
    }
  };
}

const unauthorized = (message: string) =>
  new HttpError(401, message, { "WWW-Authenticate": 'Bearer error="invalid_token"' });

const keysAgeMs = 24 * 3_600_000;
/** An unknown key id costs a fetch at most this often, so that forged tokens cannot make us hammer the endpoint. */
const pauseMs = 60_000;
const fetchMs = 4_000;

/** The keys of the tenant. Those we have are better than none while new ones cannot be had. */
function signingKeys({ LOGIN_URL, BOT_APP_TENANT }: Parts["config"], log: Logger): JWTVerifyGetKey {
  const url = new URL(`${LOGIN_URL}/${BOT_APP_TENANT}/discovery/v2.0/keys`);
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: keysAgeMs,
    cooldownDuration: pauseMs,
    timeoutDuration: fetchMs,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      log.warn({ err: error, url: url.href }, "The keys with which Entra signs could not be fetched");
      const outage = new Outage("Who you are cannot be checked just now. Try again.", { again: true, cause: error });
      const known = remote.jwks();
      if (known === undefined) throw outage;
      return await createLocalJWKSet(known)(header, token).catch(() => Promise.reject(outage));
    }
  };
}

const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const claimsSchema = z.object({
  aud: z.string(),
  tid: z.string(),
  oid: z.string().regex(guid).optional(),
  scp: z.string().optional(),
  name: z.string().max(500).optional(),
  preferred_username: z.string().max(500).optional(),
});

function personOf(payload: JWTPayload, { BOT_APP_ID, BOT_APP_TENANT }: Parts["config"]): Person {
  const claims = claimsSchema.safeParse(payload).data;
  if (claims === undefined || claims.tid !== BOT_APP_TENANT || !isForUs(claims.aud, BOT_APP_ID))
    throw unauthorized("The token is not meant for this app.");
  const { oid, scp = "", name, preferred_username: login } = claims;
  if (oid === undefined || !scp.split(" ").includes(scope))
    throw new HttpError(403, `Only people may do this: the token has no person, or not the scope ${scope}.`);
  return {
    id: oid,
    name: name?.trim() || login || oid,
    ...(login?.includes("@") ? { email: login } : {}),
  };
}

/** The app's id, or its address as Entra knows it: api://host/id, for a bot api://host/botid-id. */
const isForUs = (audience: string, appId: string): boolean =>
  audience === appId ||
  (audience.startsWith("api://") && [appId, `botid-${appId}`].includes(audience.split("/").at(-1)!));
