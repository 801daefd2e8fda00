/** How far a review has got, for cards: who holds it, when its meetings are, and what comes next. */
import type { Live } from "../domain/incident/incident.ts";
import { neutralFacilitator, owesReview } from "../domain/incident/review-steps.ts";
import type { Review } from "../domain/incident/reviewing.ts";
import { planned } from "./local-time.ts";
import { blank, blankThatSays, type Part, strong, worded } from "./parts.ts";
import { capital } from "./phrase.ts";
import { brief } from "./text.ts";

export type Row = { label: string; parts: Part[] };

/** Blanks say how they are filled. Nothing where there is no review. */
export function reviewRows(incident: Live): Row[] {
  const { review } = incident;
  if (review === undefined) return [];
  const { owner, zone, meetingAt, repairAt } = review;
  const facilitator = neutralFacilitator(incident);
  const person = (one: { name: string } | undefined, otherwise: Part[]): Part[] =>
    one === undefined ? otherwise : [strong(brief(one.name, 80))];
  const time = (at: string | undefined, otherwise: Part[]): Part[] =>
    at === undefined ? otherwise : [strong(planned(at, zone))];
  return [
    { label: "Review", parts: [strong(capital(review.state))] },
    { label: "Owner", parts: person(owner, blankThatSays("Nobody", "review owner me")) },
    { label: "Facilitator", parts: person(facilitator, noFacilitator(review)) },
    { label: "Meeting", parts: time(meetingAt, noMeeting(review)) },
    { label: "Repairs", parts: time(repairAt, [blank("Planned in a meeting of their own, a day or two later.")]) },
  ];
}

/** One who was named, and took part after all, is not neutral any more. */
const noFacilitator = ({ facilitator }: Review): Part[] =>
  facilitator === undefined
    ? blankThatSays("Nobody who had no part in it", "review facilitator @someone")
    : blankThatSays(`${brief(facilitator.name, 80)} took part after all`, "review facilitator @someone");

const noMeeting = ({ meetingDueAt, zone }: Review): Part[] => [
  blank(`No date yet; due by ${planned(meetingDueAt, zone)}.`),
];

/** The one thing that brings the review further. */
export function nextOfReview(incident: Live): Part[] {
  const { status, review } = incident;
  if (status === "open") return worded("It is open again. The review goes on when it is resolved.");
  if (status === "closed") return worded("It is closed. Not over after all? Reopen.");
  if (review === undefined)
    return worded(
      owesReview(incident)
        ? "The review is about to begin."
        : "Nobody has asked for a review: `review` does. Or close it.",
    );
  if (review.state === "reviewed") return afterwards(review);
  if (review.owner === undefined) return worded("Somebody has to own it: `review owner me`.");
  if (review.meetingAt === undefined) return worded("Set the meeting: `review meeting tomorrow 14:00`.");
  if (neutralFacilitator(incident) === undefined)
    return worded("Ask somebody who had no part in it to lead the meeting: `review facilitator @someone`.");
  if (review.state === "draft")
    return worded("Fill in the draft, and share it a day before the meeting. When the meeting begins: `review start`.");
  return worded("When the meeting is over and its findings are written down: `review done`.");
}

const afterwards = ({ repairAt }: Review): Part[] =>
  repairAt === undefined
    ? worded("Plan the repairs in a meeting of their own: `review repair …`. Then close it.")
    : worded("What is left is the meeting about repairs. Close it when you like.");
