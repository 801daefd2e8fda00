/** The CloudEvents by which Azure tells what happens in a call (Microsoft Learn, "Call Automation overview", events). */
import { z } from "zod";
import { HttpError } from "./answer.ts";
import type { CloudEvent } from "./paging-events.ts";

/** "page 2 +441632960001": what it is, how often it was asked, and whom. */
export type Context = { kind: "page" | "test"; round: number; to: string | undefined };
export type Happening = {
  id: string;
  type: string;
  call: string;
  said: string;
  context: Context;
  tone: string;
  subCode: number;
  why: string;
};
const data = z.object({
  callConnectionId: z.string().regex(/^[\w-]{1,200}$/),
  operationContext: z.string().max(300).nullish().catch(undefined),
  resultInformation: z
    .object({ subCode: z.number().catch(0), message: z.string().max(2_000).catch("") })
    .nullish()
    .catch(undefined),
  dtmfResult: z
    .object({ tones: z.array(z.string().max(20)).max(100) })
    .nullish()
    .catch(undefined),
});

/** Throws HttpError 400. */
export function readHappening({ id, type, data: told }: CloudEvent): Happening {
  const read = data.safeParse(told).data;
  if (read === undefined) throw new HttpError(400, "This is no event of a call: it has no callConnectionId.");
  const [, kind, round, to] = /^(page|test) (\d)(?: (\+\d{7,15}))?$/.exec(read.operationContext ?? "") ?? [];
  return {
    id,
    type: type.replace(/^Microsoft\.Communication\./, ""),
    call: read.callConnectionId,
    said: read.operationContext ?? "",
    context: { kind: kind === "test" ? "test" : "page", round: Number(round ?? 0), to },
    tone: read.dtmfResult?.tones[0] ?? "",
    subCode: read.resultInformation?.subCode ?? 0,
    why: read.resultInformation?.message ?? "",
  };
}

export const contextOf = ({ kind, round, to }: Context): string =>
  [kind, round, ...(to === undefined ? [] : [to])].join(" ");

/** Nothing pressed at first, or not enough (Microsoft Learn, "Gather user input with Recognize action", event codes). */
export const isSilence = ({ subCode }: Happening): boolean => [8510, 8532].includes(subCode);
