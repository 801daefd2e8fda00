/** What Entra ID says of somebody to an application whose tab they look at (identity-platform/access-token-claims-reference.md). */
import { appId, digest, findPerson, type Person, tenant } from "./people.ts";
import { sandboxError } from "./sandbox-error.ts";

const secondsLong = 3_600;
/** Teams in a browser. */
const teamsClient = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346";

export const userIssuer = (url: string): string => `${url}/login/${tenant}/v2.0`;

export function whoAsks(words: unknown): Person {
  const person = typeof words === "string" ? findPerson(words) : undefined;
  if (person === undefined)
    throw sandboxError(400, "person: the id, name or user principal name of somebody in GET /sandbox/people.");
  return person;
}

export const userClaims = (person: Person) => ({
  tid: tenant,
  oid: person.id,
  sub: digest(`subject ${person.id} ${appId}`).slice(0, 43),
  name: person.name,
  preferred_username: person.upn,
  scp: "access_as_user",
  azp: teamsClient,
  azpacr: "0",
  ver: "2.0",
});

/** Good by the real clock and by the sandbox's, whichever is ahead: whoever checks it may go by either. */
export function userTokenLifetime(now: Date): { from: number; until: number } {
  const clocks = [Date.now(), now.getTime()].map((ms) => Math.floor(ms / 1_000));
  return { from: Math.min(...clocks), until: Math.max(...clocks) + secondsLong };
}

export const userMetadata = (url: string) => ({
  issuer: userIssuer(url),
  authorization_endpoint: `${url}/login/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `${url}/login/${tenant}/oauth2/v2.0/token`,
  jwks_uri: `${url}/login/${tenant}/discovery/v2.0/keys`,
  id_token_signing_alg_values_supported: ["RS256"],
  subject_types_supported: ["pairwise"],
  response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
});
