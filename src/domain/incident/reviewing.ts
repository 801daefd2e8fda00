/** How far the review of an incident has got. */
import type { Person } from "../people.ts";
import type { Entry, OtherThan } from "./facts.ts";
import type { ReviewFact, ReviewPart, ReviewState } from "./facts/review.ts";

export type Review = {
  state: ReviewState;
  owner?: Person;
  facilitator?: Person;
  openedAt: string;
  /** When the meeting has to have been, and when it is. */
  meetingDueAt: string;
  meetingAt?: string;
  /** Repairs are planned in a meeting of their own, a day or two later. */
  repairAt?: string;
  reviewedAt?: string;
  /** What has been asked for, and when it last was. */
  asked: readonly { about: string; at: string }[];
  wikiUrl?: string;
};

export function reviewAfter(review: Review | undefined, { fact, at }: Entry): Review | undefined {
  if (fact.type === "review opened") {
    const owner = fact.owner === null ? {} : { owner: fact.owner };
    return review === undefined || review.state === "draft"
      ? { ...owner, ...review, state: "draft", openedAt: at, meetingDueAt: fact.meetingDueAt, asked: [] }
      : review;
  }
  return review === undefined ? undefined : moved(review, fact, at);
}

function moved(review: Review, fact: Exclude<Entry["fact"], { type: "review opened" }>, at: string): Review {
  switch (fact.type) {
    case "review assigned":
      return { ...review, ...assigned(fact.part, fact.person) };
    case "review scheduled":
      return fact.what === "meeting" ? { ...review, meetingAt: fact.at } : { ...review, repairAt: fact.at };
    case "review moved":
      return { ...review, state: fact.to, ...(fact.to === "reviewed" ? { reviewedAt: at } : {}) };
    case "review asked":
      return { ...review, asked: [...review.asked, { about: fact.about, at }] };
    case "review published":
      return { ...review, wikiUrl: fact.url };
    default:
      return asItWas(review, fact);
  }
}

const assigned = (part: ReviewPart, person: Person): Partial<Review> =>
  part === "owner" ? { owner: person } : { facilitator: person };

const asItWas = (review: Review, _fact: OtherThan<ReviewFact>): Review => review;
