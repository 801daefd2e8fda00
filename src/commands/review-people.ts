/** Who holds the review: its owner, and a neutral facilitator. */
import type { ReviewPart } from "../domain/incident/facts/review.ts";
import { assignReview } from "../domain/incident/review-steps.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Asked, type Command, decision } from "./command.ts";
import { onePerson } from "./reading.ts";

const me = { id: "me", name: "Me" };

/** Chosen in a form, else mentioned, else "me". */
function personIn(asked: Asked, usage: string): Person {
  const chosen = asked.people?.["owner"] ?? asked.people?.["person"];
  if (chosen !== undefined) return chosen;
  const text = asked.text.replace(/^\s*(?:is|to)\s+/i, "");
  if (text.trim() === "") throw new Refusal(`Say who: \`${usage}\`.`);
  return onePerson({ ...asked, text }, usage);
}

const holder = (part: ReviewPart, words: readonly string[], help: string): Command => {
  const usage = `review ${part} @someone`;
  return decision<{ person: Person }>({
    words,
    usage,
    help,
    examples: [{ say: `review ${part} me`, means: { person: me } }],
    parse: (asked) => ({ person: personIn(asked, usage) }),
    names: ({ person }) => ({ person, for: "work" }),
    decide: ({ incident, arguments: { person } }) => assignReview(incident, part, person),
  });
};

export const reviewOwner = holder(
  "owner",
  ["review owner"],
  "Say who owns the review: fills in the draft, and sees to its meeting and what comes of it.",
);

export const reviewFacilitator = holder(
  "facilitator",
  ["review facilitator", "facilitator"],
  "Say who leads the review meeting: somebody who had no part in the incident.",
);
