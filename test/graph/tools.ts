/** What the adapters are made with in these tests: nothing waits, and everything they did is there to be looked at. */
import { expect } from "@jest/globals";
import { Outage, type Tokens } from "../../src/engine/ports.ts";

export const tenant = "7a0c9f2e-5b1d-4c83-9e64-1f2a3b4c5d6e";

export function testTools(tokens: Tokens = { token: async (scope) => `token for ${scope}` }) {
  const waits: number[] = [];
  const logged: string[] = [];
  const say = (...words: unknown[]): void => {
    logged.push(String(words.at(-1)));
  };
  let clock = Date.parse("2026-11-22T10:00:00Z");
  return {
    waits,
    logged,
    tokens,
    log: { warn: say, info: say },
    now: () => new Date(clock),
    pause: async (ms: number) => {
      waits.push(Math.round(ms));
      clock += ms;
    },
  };
}

/** The Outage that this ends in; anything else fails the test. */
export async function outageOf(work: Promise<unknown>): Promise<Outage> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Outage);
  return error as Outage;
}

/** Tokens from the sandbox's own sign-in. */
export function sandboxTokens(url: string, secret: string, app: string): Tokens {
  return {
    async token(scope) {
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: app,
        client_secret: secret,
        scope,
      });
      const answer = await fetch(`${url}/login/${tenant}/oauth2/v2.0/token`, { method: "POST", body: form });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
  };
}
