import { isOne, meantRoster, withPerson } from "../domain/oncall/assign.ts";
import { type Book, findNamed, type Responder, type Roster } from "../domain/oncall/book.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { testResultsView } from "../views/test-page-card.ts";
import { action, type Turn } from "./command.ts";
import { plain, short } from "./reading.ts";

/** `time` undefined switches it off; `roster` "" is for whoever says it. */
type Change = { what: "send" } | { what: "results" } | { what: "daily"; time: string | undefined; roster: string };
const usage = "oncall test daily 09:00";

export const oncallTest = action<Change>({
  words: ["oncall test", "test page", "oncall tests"],
  usage,
  help: "Send yourself a test page by all your means (`oncall test`), every day (`oncall test daily 09:00`, `oncall test off`; with `in checkout` for a roster), or see what came of them (`oncall tests`).",
  examples: [
    { say: "oncall test", means: { what: "send" } },
    { say: "oncall tests", means: { what: "results" } },
    { say: "oncall test daily 09:00", means: { what: "daily", time: "09:00", roster: "" } },
    { say: "oncall test off in checkout", means: { what: "daily", time: undefined, roster: "checkout" } },
  ],
  parse(asked) {
    const text = plain(asked);
    if (asked.word === "oncall tests" || /^results?$/i.test(text)) return { what: "results" };
    if (text === "" || /^me$/i.test(text)) return { what: "send" };
    const daily = /^(?:daily(?:\s+at)?\s+((?:[01]?\d|2[0-3]):[0-5]\d)|off)(?:\s+(?:in|for)\s+(.+))?$/i.exec(text);
    if (daily === null)
      throw new Refusal(`I do not know “oncall test ${short(text)}”. Say \`${usage}\` or \`oncall tests\`.`);
    return { what: "daily", time: daily[1]?.padStart(5, "0"), roster: (daily[2] ?? "").trim() };
  },
  async run(turn, change) {
    if (change.what === "results") return testResultsView(await turn.testResults());
    if (change.what === "daily") return switchDaily(turn, change.time, change.roster);
    const book = await turn.changeBook((was) => withPerson(was, turn.who).book);
    await turn.testPages([book.people.find((each) => isOne(each, turn.who))!.name]);
    return { text: "A test page goes out by all your means. `oncall tests` shows what came of it." };
  },
});

async function switchDaily(turn: Turn, time: string | undefined, roster: string) {
  await turn.changeBook((book) => (roster === "" ? forPerson(book, turn.who, time) : forRoster(book, roster, time)));
  const whose = roster === "" ? "you" : `everybody in ${short(roster)}`;
  const text =
    time === undefined
      ? `No more daily test pages for ${whose}.`
      : `A test page goes to ${whose} every day at ${time}.`;
  return { text };
}

function forPerson(was: Book, who: Person, time: string | undefined): Book {
  const { book, name } = withPerson(was, who);
  return { ...book, people: book.people.map((each) => (each.name === name ? daily(each, time) : each)) };
}

function forRoster(book: Book, words: string, time: string | undefined): Book {
  const roster = meantRoster(book, words);
  if (roster === undefined || findNamed(book.rosters, roster.name) === undefined)
    throw new Refusal("There is no roster yet: say `oncall primary @someone`.");
  return { ...book, rosters: book.rosters.map((each) => (each === roster ? daily(each, time) : each)) };
}

function daily<T extends Responder | Roster>({ dailyTest: _, ...rest }: T, time: string | undefined): T {
  return { ...rest, ...(time === undefined ? {} : { dailyTest: time }) } as T;
}
