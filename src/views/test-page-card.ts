/** Test pages: the card that asks for an answer, and what came of all of them. */
import type { Means } from "../domain/oncall/book.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { moment } from "./moment.ts";
import { meansWords } from "./paging-words.ts";
import { bad, blank, good, type Part, plain, strong } from "./parts.ts";
import { brief } from "./text.ts";

export function testPageCard(name: string, sentAt: string): CardMessage {
  return cardMessage("test-page", "This is a test page. Nothing is wrong.", {
    about: inert(`${brief(name, 80)}, a page would reach you like this. Please say that it did.`),
    sent: `Sent ${moment(sentAt)}`,
  });
}

type Result = {
  person: string;
  at: string;
  means: readonly { means: Means; state: string; reason?: string }[];
  answeredAt?: string;
};

const shownMax = 15;
const meansMax = 6;

/** Those whom nothing reached come first, then those who have not answered. */
export function testResultsView(results: readonly Result[]): CardMessage {
  const ordered = results.toSorted((one, other) => rank(one) - rank(other) || (one.at < other.at ? 1 : -1));
  const lost = results.filter((result) => rank(result) === 0).length;
  const more = results.length - shownMax;
  const heading =
    results.length === 0 ? "No test page has been sent yet" : `Test pages: ${tally(results.length, lost)}`;
  return cardMessage("test-results", heading, {
    heading,
    hint: results.length === 0 ? [plain("Say "), { text: "oncall test", kind: "say" }, plain(".")] : [],
    rows: ordered.slice(0, shownMax).map((result) => ({ parts: parts(result) })),
    more: more > 0 ? `and ${more} more` : "",
  });
}

const tally = (all: number, lost: number): string =>
  lost === 0 ? `all ${all} went out` : `${lost} of ${all} reached nobody`;

const hasFailed = ({ state }: { state: string }): boolean => state === "failed";

function rank({ means, answeredAt }: Result): 0 | 1 | 2 {
  if (answeredAt !== undefined) return 2;
  return means.every(hasFailed) ? 0 : 1;
}

function parts({ person, at, means, answeredAt }: Result): Part[] {
  const each = means.slice(0, meansMax).map(({ means, state, reason }, index) => {
    const why = reason === undefined ? "" : `: ${brief(reason, 100)}`;
    return toned(state)(`${index === 0 ? "" : " · "}${meansWords(means)} ${brief(state, 20)}${why}`);
  });
  const end = answeredAt === undefined ? blank(" · not answered") : good(` · answered ${utc(answeredAt)}`);
  return [strong(brief(person, 60)), blank(` ${utc(at)}: `), ...each, end];
}

function toned(state: string): (text: string) => Part {
  if (hasFailed({ state })) return bad;
  return state === "seen" || state === "answered" ? good : plain;
}
