/**
 * Azure DevOps through Microsoft's SDK, with the deadline and the retries that it does not have. The SDK's own
 * retries stay off: it would repeat only reads, and nobody could say how often.
 */
import { WorkItemTrackingApi } from "azure-devops-node-api/WorkItemTrackingApi.js";
import type { IRequestHandler, IRequestOptions } from "azure-devops-node-api/interfaces/common/VsoBaseInterfaces.js";
import type { Logger } from "pino";
import { Outage, type Tokens } from "../engine/ports.ts";
import { afterMs, BoardsFault, faultFrom, nothingThere } from "./fault.ts";
import { patienceMs, retried } from "./retried.ts";

export type BoardsConfig = {
  AZURE_DEVOPS_URL?: string | undefined;
  AZURE_DEVOPS_PROJECT?: string | undefined;
  /** Chosen from those that the project has where it is left out. */
  AZURE_DEVOPS_TYPE?: string | undefined;
  AZURE_DEVOPS_TOKEN?: string | undefined;
  /** "moment=state" and "value=field", over what the project's own names say. */
  AZURE_DEVOPS_STATES?: readonly string[] | undefined;
  AZURE_DEVOPS_FIELDS?: readonly string[] | undefined;
};
export type BoardsTools = {
  config: BoardsConfig;
  tokens: Tokens;
  pause: (ms: number) => Promise<void>;
  log: Pick<Logger, "warn" | "info">;
  /** For one request; 10 seconds unless said otherwise. */
  deadlineMs?: number;
};

/**
 * Does one piece of work with the SDK. "safe" may be done twice without harm; "once" is repeated only when it
 * certainly did not happen. Throws BoardsFault, or Outage where signing in fails.
 */
export type Client<A> = <T>(how: "safe" | "once", work: (api: A) => Promise<T>) => Promise<NonNullable<T>>;
export type Boards = Client<WorkItemTrackingApi>;

/** One of the SDK's parts. */
type Part<A> = new (url: string, handlers: IRequestHandler[], options: IRequestOptions, userAgent: string) => A;

/** Azure DevOps itself, as Entra ID knows it. */
const scope = "499b84ac-1321-427f-aa17-267ca6975798/.default";
const usualDeadlineMs = 10_000;
const options: IRequestOptions = {
  socketTimeout: usualDeadlineMs,
  allowRetries: false,
  allowRedirects: false,
  keepAlive: true,
};

export const boardsClient = (tools: BoardsTools): Boards => devopsClient(tools, WorkItemTrackingApi);

export function devopsClient<A>(tools: BoardsTools, part: Part<A>): Client<A> {
  const { config, tokens, pause, deadlineMs = usualDeadlineMs } = tools;
  const identity = credentials();
  const api = new part(config.AZURE_DEVOPS_URL ?? "http://127.0.0.1:9", [identity.handler], options, "muster");
  const quiet = quietTime(pause);
  return async (how, work) => {
    if (config.AZURE_DEVOPS_URL === undefined)
      throw new Outage("Azure Boards is not set up: set AZURE_DEVOPS_URL and AZURE_DEVOPS_PROJECT.", { again: false });
    const mayPass = (fault: BoardsFault) => mayRepeat(how, fault);
    return retried(tools, "Azure Boards", mayPass, async () => {
      try {
        identity.authorization = await authorization(config, tokens);
        await quiet.over();
        const answer = await within(deadlineMs, work(api));
        quiet.heed(answer);
        if (answer === null || answer === undefined) throw nothingThere();
        return answer;
      } catch (error) {
        throw error instanceof Outage ? error : faultFrom(error);
      }
    });
  };
}

function mayRepeat(how: "safe" | "once", fault: BoardsFault): boolean {
  if (fault.status === 429) return true;
  if (fault.happened === "no") return fault.status === 0;
  return how === "safe";
}

/** A handler whose word can change: with the SDK's own, every new token would ask for the addresses of the API again. */
function credentials() {
  const identity = {
    authorization: "",
    handler: {
      prepareRequest(request) {
        request.headers = {
          ...request.headers,
          authorization: identity.authorization,
          "x-tfs-fedauthredirect": "Suppress",
        };
      },
      canHandleAuthentication: () => false,
      handleAuthentication: () => Promise.reject(new BoardsFault("not signed in", { status: 401, happened: "no" })),
    } satisfies IRequestHandler,
  };
  return identity;
}

/** Throws Outage where signing in fails. */
export async function authorization(config: Pick<BoardsConfig, "AZURE_DEVOPS_TOKEN">, tokens: Tokens): Promise<string> {
  if (config.AZURE_DEVOPS_TOKEN !== undefined)
    return `Basic ${Buffer.from(`:${config.AZURE_DEVOPS_TOKEN}`).toString("base64")}`;
  try {
    return `Bearer ${await tokens.token(scope)}`;
  } catch (error) {
    if (error instanceof Outage) throw error;
    throw new Outage(
      "Muster cannot sign in to Azure DevOps: check BOT_APP_ID and BOT_APP_SECRET, or set AZURE_DEVOPS_TOKEN.",
      { again: true, cause: error },
    );
  }
}

/**
 * Azure DevOps may answer 200 and ask for a rest all the same (Microsoft Learn, "Rate and usage limits"). A short one is
 * waited for; while a long one lasts nothing is sent, and whoever asks is told when to come again.
 */
function quietTime(pause: (ms: number) => Promise<void>) {
  let until = 0;
  return {
    heed(answer: unknown) {
      const rest = afterMs((answer as { rateLimit?: { retryAfter?: unknown } } | null | undefined)?.rateLimit);
      if (rest !== undefined) until = performance.now() + rest;
    },
    async over() {
      const left = until - performance.now();
      if (left > patienceMs)
        throw new BoardsFault("it asked for a rest", { status: 429, happened: "no", afterMs: Math.ceil(left) });
      if (left > 0) await pause(left);
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BoardsFault("no answer in time", { status: 0, happened: "perhaps" })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
