/** What an action may do with the review of an incident: begin it, and show its document. */
import type { Turn } from "../commands/command.ts";
import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { askForReview, sendReview } from "../domain/incident/review-steps.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Besides, reviewReport } from "../views/review.ts";
import { reportMessage } from "../views/report-message.ts";
import { alertsMeanwhile } from "./meanwhile.ts";
import type { OnCall } from "./on-call.ts";
import type { Documents, Log, Message, Transcript } from "./ports.ts";

export type ReviewTools = {
  log: Log;
  documents: Documents;
  transcript: Pick<Transcript, "read">;
  onCall: Pick<OnCall, "zoneFor">;
  now: () => Date;
  /** Undefined where there is none to publish in. */
  wiki: object | undefined;
};

type About = Pick<Turn, "incident" | "record">;

export function reviewTurn(tools: ReviewTools, { incident, record }: About): Pick<Turn, "review" | "publishReview"> {
  return {
    async publishReview() {
      if (tools.wiki === undefined)
        throw new Refusal("There is no wiki to publish in: whoever operates Muster sets AZURE_DEVOPS_WIKI.");
      return record(sendReview);
    },
    async review() {
      let found = await incident();
      const zone = await tools.onCall.zoneFor(found.incident);
      const now = tools.now();
      if (askForReview(found.incident, zone, now).length > 0) {
        await record((before) => askForReview(before, zone, now));
        found = await incident();
      }
      return reviewMessage(found.incident, found.entries, await besides(tools, found.incident));
    },
  };
}

/** What the document has beside the incident itself. */
export async function besides(
  tools: Pick<ReviewTools, "log" | "documents" | "transcript">,
  incident: Live,
): Promise<Besides> {
  const [lines, meanwhile] = await Promise.all([tools.transcript.read(incident.id), alertsMeanwhile(tools, incident)]);
  return { lines: lines.length, meanwhile };
}

export const reviewMessage = (incident: Live, entries: readonly Entry[], known: Besides): Message =>
  reportMessage(reviewReport(incident, entries, known), `The rest is in \`muster export ${incident.id}\`.`);
