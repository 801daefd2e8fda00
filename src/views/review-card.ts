/** The review of an incident as a card, true at any time: how far it is, and what can be done about it. */
import type { Live } from "../domain/incident/incident.ts";
import { neutralFacilitator } from "../domain/incident/review-steps.ts";
import type { Review } from "../domain/incident/reviewing.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert, link } from "./escape.ts";
import { marks } from "./marks.ts";
import { capital } from "./phrase.ts";
import { nextOfReview, reviewRows } from "./review-rows.ts";
import { brief } from "./text.ts";

/** `wiki`: whether there is one to publish in. Throws a RangeError for an incident without a review. */
export function reviewCard(incident: Live, wiki: boolean): CardMessage {
  const { id, review } = incident;
  if (review === undefined) throw new RangeError(`${id} has no review.`);
  const title = brief(incident.title);
  return cardMessage("review", `${marks(incident)}Review of ${id}, ${review.state}: ${title}`, {
    id,
    badge: "REVIEW",
    mark: marks(incident).trim(),
    style: styles[review.state],
    title: inert(title),
    state: stateOf(incident, review),
    rows: reviewRows(incident).slice(1),
    next: nextOfReview(incident),
    links: review.wikiUrl === undefined ? "" : link("The review in the wiki", review.wikiUrl),
    show: buttons(incident, review, wiki),
  });
}

const styles = { draft: "accent", "in review": "warning", reviewed: "good" } as const;

const stateOf = ({ id, severity }: Live, { state }: Review): string =>
  escapeMarkdown(`${id} · Severity ${severity} · ${capital(state)}`);

function buttons(
  incident: Live,
  { owner, meetingAt, repairAt, state }: Review,
  wiki: boolean,
): Record<string, boolean> {
  const going = incident.status === "resolved" && state !== "reviewed";
  return {
    mine: going && owner === undefined,
    meeting: going && meetingAt === undefined,
    facilitator: going && neutralFacilitator(incident) === undefined,
    repair: incident.status === "resolved" && meetingAt !== undefined && repairAt === undefined,
    start: going && state === "draft" && meetingAt !== undefined,
    done: going && state === "in review",
    document: incident.status !== "open",
    publish: wiki && incident.status !== "open" && incident.confidential !== true,
    owner: going,
    moveMeeting: going && meetingAt !== undefined,
    moveRepair: incident.status === "resolved" && repairAt !== undefined,
    close: incident.status === "resolved" && state === "reviewed",
  };
}
