/** What becomes of a call, and the CloudEvents by which Call Automation tells (call-automation/call-automation.md#events). */
import { randomUUID } from "node:crypto";
import type { Deadlines } from "../deadlines.ts";
import { least } from "../deadlines.ts";
import type { Delivered } from "../delivery.ts";
import type { Outgoing } from "../outgoing.ts";
import { conflict } from "./outbox.ts";
import type { Paging } from "./paging.ts";

type Result = { code: number; subCode: number; message: string };
const success: Result = { code: 200, subCode: 0, message: "Action completed successfully." };
/** Between two keys of one answer. */
const nextKeyMs = 2_000;
const keys = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const toneOf = (key: string): string | undefined => ({ "#": "pound", "*": "asterisk" })[key] ?? keys[Number(key)];

/** Somebody takes the call. */
export function answer(paging: Paging, outgoing: Outgoing): Promise<Delivered> {
  if (outgoing.state !== "ringing") throw conflict(outgoing, "answered");
  delete outgoing.call!.until;
  paging.outbox.move(outgoing, "answered");
  return tell(paging, outgoing, "CallConnected", success, outgoing.call!.context);
}

/** Somebody presses a key; it counts when there is somebody who listens for it. */
export async function pressKey(paging: Paging, outgoing: Outgoing, key: string): Promise<Delivered | undefined> {
  const tone = key === "" ? undefined : toneOf(key);
  if (outgoing.state !== "answered" || tone === undefined) throw conflict(outgoing, `sent the key “${key}”`);
  paging.outbox.note(outgoing, { key });
  const { listening } = outgoing.call!;
  if (listening === undefined) return undefined;
  if (listening.stop.includes(tone)) return heard(paging, outgoing, 8514);
  listening.tones.push(tone);
  if (listening.tones.length >= listening.most) return heard(paging, outgoing, 8531);
  outgoing.call!.until = paging.store.now().getTime() + nextKeyMs;
  return undefined;
}

/** Somebody puts the phone down, or does not take the call at all. */
export function putDown(paging: Paging, outgoing: Outgoing): Promise<Delivered> {
  if (outgoing.state === "ringing") return failed(paging, outgoing, "CreateCallFailed", 603, "The call was declined.");
  if (outgoing.state !== "answered") throw conflict(outgoing, "ended");
  paging.outbox.move(outgoing, "ended", { reason: "They hung up." });
  return ended(paging, outgoing);
}

export const ended = (paging: Paging, outgoing: Outgoing): Promise<Delivered> =>
  over(paging, outgoing, "CallDisconnected", { code: 0, subCode: 560_000, message: "Normal PSTN call end." });

export const unreachable = (paging: Paging, outgoing: Outgoing, why: "off" | "unknown"): Promise<Delivered> =>
  why === "off"
    ? failed(paging, outgoing, "CreateCallFailed", 480, "The phone cannot be reached.")
    : failed(paging, outgoing, "CreateCallFailed", 404, "The phone number is not assigned.");

export const played = (paging: Paging, outgoing: Outgoing, context: string | undefined): Promise<Delivered> =>
  tell(paging, outgoing, "PlayCompleted", success, context);

/** Nobody takes a call, or nobody presses a key: both end by themselves. */
export const callDeadlines = (paging: Paging): Deadlines => ({
  next: () =>
    paging.outbox.calls().reduce<number | undefined>((first, { call }) => least(first, call!.until), undefined),
  async run() {
    const now = paging.store.now().getTime();
    const due = paging.outbox.calls().filter(({ call }) => call!.until! <= now);
    await Promise.all(due.map((outgoing) => timeOut(paging, outgoing)));
  },
});

function timeOut(paging: Paging, outgoing: Outgoing): Promise<Delivered> {
  if (outgoing.state === "ringing") return failed(paging, outgoing, "CallDisconnected", 480, "Nobody answered.");
  const { listening } = outgoing.call!;
  if (listening !== undefined && listening.tones.length > 0) return heard(paging, outgoing, 8532);
  stopListening(outgoing);
  paging.outbox.note(outgoing, { reason: "No key was pressed." });
  const silence = { code: 400, subCode: 8510, message: "Action failed, initial silence timeout reached." };
  return tell(paging, outgoing, "RecognizeFailed", silence, listening?.context, {}, listening?.callback);
}

function heard(paging: Paging, outgoing: Outgoing, subCode: number): Promise<Delivered> {
  const { context, callback, tones } = outgoing.call!.listening!;
  stopListening(outgoing);
  const data = { recognitionType: "dtmf", dtmfResult: { tones } };
  return tell(paging, outgoing, "RecognizeCompleted", { ...success, subCode }, context, data, callback);
}

function stopListening(outgoing: Outgoing): void {
  delete outgoing.call!.listening;
  delete outgoing.call!.until;
}

/** It never came to a conversation. Codes of the telephone network carry 560 before theirs (pstn-call response codes). */
function failed(
  paging: Paging,
  outgoing: Outgoing,
  type: "CreateCallFailed" | "CallDisconnected",
  code: number,
  message: string,
): Promise<Delivered> {
  paging.outbox.move(outgoing, "failed", { reason: message });
  return over(paging, outgoing, type, { code, subCode: 560_000 + code, message });
}

function over(paging: Paging, outgoing: Outgoing, type: string, result: Result): Promise<Delivered> {
  stopListening(outgoing);
  return tell(paging, outgoing, type, result, outgoing.call!.context);
}

function tell(
  paging: Paging,
  outgoing: Outgoing,
  type: string,
  resultInformation: Result,
  context: string | undefined,
  data: Record<string, unknown> = {},
  callback: string = outgoing.call!.callback,
): Promise<Delivered> {
  const { server, correlation } = outgoing.call!;
  const subject = `calling/callConnections/${outgoing.id}`;
  const event = {
    id: randomUUID(),
    source: subject,
    type: `Microsoft.Communication.${type}`,
    data: {
      version: "2024-09-15",
      callConnectionId: outgoing.id,
      serverCallId: server,
      correlationId: correlation,
      resultInformation,
      ...(context === undefined ? {} : { operationContext: context }),
      ...data,
    },
    time: paging.store.now().toISOString(),
    specversion: "1.0",
    datacontenttype: "application/json",
    subject,
  };
  return paging.reports.send({ about: outgoing.id, url: callback, headers: {}, body: JSON.stringify([event]) });
}
