/** Calls: Call Automation of Communication Services, as its client speaks to it. The events are in call-events.ts. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Call, nothing, ok, type Route } from "../http.ts";
import type { OngoingCall, Outgoing } from "../outgoing.ts";
import { acsError, badRequest, signed } from "./access.ts";
import { ended, played, unreachable } from "./call-events.ts";
import { callFrom } from "./identity.ts";
import { isNumber } from "./outbox.ts";
import type { Paging } from "./paging.ts";
import { readJson } from "./read-json.ts";
import { promptMs, sourceShape, wordsOf } from "./spoken.ts";

const ringMs = 45_000;

const number = z.object({ phoneNumber: z.object({ value: z.string().refine(isNumber, "is no phone number") }) });
const creation = z.object({
  targets: z.array(number).length(1, "has one target here"),
  sourceCallerIdNumber: z.object({ value: z.string() }),
  callbackUri: z.string(),
  operationContext: z.string().optional(),
  callIntelligenceOptions: z.object({ cognitiveServicesEndpoint: z.url() }).optional(),
});
const playing = z.object({ playSources: z.array(sourceShape).min(1), operationContext: z.string().optional() });
const recognition = z.object({
  recognizeInputType: z.literal("dtmf", "can only be dtmf here"),
  playPrompt: sourceShape.optional(),
  playPrompts: z.array(sourceShape).optional(),
  operationContext: z.string().optional(),
  operationCallbackUri: z.string().optional(),
  recognizeOptions: z.object({
    initialSilenceTimeoutInSeconds: z.number().min(0).max(300).default(5),
    dtmfOptions: z
      .object({ maxTonesToCollect: z.number().int().min(1).default(1), stopTones: z.array(z.string()).default([]) })
      .default({ maxTonesToCollect: 1, stopTones: [] }),
  }),
});

export const callRoutes = (paging: Paging): Route[] => [
  signed("POST", "/calling/callConnections", (call) => {
    const asked = readJson(call, creation, badRequest);
    const repeat = call.headers["repeatability-request-id"];
    const known = typeof repeat === "string" ? repeat : undefined;
    const outgoing = paging.outbox.repeated(known) ?? place(paging, asked, known);
    return { status: 201, body: properties(outgoing) };
  }),
  signed("GET", "/calling/callConnections/{call}", (call) => ok(properties(ongoing(paging, call)))),
  signed("DELETE", "/calling/callConnections/{call}", (call) => hangUp(paging, call)),
  signed("POST", "/calling/callConnections/{call}:terminate", (call) => hangUp(paging, call)),
  signed("POST", "/calling/callConnections/{call}:play", (call) => {
    const asked = readJson(call, playing, badRequest);
    const outgoing = established(paging, call);
    say(paging, outgoing, asked.playSources);
    paging.soon(outgoing, () => played(paging, outgoing, asked.operationContext));
    return { status: 202 };
  }),
  signed("POST", "/calling/callConnections/{call}:recognize", (call) => {
    listen(paging, established(paging, call), readJson(call, recognition, badRequest));
    return { status: 202 };
  }),
];

function place(paging: Paging, asked: z.infer<typeof creation>, repeat: string | undefined): Outgoing {
  if (asked.sourceCallerIdNumber.value !== callFrom)
    throw badRequest(`The resource has no number ${asked.sourceCallerIdNumber.value}.`);
  // The service only takes https; here only Muster itself is ever called back.
  if (!asked.callbackUri.startsWith(`${paging.url}/`)) throw badRequest("The field CallbackUri is invalid.");
  const to = asked.targets[0]!.phoneNumber.value;
  const call: OngoingCall = {
    server: Buffer.from(randomUUID()).toString("base64url"),
    correlation: randomUUID(),
    callback: asked.callbackUri,
    speech: asked.callIntelligenceOptions !== undefined,
    ...(asked.operationContext === undefined ? {} : { context: asked.operationContext }),
    until: paging.store.now().getTime() + ringMs,
  };
  const made = { id: randomUUID(), kind: "voice" as const, from: callFrom, to, text: "", call };
  const outgoing = paging.outbox.add({ ...made, ...(repeat === undefined ? {} : { repeat }) }, "ringing");
  const reach = paging.outbox.reach(to);
  if (reach === "off" || reach === "unknown") paging.soon(outgoing, () => unreachable(paging, outgoing, reach));
  return outgoing;
}

function listen(paging: Paging, outgoing: Outgoing, asked: z.infer<typeof recognition>): void {
  const { playPrompt, playPrompts = [], operationContext, operationCallbackUri, recognizeOptions } = asked;
  const { dtmfOptions, initialSilenceTimeoutInSeconds } = recognizeOptions;
  const words = say(paging, outgoing, playPrompt === undefined ? playPrompts : [playPrompt, ...playPrompts]);
  const call = outgoing.call!;
  call.listening = {
    tones: [],
    most: dtmfOptions.maxTonesToCollect,
    stop: dtmfOptions.stopTones,
    callback: operationCallbackUri?.startsWith(`${paging.url}/`) === true ? operationCallbackUri : call.callback,
    ...(operationContext === undefined ? {} : { context: operationContext }),
  };
  call.until = paging.store.now().getTime() + promptMs(words) + initialSilenceTimeoutInSeconds * 1_000;
}

/** Reads it out; what was read out is what the call says. */
function say(paging: Paging, outgoing: Outgoing, sources: z.infer<typeof sourceShape>[]): string {
  const words = wordsOf(sources);
  if (sources.some(({ kind }) => kind !== "file") && !outgoing.call!.speech)
    throw acsError(400, "8581", "The call has no Azure AI service that could read a text out.");
  outgoing.text = [outgoing.text, words].filter((each) => each !== "").join("\n");
  paging.outbox.note(outgoing, words === "" ? {} : { text: words });
  return words;
}

function hangUp(paging: Paging, call: Call) {
  const outgoing = ongoing(paging, call);
  paging.outbox.move(outgoing, "ended", { reason: "Muster hung up." });
  paging.soon(outgoing, () => ended(paging, outgoing));
  return nothing;
}

function ongoing(paging: Paging, call: Call): Outgoing {
  const outgoing = paging.outbox.find(call.params["call"]!);
  if (outgoing?.call === undefined || (outgoing.state !== "ringing" && outgoing.state !== "answered"))
    throw acsError(404, "8522", "Call not found.");
  return outgoing;
}

function established(paging: Paging, call: Call): Outgoing {
  const outgoing = ongoing(paging, call);
  if (outgoing.state !== "answered")
    throw acsError(400, "8501", "Action is invalid when call is not in Established state.");
  return outgoing;
}

const properties = ({ id, to, from, state, call }: Outgoing) => ({
  callConnectionId: id,
  serverCallId: call?.server,
  correlationId: call?.correlation,
  callConnectionState: state === "ringing" ? "connecting" : "connected",
  callbackUri: call?.callback,
  targets: [{ kind: "phoneNumber", rawId: `4:${to}`, phoneNumber: { value: to } }],
  sourceCallerIdNumber: { value: from },
});
