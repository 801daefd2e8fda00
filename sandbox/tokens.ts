/** The sandbox's own Entra ID: one key pair, tokens in both directions, and nobody gets in without one. */
import { generateKeyPair, importJWK, exportJWK, jwtVerify, SignJWT, errors, type JWK } from "jose";
import { tokenCache, type SignedToken } from "./token-cache.ts";
import { type Answer, type Call, ok, route, type Route } from "./http.ts";
import { appId, type Person, stableGuid, tenant } from "./people.ts";
import { sandboxBody } from "./sandbox-error.ts";
import { userClaims, userIssuer, userMetadata, userTokenLifetime, whoAsks } from "./user-tokens.ts";
import type { Grants } from "./world.ts";

export const appSecret = "sandbox-secret";
export const personalAccessToken = "sandbox-pat";
/** The audience of each surface's tokens; the scope is the audience with "/.default". */
export const audiences = {
  connector: "https://api.botframework.com",
  graph: "https://graph.microsoft.com",
  devops: "499b84ac-1321-427f-aa17-267ca6975798",
} as const;
export type Surface = keyof typeof audiences;

const keyId = "sandbox-1";
const lifetimeSeconds = 3600;
const reusedMs = 300_000;
const issuer = `https://sts.windows.net/${tenant}/`;

export type Tokens = Awaited<ReturnType<typeof createTokens>>;

/** `stored` is the private key of an earlier run, so that tokens outlive a restart. */
export async function createTokens(options: { url: string; now: () => Date; grants: () => Grants; stored?: JWK }) {
  const { privateKey, publicJwk, privateJwk } = await keys(options.stored);
  const publicKey = await importJWK(publicJwk, "RS256");
  const forBot = tokenCache(async (serviceUrl): Promise<SignedToken> => {
    const token = await sign(privateKey, { serviceurl: serviceUrl }, appId, audiences.connector);
    return { token, goodUntil: Date.now() + reusedMs };
  });
  const forUser = (person: Person): Promise<string> => {
    const { from, until } = userTokenLifetime(options.now());
    return new SignJWT(userClaims(person))
      .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT" })
      .setIssuer(userIssuer(options.url))
      .setAudience(appId)
      .setIssuedAt(from)
      .setNotBefore(from)
      .setExpirationTime(until)
      .sign(privateKey);
  };
  return {
    privateJwk,
    /** A token with which Teams would deliver an activity to the bot; used again for five minutes, as Teams does. */
    forBot: (serviceUrl: string): Promise<string> => forBot(serviceUrl),
    /** The claims of a token that we issued for this surface, or undefined. */
    async check(header: string | undefined, surface: Surface): Promise<{ roles: string[] } | undefined> {
      const token = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
      if (token === undefined) return undefined;
      try {
        const expected = { algorithms: ["RS256"], issuer, audience: audiences[surface] };
        const { payload } = await jwtVerify(token, publicKey, expected);
        return { roles: Array.isArray(payload["roles"]) ? (payload["roles"] as string[]) : [] };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
    /** A token with which the tab says who looks at it, as single sign-on gives it one. */
    forUser,
    routes: [
      route("POST", "/sandbox/token", async (call) => {
        const person = whoAsks(sandboxBody(call)["person"]);
        return ok({ token: await forUser(person), person: person.name });
      }),
      ...metadataRoutes(options.url, publicJwk),
      route("POST", "/login/{tenant}/oauth2/v2.0/token", async (call) => {
        const audience = audienceOf(call);
        if (typeof audience !== "string") return audience;
        const roles = audience === audiences.graph ? { roles: options.grants().roles } : {};
        const token = await sign(privateKey, { ...muster, ...roles }, audience, issuer);
        const seconds = lifetimeSeconds - 1;
        return ok({ token_type: "Bearer", expires_in: seconds, ext_expires_in: seconds, access_token: token });
      }),
    ] satisfies Route[],
  };
}

/** What Entra ID says of an application that signs in as itself. */
const muster = {
  appid: appId,
  azp: appId,
  tid: tenant,
  oid: stableGuid("service principal Muster"),
  idtyp: "app",
  ver: "1.0",
};

const sign = (key: Parameters<SignJWT["sign"]>[0], claims: Record<string, unknown>, audience: string, by: string) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT", x5t: keyId })
    .setIssuer(by)
    .setAudience(audience)
    .setIssuedAt()
    .setNotBefore(Math.floor(Date.now() / 1000) - 300)
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(key);

const metadataRoutes = (url: string, publicJwk: JWK): Route[] => [
  route("GET", "/login/v1/.well-known/openidconfiguration", () => ok(metadata(url))),
  route("GET", "/login/{tenant}/v2.0/.well-known/openid-configuration", (call) =>
    ok(call.params["tenant"] === tenant ? userMetadata(url) : metadata(url)),
  ),
  route("GET", "/login/{tenant}/discovery/v2.0/keys", () =>
    ok({ keys: [{ ...publicJwk, kid: keyId, x5t: keyId, use: "sig", issuer: userIssuer(url) }] }),
  ),
  route("GET", "/login/v1/.well-known/keys", () =>
    ok({ keys: [{ ...publicJwk, kid: keyId, x5t: keyId, use: "sig", endorsements: ["msteams"] }] }),
  ),
];

async function keys(stored: JWK | undefined) {
  const privateJwk = stored ?? (await exportJWK((await generateKeyPair("RS256", { extractable: true })).privateKey));
  const publicJwk: JWK = { kty: "RSA", n: privateJwk.n!, e: privateJwk.e!, alg: "RS256" };
  return { privateKey: await importJWK(privateJwk, "RS256"), publicJwk, privateJwk };
}

const metadata = (url: string) => ({
  issuer: audiences.connector,
  authorization_endpoint: `${url}/login/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `${url}/login/${tenant}/oauth2/v2.0/token`,
  jwks_uri: `${url}/login/v1/.well-known/keys`,
  id_token_signing_alg_values_supported: ["RS256"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
});

/** The audience asked for, or the refusal that Entra ID would give. */
function audienceOf(call: Call): string | Answer {
  const form = new URLSearchParams(call.body.toString("utf8"));
  const refuse = (status: number, error: string, description: string): Answer => ({
    status,
    body: {
      error,
      error_description: description,
      error_codes: [],
      timestamp: new Date().toISOString(),
      trace_id: stableGuid(description),
    },
  });
  if (call.params["tenant"] !== tenant && call.params["tenant"] !== "botframework.com")
    return refuse(400, "invalid_request", `AADSTS90002: Tenant '${call.params["tenant"]}' not found.`);
  if (form.get("grant_type") !== "client_credentials")
    return refuse(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
  if (form.get("client_id") !== appId)
    return refuse(400, "unauthorized_client", `AADSTS700016: Application '${form.get("client_id")}' was not found.`);
  if (form.get("client_secret") !== appSecret)
    return refuse(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
  const scope = form.get("scope") ?? "";
  const audience = Object.values(audiences).find((each) => scope === `${each}/.default`);
  return (
    audience ??
    refuse(
      400,
      "invalid_scope",
      `AADSTS70011: The provided value for the input parameter 'scope' is not valid: ${scope}.`,
    )
  );
}
