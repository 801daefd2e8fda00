/** The doors for what comes back about a page, on a server of their own, and what they said to `Replies`. */
import type { AddressInfo } from "node:net";
import pino from "pino";
import restify from "restify";
import { Refusal } from "../../src/domain/refusal.ts";
import type { PagingEvent, Replies, Shown } from "../../src/engine/replies.ts";
import { type Door, open } from "../../src/web/door.ts";
import { guard } from "../../src/web/guard.ts";
import { azureEventsDoor } from "../../src/web/paging-azure.ts";
import { type CallControl, callsDoor } from "../../src/web/paging-calls.ts";
import { pagerdutyDoor } from "../../src/web/paging-pagerduty.ts";
import { replyDoors } from "../../src/web/reply-page.ts";

export const token = "INC-42.17.abcdefghijklmnopqrst-_";
export const other = "INC-42.18.abcdefghijklmnopqrst-_";
/** About an incident that is not there any more. */
export const gone = "INC-41.17.abcdefghijklmnopqrst-_";
export const secret = "a secret between PagerDuty and us";

export type Heard = {
  token?: string;
  reference?: string;
  phone?: string;
  text?: string;
  event?: PagingEvent;
  cause: string;
};
export type Doors = Awaited<ReturnType<typeof startDoors>>;

const shown: Shown = {
  id: "INC-42",
  title: "checkout is down",
  severity: 1,
  person: "Ada",
  standing: "Nobody has answered yet.",
  open: true,
};

export async function startDoors({
  page = shown,
  trouble,
}: {
  page?: Partial<Shown>;
  trouble?: () => Error | undefined;
} = {}) {
  const heard: Heard[] = [];
  const said: string[] = [];
  const lines: string[] = [];
  const now: Shown = { ...shown, ...page };
  const hear = async (one: Heard) => {
    const error = trouble?.();
    if (error !== undefined) throw error;
    if (!heard.some(({ cause }) => cause === one.cause)) heard.push(one);
    if (one.event?.kind === "acknowledged") Object.assign(now, { open: false, standing: "Ada has it." });
    return one.event?.kind === "declined" ? "The next person is paged." : "It is yours.";
  };
  const replies: Replies = {
    about: async (asked) => {
      if (asked === gone) throw new Refusal("It is not there any more.");
      return asked === token ? now : undefined;
    },
    hear: async (to, event, cause) => {
      if (to !== token) throw new Refusal("There is no such page.");
      return await hear({ token: to, event, cause });
    },
    hearAbout: async (reference, event, cause) => void (await hear({ reference, event, cause })),
    hearMessage: (phone, text, cause) => hear({ phone, text, cause }),
  };
  const calls: CallControl = {
    ask: async (call, to, question, context) => void said.push(`ask ${call} ${to}: ${question} [${context}]`),
    say: async (call, words, context) => void said.push(`say ${call}: ${words} [${context}]`),
    hangUp: async (call) => void said.push(`hang up ${call}`),
  };
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const server = restify.createServer({ name: "", log: log as never });
  guard(server);
  const azure = azureEventsDoor(["grid"], replies, log);
  const pages = replyDoors(replies, log);
  const mount = (methods: ("post" | "get" | "head" | "opts")[], path: string, door: Door) =>
    methods.forEach((method) => void server[method](path, open(log, door)));
  mount(["post", "opts"], "/api/paging/azure", azure);
  mount(["post"], "/api/paging/calls/:token", callsDoor(calls, replies, log));
  mount(["post"], "/api/paging/pagerduty", pagerdutyDoor(secret, replies, log));
  mount(["post"], "/unset/pagerduty", pagerdutyDoor(undefined, replies, log));
  mount(["get", "head"], "/page/:token", pages.show);
  mount(["post"], "/page/:token", pages.answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const close = async () => {
    server.server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(resolve));
  };
  const post = (path: string, body: string | object, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  return { url, heard, said, calls, now, close, post, log: () => lines.join("") };
}
