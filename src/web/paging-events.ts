/** Events as Azure sends them: Event Grid's own schema and CloudEvents 1.0, one or several in one body. */
import type { Logger } from "pino";
import { z } from "zod";
import { Refusal } from "../domain/refusal.ts";
import type { Replies, Shown } from "../engine/replies.ts";
import { HttpError } from "./answer.ts";
import { parseJson } from "./body.ts";

export type CloudEvent = { id: string; type: string; data: unknown };

const eventsMax = 1_000;
const id = z.string().min(1).max(300);
const type = z.string().min(1).max(200);
const shape = z.union([
  z.object({ id, type, data: z.unknown() }),
  z
    .object({ id, eventType: type, data: z.unknown() })
    .transform(({ id, eventType, data }) => ({ id, type: eventType, data })),
]);
const shapes = z.union([z.array(shape).max(eventsMax), shape.transform((one) => [one])]);

/** Throws HttpError 400. */
export function readEvents(text: string): CloudEvent[] {
  const read = shapes.safeParse(parseJson(text));
  if (!read.success) throw new HttpError(400, "These are no events: each has an id, a type and data.");
  return read.data;
}

/** What a token is about; undefined when it is none of ours, or about what is not there any more. */
export async function lookUp(replies: Replies, token: string): Promise<Shown | undefined> {
  try {
    return await replies.about(token);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * Takes in one event. What is none of ours (another app may share the number) is a line in the log; what could not be
 * kept just now is asked for again, since Event Grid and PagerDuty repeat after 503.
 */
export async function takeIn(
  log: Pick<Logger, "warn" | "error">,
  about: object,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof HttpError) throw error;
    if (!(error instanceof Refusal)) {
      log.error({ err: error, ...about }, "An answer to a page could not be taken in");
      throw new HttpError(503, "This could not be taken in just now. Send it again.", { "Retry-After": "10" });
    }
    log.warn({ ...about, why: error.message }, "An event is about no page of ours");
  }
}
