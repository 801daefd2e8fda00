/** Teams' adapter with a clock that only waiting moves, so that no test waits. */
import { pino } from "pino";
import type { Config } from "../../src/config.ts";
import { teamsChat } from "../../src/teams/connector.ts";
import { testConfig } from "./config.ts";

export function standingChat(
  connectorUrl: string,
  set: Partial<Record<keyof Config, string>> = {},
  deadlineMs = 10_000,
) {
  let at = Date.parse("2026-11-20T14:00:00Z");
  const pauses: number[] = [];
  const scopes: string[] = [];
  const chat = teamsChat({
    config: testConfig({ CONNECTOR_URL: connectorUrl, ...set }),
    tokens: {
      token: async (scope) => {
        scopes.push(scope);
        return "the bot's token";
      },
    },
    now: () => new Date(at),
    pause: async (ms) => {
      pauses.push(ms);
      at += ms;
    },
    log: pino({ level: "silent" }),
    deadlineMs,
  });
  const pass = (ms: number) => {
    at += ms;
  };
  return { chat, pauses, scopes, pass, now: () => at };
}
