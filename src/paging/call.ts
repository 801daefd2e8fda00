/**
 * Telephone calls by Azure Communication Services. Sending makes the phone ring; what happens in the call comes to
 * POST /api/paging/calls/<token> (src/web/paging-calls.ts), which goes on with `Calls`.
 */
import type { CallMedia } from "@azure/communication-call-automation";
import { plainLine } from "../domain/alert/plain.ts";
import type { Pager, Sending, Summons } from "../engine/ports.ts";
import { generalAdvice, type Resource } from "./communication.ts";
import { type Advice, faultFrom, missing, outageOf } from "./fault.ts";

export type CallSettings = {
  /** The number that calls. */
  from: string;
  /** The Azure AI services resource that reads words out. */
  speech: string;
  /** Where Azure can reach Muster. */
  publicUrl: string;
};

/** What can be done in a call that somebody has taken. `call` is its connection id. Each throws Outage. */
export type Calls = {
  /** Reads out a question and waits for one key. The answer comes as an event that carries `context`. */
  ask(call: string, to: string | undefined, question: string, context: string): Promise<void>;
  /** Reads words out; an event that carries `context` comes when they have been said. */
  say(call: string, words: string, context: string): Promise<void>;
  /** Ends the call; one that has ended already is no error. */
  hangUp(call: string): Promise<void>;
};

const service = "Telephone calls";
const voice = "en-US-NancyNeural";
/** Azure reads out at most 400 characters at once (Microsoft Learn, "Customize voice prompts to users with Play action"). */
const spokenMax = 400;
const silenceSeconds = 8;
const advice: Advice = [
  ...generalAdvice,
  [
    /cognitive|speech|AI service|8581/i,
    "The words cannot be read out. Check ACS_SPEECH_URL, and that the AI services resource is linked and lets the communication resource's identity use it.",
  ],
  [
    /callback/i,
    "Azure does not accept the address to report to. PUBLIC_URL must be an https address that Azure can reach.",
  ],
  [
    /caller ?id|source|8523/i,
    "ACS_CALL_FROM is no number that this resource may call from. Buy one that can make calls, or correct it.",
  ],
  [
    /^4\d\d /,
    "The call was refused. Check the person's phone number, and whether ACS_CALL_FROM may call that country.",
  ],
];

async function clientOf(resource: Resource) {
  const { CallAutomationClient } = await import("@azure/communication-call-automation");
  return new CallAutomationClient(resource.connection, resource.options);
}

/** Makes phones ring. The reference is the connection id of the call. */
export async function callPager(resource: Resource, settings: CallSettings): Promise<Pager> {
  const client = await clientOf(resource);
  const { hangUp } = await openCalls(resource);
  return {
    async send({ kind, to: { name, phone }, reply }: Summons): Promise<Sending> {
      if (phone === undefined) throw missing(`${name} has no phone number. Add it to their entry.`);
      const made = await client
        .createCall(
          {
            targetParticipant: { phoneNumber: phone },
            sourceCallIdNumber: { phoneNumber: settings.from },
            sourceDisplayName: "Muster",
          },
          `${settings.publicUrl}/api/paging/calls/${encodeURIComponent(reply.token)}`,
          {
            callIntelligenceOptions: { cognitiveServicesEndpoint: settings.speech },
            operationContext: `${kind} 0 ${phone}`,
          },
        )
        .catch(refused);
      return { state: "sent", reference: made.callConnectionProperties.callConnectionId ?? "" };
    },
    stop: (_summons, reference) => (reference === "" ? Promise.resolve() : hangUp(reference)),
  };
}

/** For whoever answers the calls' events. */
export async function openCalls(resource: Resource): Promise<Calls> {
  const client = await clientOf(resource);
  const connection = (call: string) => client.getCallConnection(call);
  return {
    async ask(call, to, question, context) {
      const phoneNumber = to ?? (await otherEnd(connection(call)).catch(refused));
      const recognizing = connection(call)
        .getCallMedia()
        .startRecognizing(
          { phoneNumber },
          {
            kind: "callMediaRecognizeDtmfOptions",
            playPrompt: spoken(question),
            interruptPrompt: true,
            maxTonesToCollect: 1,
            initialSilenceTimeoutInSeconds: silenceSeconds,
            operationContext: context,
          },
        );
      await recognizing.catch(refused);
    },
    async say(call, words, context) {
      const media: CallMedia = connection(call).getCallMedia();
      await media.playToAll([spoken(words)], { operationContext: context }).catch(refused);
    },
    async hangUp(call) {
      await connection(call)
        .hangUp(true)
        .catch((error: unknown) => (isOver(error) ? undefined : refused(error)));
    },
  };
}

type Connection = ReturnType<Awaited<ReturnType<typeof clientOf>>["getCallConnection"]>;

async function otherEnd(connection: Connection): Promise<string> {
  const { targetParticipants } = await connection.getCallConnectionProperties();
  const [target] = targetParticipants ?? [];
  return target !== undefined && "phoneNumber" in target ? target.phoneNumber : "";
}

const spoken = (words: string) =>
  ({ kind: "textSource", text: plainLine(words, spokenMax), sourceLocale: "en-US", voiceName: voice }) as const;

/** Azure answers 404 for a call that it does not have any more. */
const isOver = (error: unknown): boolean => [404, 410].includes(faultFrom(error).status);

const refused = (error: unknown): never => {
  throw outageOf(service, faultFrom(error), advice);
};
