/** What somebody is asked for in their own chat, with the words that do it there. */
import type { FactOf } from "../domain/incident/facts.ts";
import type { ReviewGap } from "../domain/incident/facts/review.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown } from "./escape.ts";
import { marks } from "./marks.ts";
import { capital } from "./phrase.ts";
import { gapWords } from "./review-sentence.ts";
import { brief } from "./text.ts";

const says: Record<ReviewGap, readonly string[]> = {
  owner: ["review owner me"],
  facilitator: ["review facilitator @someone"],
  meeting: ["review meeting tomorrow 14:00"],
  draft: ["review publish", "review start"],
  outcome: ["review done", "review meeting tomorrow 14:00"],
};

/** `where` is the incident's id outside of its own place, and nothing in it. */
export const gapSays = (about: ReviewGap, where = ""): string =>
  says[about]
    .map((words) => `\`${words.replace(/^review \w+/, (command) => `${command}${where === "" ? "" : ` ${where}`}`)}\``)
    .join(" or ");

export function reviewReminder(incident: Live, { about }: FactOf<"review asked">): Message {
  const title = escapeMarkdown(brief(incident.title, 120));
  return {
    text: `${marks(incident)}${incident.id} “${title}”: ${capital(gapWords[about])}. Say ${gapSays(about, incident.id)}.`,
  };
}
