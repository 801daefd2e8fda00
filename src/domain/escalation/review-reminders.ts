/** What the review of a resolved incident is missing, and when it is asked for: each once. */
import type { ReviewGap } from "../incident/facts/review.ts";
import type { Live, Resolved } from "../incident/incident.ts";
import { neutralFacilitator } from "../incident/review-steps.ts";
import type { Review } from "../incident/reviewing.ts";
import type { Person } from "../people.ts";
import type { Reminder } from "./reminders.ts";

const dayMs = 86_400_000;

export function reviewReminders(incident: Resolved): Reminder[] {
  const { review } = incident;
  if (review === undefined || review.state === "reviewed") return [];
  return gaps(incident, review)
    .filter(({ about, at }) => !Number.isNaN(at.getTime()) && !review.asked.some((each) => each.about === about))
    .map(({ about, at, of }) => ({ at, fact: { type: "review asked", about, of: of ?? null } }));
}

type Gap = { about: ReviewGap; at: Date; of: Person | undefined };

/** One that is asked of nobody in particular is asked of everybody. */
function gaps(incident: Resolved, review: Review): Gap[] {
  const { owner, openedAt, meetingAt, meetingDueAt } = review;
  const [opened, due] = [Date.parse(openedAt), Date.parse(meetingDueAt)];
  const meeting = meetingAt === undefined ? undefined : Date.parse(meetingAt);
  const ask = (about: ReviewGap, at: number, of: Person | undefined = owner): Gap => ({ about, at: new Date(at), of });
  return [
    ...(owner === undefined ? [ask("owner", opened + dayMs, whoKnowsIt(incident))] : []),
    ...(meeting === undefined ? [ask("meeting", opened + (due - opened) / 2)] : []),
    ...(meeting !== undefined && neutralFacilitator(incident) === undefined
      ? [ask("facilitator", meeting - dayMs)]
      : []),
    ...(meeting !== undefined && review.state === "draft" && review.wikiUrl === undefined
      ? [ask("draft", meeting - dayMs)]
      : []),
    ask("outcome", (meeting ?? due) + dayMs),
  ];
}

/** Somebody who was in it, where nobody commanded and no person resolved it. */
const whoKnowsIt = ({ roles, deeds }: Live): Person | undefined =>
  Object.values(roles).find((person) => person !== undefined) ?? deeds[0]?.person;
