/** How every try to reach somebody has got on, as the lines of a card. */
import { isAlarm } from "../domain/escalation/ladder.ts";
import type { Page, Paged, Try } from "../domain/incident/pages.ts";
import { samePerson } from "../domain/people.ts";
import { clockAfter } from "./moment.ts";
import { meansWords } from "./paging-words.ts";
import { bad, blank, good, type Part, plain, strong } from "./parts.ts";
import { brief } from "./text.ts";

const linesMax = 12;
/** Nobody has so many ways to be reached; who has, is shown the latest. */
const triesMax = 7;

/** One line for each time somebody was paged, the latest first. Times are UTC. */
export function tryLines(page: Page): { lines: { parts: Part[] }[]; more: number } {
  const all = page.paged.toReversed();
  const lines = all.slice(0, linesMax).map((paged) => ({ parts: lineOf(page, paged, newestOf(page, paged)) }));
  return { lines, more: all.length - lines.length };
}

/** Whether somebody was paged again later: an answer belongs to the newest page alone. */
const newestOf = ({ paged }: Page, one: Paged): "newest" | "older" =>
  paged.findLast(({ person }) => samePerson(person, one.person)) === one ? "newest" : "older";

function lineOf(page: Page, paged: Paged, age: "newest" | "older"): Part[] {
  const clock = (iso: string) => clockAfter(page.openedAt, iso);
  const tries = paged.tries
    .slice(-triesMax)
    .map((each, index) => tryPart(each, `${index === 0 ? "" : " · "}${meansWords(each.means)} ${clock(each.at)}`));
  return [
    strong(brief(paged.person.name, 60)),
    blank(` (${isAlarm(page.ladder, paged.step) ? "alarm" : `step ${paged.step + 1}`}): `),
    ...(tries.length === 0 ? [blank(`paged ${clock(paged.at)}`)] : tries),
    ...(age === "newest" ? outcome(page, paged, clock) : []),
  ];
}

type Clock = (iso: string) => string;

function tryPart({ state, reason }: Try, tried: string): Part {
  const why = reason === undefined ? "" : `: ${brief(reason, 120)}`;
  switch (state) {
    case "failed":
      return bad(`${tried} failed${why}`);
    case "failing":
      return bad(`${tried} failing, tried again${why}`);
    case "sending":
      return blank(`${tried} sending`);
    case "seen":
      return good(`${tried} seen`);
    default:
      return plain(`${tried} ${state}`);
  }
}

function outcome({ paging }: Page, { person }: Paged, clock: Clock): Part[] {
  if (paging.state === "waiting")
    return paging.out.some((gone) => samePerson(gone, person)) ? [bad(" · not coming")] : [];
  if (!samePerson(paging.by, person)) return [];
  const how = paging.means === undefined ? "" : ` ${meansWords(paging.means)}`;
  return [good(` · answered ${clock(paging.at)}${how}`)];
}
