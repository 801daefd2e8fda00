/** What went wrong with one try to reach somebody, and what the person who can mend it should do. */
import { z } from "zod";
import { plainLine } from "../domain/alert/plain.ts";
import { Outage } from "../engine/ports.ts";

/** `status` is 0 when there was no answer. */
export type Fault = { status: number; code: string; message: string; afterMs?: number | undefined; cause?: unknown };

/** What to do about a fault: the first that fits `<status> <code> <message>` counts. */
export type Advice = readonly (readonly [RegExp, string])[];

/**
 * An Outage in words a person can act on. What may have arrived all the same (no answer, a gateway's failure) may be
 * tried again too: twice is better than never.
 */
export function outageOf(service: string, fault: Fault, advice: Advice): Outage {
  const { status, code, message, afterMs, cause } = fault;
  const again = status === 0 || status === 408 || status === 429 || status >= 500;
  const detail = [status === 0 ? "" : `HTTP ${status}`, code, message].filter((part) => part !== "").join(", ");
  const found = advice.find(([pattern]) => pattern.test(`${status} ${code} ${message}`))?.[1];
  const words = again
    ? status === 429
      ? `${service} asks Muster to slow down.`
      : `${service} could not be reached, or did not answer in time.`
    : (found ?? `${service} refused it.`);
  return new Outage(`${words} (${detail})`, { again, afterMs, cause });
}

/** Nothing is sent where there is nowhere to send it. */
export const missing = (sentence: string): Outage => new Outage(sentence, { again: false });

const sdkError = z.object({
  name: z.string().catch(""),
  message: z.string().catch(""),
  code: z.string().catch(""),
  statusCode: z.number().optional().catch(undefined),
  response: z
    .object({ headers: z.custom<{ get(name: string): string | undefined }>(), bodyAsText: z.string().nullish() })
    .optional()
    .catch(undefined),
});
const serviceError = z.object({ error: z.object({ code: z.string().catch(""), message: z.string().catch("") }) });

/** Reads an error of Azure's SDKs: a RestError with a status, or whatever the network threw. */
export function faultFrom(error: unknown): Fault {
  const read = sdkError.safeParse(error).data;
  const told = serviceError.safeParse(json(read?.response?.bodyAsText ?? "")).data?.error;
  const late = read?.name === "AbortError" || read?.name === "TimeoutError";
  return {
    status: read?.statusCode ?? 0,
    code: told?.code || read?.code || "",
    message: late ? "no answer in time" : words(told?.message || (read?.message ?? String(error))),
    afterMs: retryAfterMs(read?.response?.headers.get("retry-after")),
    cause: error,
  };
}

/** Seconds; a date would need a clock that agrees, so it counts as not named. */
export const retryAfterMs = (header: string | null | undefined): number | undefined =>
  header != null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;

export const words = (message: string): string => plainLine(message, 300);

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
