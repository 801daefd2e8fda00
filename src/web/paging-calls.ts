/**
 * POST /api/paging/calls/:token: what happens in a telephone call, event by event, and what is said next. How often
 * somebody was asked travels with the call as its operation context, so that any replica can go on with it.
 */
import type { Logger } from "pino";
import { Refusal } from "../domain/refusal.ts";
import { Outage } from "../engine/ports.ts";
import type { PagingEvent, Replies, Shown } from "../engine/replies.ts";
import { HttpError } from "./answer.ts";
import { readText } from "./body.ts";
import type { Door } from "./door.ts";
import { contextOf, type Happening, isSilence, readHappening } from "./paging-call-events.ts";
import { lookUp, readEvents, takeIn } from "./paging-events.ts";
import { farewell, question } from "./paging-words.ts";

/** What can be done in a call that somebody has taken. `call` is its connection id. Each throws Outage. */
export type CallControl = {
  /** Reads out a question and waits for one key. The answer comes as an event that carries `context`. */
  ask(call: string, to: string | undefined, question: string, context: string): Promise<void>;
  /** Reads words out; an event that carries `context` comes when they have been said. */
  say(call: string, words: string, context: string): Promise<void>;
  hangUp(call: string): Promise<void>;
};

const roundsMax = 3;
const rememberedMax = 10_000;
const goodbye = "goodbye";

/** The token in the address is what authenticates the caller: only Azure was told it. */
export const callsDoor = (calls: CallControl, replies: Replies, log: Logger): Door => {
  const done = remembered();
  const answered = remembered();
  return async (request) => {
    const token = String(request.params["token"]).slice(0, 500);
    const events = readEvents(await readText(request));
    const shown = await lookUp(replies, token);
    if (shown === undefined) throw new HttpError(404, "There is no such page.");
    for (const event of events) {
      const about = { event: event.id, type: event.type };
      const known = `${token} ${event.id}`;
      if (!done.add(known)) continue;
      await takeIn(log, about, () =>
        happen(readHappening(event), { token, shown, calls, replies, answered, log }),
      ).catch((error: unknown) => {
        done.forget(known);
        throw error;
      });
    }
    return { status: 200 };
  };
};

/** The same event twice counts once; after so many others it might count again, where `Replies` knows it by its cause. */
function remembered() {
  const all = new Set<string>();
  return {
    add(one: string): boolean {
      if (all.has(one)) return false;
      const oldest = all.values().next().value;
      if (all.size >= rememberedMax && oldest !== undefined) all.delete(oldest);
      all.add(one);
      return true;
    },
    has: (one: string): boolean => all.has(one),
    forget: (one: string): void => void all.delete(one),
  };
}

type Line = {
  token: string;
  shown: Shown;
  calls: CallControl;
  replies: Replies;
  answered: ReturnType<typeof remembered>;
  log: Logger;
};

async function happen(event: Happening, line: Line): Promise<void> {
  switch (event.type) {
    case "CallConnected":
      await Promise.all([report(event, line, { kind: "reported", state: "delivered" }), begin(event, line)]);
      return;
    case "RecognizeCompleted":
      if (event.tone === "one") await answer(event, line, { kind: "acknowledged" });
      else if (event.tone === "two") await answer(event, line, { kind: "declined" });
      else await askAgain(event, line, "no key that means anything was pressed");
      return;
    case "RecognizeFailed":
      await askAgain(event, line, isSilence(event) ? "no key was pressed" : `it could not be read out: ${event.why}`);
      return;
    case "PlayCompleted":
    case "PlayFailed":
      if (event.said === goodbye) await quietly(line, () => line.calls.hangUp(event.call));
      return;
    case "CreateCallFailed":
    case "CallDisconnected":
      if (line.shown.open && !line.answered.has(line.token))
        await report(event, line, failed("the call was not answered"));
      return;
    default:
      line.log.debug({ event: event.id, type: event.type }, "An event of a call changes nothing");
  }
}

const failed = (reason: string): PagingEvent => ({ kind: "reported", state: "failed", reason: reason.slice(0, 300) });

async function begin(event: Happening, line: Line): Promise<void> {
  if (line.shown.open) await ask({ ...event, context: { ...event.context, round: 1 } }, line);
  else await bid(event, line, farewell(line.shown.standing));
}

async function askAgain(event: Happening, line: Line, why: string): Promise<void> {
  const round = event.context.round + 1;
  if (round <= roundsMax) return await ask({ ...event, context: { ...event.context, round } }, line);
  await report(event, line, failed(why));
  await quietly(line, () => line.calls.hangUp(event.call));
}

/** Where a question cannot be asked the person hears nothing: the next means is better than silence. */
async function ask(event: Happening, line: Line): Promise<void> {
  const { kind, round, to } = event.context;
  try {
    await line.calls.ask(event.call, to, question(line.shown, kind, round), contextOf(event.context));
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
    line.log.warn({ err: error, call: event.call }, "A question could not be asked on the phone");
    await report(event, line, failed(error.message));
    await quietly(line, () => line.calls.hangUp(event.call));
  }
}

/** The answer is kept before thanks are said. */
async function answer(event: Happening, line: Line, said: PagingEvent): Promise<void> {
  line.answered.add(line.token);
  const sentence = await report(event, line, said).catch((error: unknown) => {
    if (error instanceof Refusal) return error.message;
    line.answered.forget(line.token);
    throw error;
  });
  await bid(event, line, farewell(sentence));
}

async function bid(event: Happening, line: Line, words: string): Promise<void> {
  await line.calls.say(event.call, words, goodbye).catch(async (error: unknown) => {
    line.log.warn({ err: error, call: event.call }, "Nothing more could be said on the phone");
    await quietly(line, () => line.calls.hangUp(event.call));
  });
}

/** One event may be told twice, as delivered and as failed. */
const report = (event: Happening, { token, replies }: Line, told: PagingEvent): Promise<string> => {
  const what = told.kind === "reported" ? told.state : told.kind;
  return replies.hear(token, told, `call ${event.id} ${what}`);
};

/** A call that cannot be ended ends by itself. */
async function quietly({ log }: Line, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => log.warn({ err: error }, "A call could not be ended"));
}
