/** Every address at which something about pages and shifts comes back, or is asked for. */
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Replies } from "../engine/replies.ts";
import { calendarDoor, type ReadCalendar } from "./calendar.ts";
import type { Route } from "./door.ts";
import { azureEventsDoor } from "./paging-azure.ts";
import { type CallControl, callsDoor } from "./paging-calls.ts";
import { pagerdutyDoor } from "./paging-pagerduty.ts";
import { replyDoors } from "./reply-page.ts";

export type PagingParts = {
  config: Pick<Config, "PAGING_TOKENS" | "PAGERDUTY_WEBHOOK_SECRET">;
  replies: Replies;
  /** Undefined where calls are not set up. */
  calls: CallControl | undefined;
  readCalendar: ReadCalendar;
  /** Whether pages can be trusted to arrive. */
  health(): Promise<{ ok: boolean }>;
  log: Logger;
};

export function pagingRoutes({ config, replies, calls, readCalendar, health, log }: PagingParts): Route[] {
  const azure = azureEventsDoor(config.PAGING_TOKENS, replies, log);
  const { show, answer } = replyDoors(replies, log);
  return [
    { method: "post", path: "/api/paging/azure", door: azure },
    { method: "opts", path: "/api/paging/azure", door: azure },
    ...(calls === undefined
      ? []
      : [{ method: "post", path: "/api/paging/calls/:token", door: callsDoor(calls, replies, log) } as const]),
    {
      method: "post",
      path: "/api/paging/pagerduty",
      door: pagerdutyDoor(config.PAGERDUTY_WEBHOOK_SECRET, replies, log),
    },
    { method: "get", path: "/page/:token", door: show },
    { method: "post", path: "/page/:token", door: answer },
    { method: "get", path: "/calendar/:token", door: calendarDoor(readCalendar, log) },
    {
      method: "get",
      path: "/healthz/pages",
      async door() {
        const found = await health();
        return { status: found.ok ? 200 : 503, body: found };
      },
    },
  ];
}
