/** The facts about the review as sentences; see sentence.ts. */
import type { Fact } from "../domain/incident/facts.ts";
import type { ReviewFact, ReviewGap } from "../domain/incident/facts/review.ts";
import { unreachable } from "../domain/refusal.ts";
import { planned } from "./local-time.ts";
import { stop } from "./phrase.ts";
import { brief } from "./text.ts";

const about: Record<ReviewFact["type"], true> = {
  "review opened": true,
  "review assigned": true,
  "review scheduled": true,
  "review moved": true,
  "review asked": true,
  "review sent": true,
  "review published": true,
};

export const isAboutReview = (fact: Fact): fact is ReviewFact => fact.type in about;

/** What is missing, as a clause. */
export const gapWords: Record<ReviewGap, string> = {
  owner: "the review has no owner",
  facilitator: "the review has no facilitator who had no part in the incident",
  meeting: "the review meeting has no date",
  draft: "the draft of the review is to be shared a day before its meeting",
  outcome: "the time for the review meeting is over, and the review is not marked as reviewed",
};

export function reviewSentence(fact: ReviewFact, who: string, wordsMax: number): string {
  switch (fact.type) {
    case "review opened":
      return `The review is drafted${fact.owner === null ? "" : `, ${brief(fact.owner.name)} owns it`}; its meeting is due by ${planned(fact.meetingDueAt, fact.zone)}.`;
    case "review assigned":
      return fact.part === "owner"
        ? `${who} made ${brief(fact.person.name)} the owner of the review.`
        : `${who} made ${brief(fact.person.name)} the facilitator of the review.`;
    case "review scheduled":
      return `${who} set the ${fact.what === "meeting" ? "review meeting" : "meeting about repairs"} for ${planned(fact.at, fact.zone)}.`;
    case "review moved":
      return fact.to === "reviewed" ? `${who} marked it as reviewed.` : `${who} moved the review to “${fact.to}”.`;
    case "review asked":
      return stop(
        `${fact.of === null ? "Everybody is asked" : `${brief(fact.of.name)} is asked`}: ${gapWords[fact.about]}`,
      );
    case "review sent":
      return `${who} sent the review to the ${fact.to}.`;
    case "review published":
      return fact.beside === undefined
        ? `The review is in the ${fact.where}: ${brief(fact.url, wordsMax)}`
        : `Somebody has changed the review's page in the ${fact.where}, so it was left alone; this draft stands beside it as “${brief(fact.beside)}”: ${brief(fact.url, wordsMax)}`;
    default:
      return unreachable(fact);
  }
}
