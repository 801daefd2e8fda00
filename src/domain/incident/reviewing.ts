/** How far the review of an incident has got. */
import type { Person } from "../people.ts";
import type { Entry, FactOf, OtherThan, Severity } from "./facts.ts";
import type { ReviewFact, ReviewGap, ReviewPart, ReviewState } from "./facts/review.ts";

export type Review = {
  state: ReviewState;
  owner?: Person;
  facilitator?: Person;
  openedAt: string;
  /** When the meeting has to have been, for which severity, and in which zone that is a day's end; and when it is. */
  meetingDueAt: string;
  severity?: Severity;
  zone: string;
  meetingAt?: string;
  /** Repairs are planned in a meeting of their own, a day or two later. */
  repairAt?: string;
  reviewedAt?: string;
  /** What has been asked for, and when it last was. */
  asked: readonly { about: ReviewGap; at: string }[];
  wikiUrl?: string;
};

export function reviewAfter(review: Review | undefined, entry: Entry): Review | undefined {
  const { fact, at } = entry;
  if (fact.type === "review opened") return opened(review, fact, at);
  return review === undefined ? undefined : moved(review, fact, at);
}

/** What people have settled already stays, but for what was asked: there is another time to keep now. */
function opened(review: Review | undefined, fact: FactOf<"review opened">, at: string): Review {
  if (review !== undefined && review.state !== "draft") return review;
  const { severity: _, ...was } = review ?? {};
  const owner = fact.owner === null ? {} : { owner: fact.owner };
  const counted = fact.severity === undefined ? {} : { severity: fact.severity };
  const { meetingDueAt, zone = "UTC" } = fact;
  return { ...owner, ...was, ...counted, state: "draft", openedAt: at, meetingDueAt, zone, asked: [] };
}

function moved(review: Review, fact: Exclude<Entry["fact"], { type: "review opened" }>, at: string): Review {
  switch (fact.type) {
    case "review assigned":
      return { ...review, ...assigned(fact.part, fact.person) };
    case "review scheduled":
      return fact.what === "meeting" ? metAt(review, fact.at) : { ...review, repairAt: fact.at };
    case "review moved":
      return stateAfter(review, fact.to, at);
    case "review asked":
      return { ...review, asked: [...review.asked, { about: fact.about, at }] };
    case "review sent":
      return review;
    case "review published":
      return { ...review, wikiUrl: fact.url };
    default:
      return asItWas(review, fact, at);
  }
}

const assigned = (part: ReviewPart, person: Person): Partial<Review> =>
  part === "owner" ? { owner: person } : { facilitator: person };

const goesByMeeting: readonly ReviewGap[] = ["facilitator", "draft", "outcome"];

/** For another date, what goes by it is asked anew. */
const metAt = (review: Review, meetingAt: string): Review => ({
  ...review,
  meetingAt,
  asked: review.asked.filter(({ about }) => !goesByMeeting.includes(about)),
});

function stateAfter({ reviewedAt: _, ...review }: Review, state: ReviewState, at: string): Review {
  return { ...review, state, ...(state === "reviewed" ? { reviewedAt: at } : {}) };
}

/** Back to work: there is more to review, and meetings that have been were about less. */
function asItWas(review: Review, { type }: OtherThan<ReviewFact>, at: string): Review {
  if (type !== "reopened") return review;
  const { meetingAt, repairAt, ...rest } = stateAfter(review, "draft", at);
  return {
    ...rest,
    ...(meetingAt !== undefined && meetingAt > at ? { meetingAt } : {}),
    ...(repairAt !== undefined && repairAt > at ? { repairAt } : {}),
  };
}
