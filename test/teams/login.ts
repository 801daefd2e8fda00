/** Somebody who signs tokens as Teams does: an OpenID server on the loopback with its own keys. */
import { type CryptoKey, type JWTPayload, SignJWT, exportJWK, generateKeyPair } from "jose";
import { appId } from "./config.ts";
import { type TestServer, startServer } from "./server.ts";

export const issuer = "https://api.botframework.com";

export type Login = TestServer & {
  metadataUrl: string;
  /** A token that Teams could have signed, unless the test says otherwise. */
  token(claims?: JWTPayload, header?: { alg?: string; kid?: string }, key?: CryptoKey | Uint8Array): Promise<string>;
  /** From now on the metadata endpoint is down, or up again. */
  down(is: "down" | "up"): void;
  /** Starts to sign with a new key that has not been seen before. */
  turnKey(oldKey: "kept" | "revoked"): Promise<void>;
};

const pairs = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256"), generateKeyPair("RS256")]);
/** A key that no metadata names. */
export const strangersKey = pairs[2].privateKey;

export async function startLogin(endorsements = ["msteams"]): Promise<Login> {
  let state: "down" | "up" = "up";
  const keys = [{ kid: "key-1", ...pairs[0] }];
  const server = await startServer(({ path }) => {
    if (state === "down") return { status: 503 };
    if (path.endsWith("openidconfiguration")) return { status: 200, body: { issuer, jwks_uri: `${server.url}/keys` } };
    return { status: 200, body: { keys: published } };
  });
  let published = await publish(keys, endorsements);
  return {
    ...server,
    metadataUrl: `${server.url}/.well-known/openidconfiguration`,
    down: (is) => {
      state = is;
    },
    turnKey: async (oldKey) => {
      keys.unshift({ kid: `key-${keys.length + 1}`, ...pairs[1] });
      if (oldKey === "revoked") keys.splice(1);
      published = await publish(keys, endorsements);
    },
    token: (claims = {}, header = {}, key = keys[0]?.privateKey ?? strangersKey) => {
      const seconds = Math.floor(Date.now() / 1_000);
      return new SignJWT({ iss: issuer, aud: appId, nbf: seconds - 60, exp: seconds + 3_600, serviceurl, ...claims })
        .setProtectedHeader({ alg: "RS256", kid: keys[0]?.kid ?? "", typ: "JWT", ...header })
        .sign(key);
    },
  };
}

export const serviceurl = "https://smba.trafficmanager.net/emea/";

const publish = (keys: { kid: string; publicKey: CryptoKey }[], endorsements: string[]) =>
  Promise.all(
    keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, use: "sig", endorsements })),
  );
