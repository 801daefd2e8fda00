/** What people decide about the review of an incident, in the order in which they do. */
import type { Person } from "../people.ts";
import { samePerson } from "../people.ts";
import { Refusal } from "../refusal.ts";
import type { Fact } from "./facts.ts";
import type { ReviewPart } from "./facts/review.ts";
import type { Closed, Live, Resolved } from "./incident.ts";
import { isOnLaterDay, meetingDue } from "./review-deadline.ts";
import type { Review } from "./reviewing.ts";
import { partIn } from "./taking-part.ts";

/** Severities whose incidents are reviewed without anybody asking, and before they are closed. */
const owedMax = 2;
const aheadMaxMs = 366 * 86_400_000;

export const owesReview = ({ severity }: Pick<Live, "severity">): boolean => severity <= owedMax;

/** Whether a review begins by itself: with the end, with another end, or with another severity after the end. */
export function isReviewDue(incident: Live): incident is Resolved {
  if (incident.status !== "resolved") return false;
  const { review } = incident;
  if (review === undefined) return owesReview(incident);
  const isOther = review.severity !== undefined && review.severity !== incident.severity;
  return review.state === "draft" && (review.openedAt < incident.resolvedAt || isOther);
}

/** Its owner is whoever commanded, else whoever resolved it. The time counts from the end; where that is over, from now. */
export function openReview(incident: Resolved | Closed, zone: string, now: Date): Fact {
  const { severity, roles, resolvedBy } = incident;
  const resolver = resolvedBy.kind === "person" ? resolvedBy.person : null;
  const due = meetingDue(severity, isReviewDue(incident) ? new Date(incident.resolvedAt) : now, zone);
  const meetingDueAt = (due > now ? due : meetingDue(severity, now, zone)).toISOString();
  return { type: "review opened", owner: roles["commander"] ?? resolver, meetingDueAt, severity, zone };
}

/** Somebody asks for a review: of what is over, where it has none. */
export const askForReview = (incident: Live, zone: string, now: Date): Fact[] =>
  incident.status === "open" || incident.review !== undefined || incident.kin.mergedInto !== undefined
    ? []
    : [openReview(incident, zone, now)];

type Reviewed = (Resolved | Closed) & { review: Review };

function needReview(incident: Live): Reviewed {
  const { id, kin, review } = incident;
  if (incident.status === "open") throw new Refusal(`${id} is open. Its review begins when it is resolved.`);
  if (kin.mergedInto !== undefined) throw new Refusal(`${id} goes on as ${kin.mergedInto.id}, and is reviewed there.`);
  if (review === undefined) throw new Refusal(`${id} has no review yet. Say \`review\` to begin it.`);
  return { ...incident, review };
}

function needUnclosed(incident: Live): Reviewed {
  const found = needReview(incident);
  if (found.status === "closed") throw new Refusal(`${found.id} is closed. If it is not over, say \`reopen\`.`);
  return found;
}

export function assignReview(incident: Live, part: ReviewPart, person: Person): Fact[] {
  const { id, review } = needUnclosed(incident);
  if (samePerson(review[part], person)) throw new Refusal(`${person.name} is the ${part} of the review already.`);
  const had = part === "facilitator" ? partIn(incident, person) : undefined;
  if (had !== undefined)
    throw new Refusal(
      `${person.name} ${had}. The facilitator is neutral: somebody who had no part in ${id}, and so can ask how it was for those who had.`,
    );
  return [{ type: "review assigned", part, person }];
}

/** Whoever facilitates, as long as they have had no part in it: one who joined in after a reopening is none any more. */
export function neutralFacilitator(incident: Live): Person | undefined {
  const facilitator = incident.review?.facilitator;
  return facilitator === undefined || partIn(incident, facilitator) !== undefined ? undefined : facilitator;
}

/** `zone` is the one in which it was said; days are those of the zone in which the time was counted. */
export function scheduleReview(
  incident: Live,
  what: "meeting" | "repair",
  { at, zone }: { at: Date; zone: string },
  now: Date,
): Fact[] {
  const { id, review } = needUnclosed(incident);
  if (at <= now) throw new Refusal("That is over already. Say a time to come: `review meeting tomorrow 14:00`.");
  if (at.getTime() - now.getTime() > aheadMaxMs) throw new Refusal("That is more than a year away. Is that a slip?");
  const fact: Fact = { type: "review scheduled", what, at: at.toISOString(), zone };
  const [meetingAt, repairAt] = what === "meeting" ? [fact.at, review.repairAt] : [review.meetingAt, fact.at];
  if (meetingAt === undefined)
    throw new Refusal(`The review meeting of ${id} has no date yet: \`review meeting tomorrow 14:00\` comes first.`);
  if (repairAt !== undefined && !isOnLaterDay(new Date(meetingAt), new Date(repairAt), review.zone))
    throw new Refusal(
      what === "repair"
        ? "Repairs are planned in a meeting of their own, a day or two after the review meeting: choose a later day."
        : "The meeting about repairs would not be after it: first move that one, with `review repair` and a later day.",
    );
  const was = what === "meeting" ? review.meetingAt : review.repairAt;
  if (was === fact.at) throw new Refusal("It is set for that time already.");
  return [fact];
}

export function moveReview(incident: Live, to: "in review" | "reviewed"): Fact[] {
  const { id, review } = needUnclosed(incident);
  if (review.state === to)
    throw new Refusal(to === "reviewed" ? `${id} is reviewed already.` : `${id} is in review already.`);
  return [{ type: "review moved", to }];
}

/** A wiki is read by more people than a confidential incident is for. */
export function sendReview(incident: Live): Fact[] {
  const { id, confidential } = needReview(incident);
  if (confidential === true)
    throw new Refusal(`${id} is confidential: its review is not put into the wiki. Take it from the export.`);
  return [{ type: "review sent", to: "wiki" }];
}
