/** What people do with what reached them: `POST /sandbox/outbox/{id}/answer`, and whether their phones can be reached. */
import { z } from "zod";
import type { Delivered } from "../delivery.ts";
import { type Answer, type Call, ok, type Route, route } from "../http.ts";
import { sandboxBody, sandboxError } from "../sandbox-error.ts";
import { type Outgoing, type OutgoingKind, type PhoneReach, reaches } from "../outgoing.ts";
import { answer, pressKey, putDown, unreachable } from "./call-events.ts";
import { mailPage, reportMail, seenMail } from "./email.ts";
import { conflict, isNumber } from "./outbox.ts";
import { handle } from "./pagerduty.ts";
import type { Paging } from "./paging.ts";
import { reply, reportText } from "./sms.ts";

const wishShape = z.object({
  action: z.enum(["reply", "deliver", "fail", "answer", "press", "hangup", "open", "acknowledge", "resolve"]),
  text: z.string().min(1).max(1_600).optional(),
  key: z
    .string()
    .regex(/^[0-9*#]$/, "one of 0 to 9, * and #")
    .optional(),
  by: z.string().min(1).max(200).default("Somebody"),
});
type Wish = z.infer<typeof wishShape>;
type Act = (paging: Paging, outgoing: Outgoing, wish: Wish) => Promise<Delivered | undefined>;

const acts: Record<OutgoingKind, Partial<Record<Wish["action"], Act>>> = {
  sms: {
    reply: (paging, outgoing, wish) => reply(paging, outgoing, needed(wish, "text")),
    deliver: (paging, outgoing) => reportText(paging, sent(outgoing, "delivered"), "delivered"),
    fail: (paging, outgoing) => reportText(paging, sent(outgoing, "lost"), "failed"),
    open,
  },
  voice: {
    answer,
    press: (paging, outgoing, wish) => pressKey(paging, outgoing, needed(wish, "key")),
    hangup: putDown,
    fail: async (paging, outgoing) => {
      if (outgoing.state !== "ringing") throw conflict(outgoing, "cut off");
      return unreachable(paging, outgoing, "off");
    },
  },
  email: {
    deliver: (paging, outgoing) => reportMail(paging, sent(outgoing, "delivered"), "delivered"),
    fail: (paging, outgoing) => reportMail(paging, sent(outgoing, "lost"), "failed"),
    open: async (paging, outgoing) => {
      await open(paging, outgoing);
      return seenMail(paging, outgoing);
    },
  },
  pagerduty: {
    acknowledge: async (paging, outgoing, { by }) => {
      if (outgoing.state !== "open") throw conflict(outgoing, "acknowledged");
      return handle(paging, outgoing, "acknowledged", by);
    },
    resolve: async (paging, outgoing, { by }) => {
      if (outgoing.state === "resolved") throw conflict(outgoing, "resolved");
      return handle(paging, outgoing, "resolved", by);
    },
    open,
  },
  webhook: { open },
};

export const answerRoutes = (paging: Paging): Route[] => [
  route("GET", "/sandbox/outbox", () => ok(paging.store.world.outbox)),
  route("GET", "/sandbox/outbox/{outgoing}/mail", (call) => mailPage(find(paging, call))),
  route("POST", "/sandbox/outbox/{outgoing}/answer", (call) => act(paging, call)),
  route("GET", "/sandbox/phones", () => ok(paging.store.world.phones)),
  route("PUT", "/sandbox/phones/{number}", (call) => {
    const to = call.params["number"]!.toLowerCase();
    const { reach } = sandboxBody(call);
    if (!isNumber(to) && !z.email().safeParse(to).success)
      throw sandboxError(400, "A phone number like +441632960001, or an e-mail address.");
    if (!reaches.includes(reach as PhoneReach)) throw sandboxError(400, `reach: one of ${reaches.join(", ")}.`);
    paging.store.world.phones[to] = reach as PhoneReach;
    paging.store.changed({ type: "outbox" });
    return ok({ number: to, reach });
  }),
];

function find(paging: Paging, call: Call): Outgoing {
  const outgoing = paging.outbox.find(call.params["outgoing"]!);
  if (outgoing === undefined) throw sandboxError(404, "Nothing with this id has left.");
  return outgoing;
}

async function act(paging: Paging, call: Call): Promise<Answer> {
  const outgoing = find(paging, call);
  const read = wishShape.safeParse(sandboxBody(call));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw sandboxError(400, `${issue?.path.join(".")}: ${issue?.message}.`);
  }
  const wish = read.data;
  const how = acts[outgoing.kind][wish.action];
  if (how === undefined)
    throw sandboxError(409, `“${wish.action}” is nothing one can do with this kind of message (${outgoing.kind}).`);
  const delivered = await how(paging, outgoing, wish);
  await paging.delivery.settle();
  return ok({ ...outgoing, ...(delivered === undefined ? {} : { delivered }) });
}

/** Remembers that somebody looked; what they saw there, they fetch themselves. */
async function open(paging: Paging, outgoing: Outgoing): Promise<undefined> {
  if (outgoing.link === undefined) throw sandboxError(409, "There is no link in it.");
  paging.outbox.note(outgoing, { opened: outgoing.link });
}

function needed(wish: Wish, name: "text" | "key"): string {
  const value = wish[name];
  if (value === undefined) throw sandboxError(400, `${name}: is missing.`);
  return value;
}

/** It can only arrive or be lost while it is under way. */
function sent(outgoing: Outgoing, wish: string): Outgoing {
  if (outgoing.state !== "sent") throw conflict(outgoing, wish);
  return outgoing;
}
