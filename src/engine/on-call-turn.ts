/** What an action may do with who is on call: read and change the book, ask for swaps, make calendars, send test pages. */
import type { BookChange, Turn } from "../commands/command.ts";
import { myName } from "../domain/oncall/me.ts";
import { actorName, type Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Asking, Asks } from "./asks.ts";
import { type Change, changeBook, latestChanges, openBook } from "./book.ts";
import type { Feeds } from "./feeds.ts";
import type { Documents } from "./ports.ts";
import type { TestPages } from "./test-pages.ts";

export type OnCallTurnTools = {
  documents: Documents;
  asks: Asks;
  feeds: Feeds;
  testPages: TestPages;
  /** Where the world reaches Muster; undefined where it does not. */
  publicUrl: string | undefined;
};

type OnCallTurn = Pick<
  Turn,
  | "book"
  | "changeBook"
  | "bookChanges"
  | "ask"
  | "answerAsk"
  | "askCard"
  | "announce"
  | "makeFeed"
  | "revokeFeeds"
  | "testPages"
  | "testResults"
  | "answerTest"
>;

const changesShown = 15;

export function onCallTurn(tools: OnCallTurnTools, asking: Asking): OnCallTurn {
  const { documents, asks, feeds, testPages } = tools;
  const { who, from, now } = asking;
  const author = { by: { kind: "person", person: who } as const, from, now };
  const book = async () => (await openBook(documents)).book;
  const me = async (): Promise<{ name: string; person: Person }> => ({
    name: myName(await book(), who),
    person: who,
  });

  return {
    book,
    changeBook: (change) => changeBook(documents, author, change),
    bookChanges: async () => (await latestChanges(documents, changesShown)).map(changeInWords),
    ask: async (ask, audience) => asks.open(asking, { ...ask, from: await me() }, audience),
    answerAsk: (id, answer) => asks.answer(asking, id, answer),
    askCard: (ask) => asks.card(ask, who),
    announce: (done) => asks.announce(asking, done),
    async makeFeed(of) {
      if (tools.publicUrl === undefined)
        throw new Refusal("Calendars need an address: whoever operates Muster sets PUBLIC_URL.");
      return `${tools.publicUrl}/calendar/${await feeds.make(of, who, now)}.ics`;
    },
    revokeFeeds: (of) => feeds.revoke(of, who),
    testPages: (names) => testPages.send(names, now),
    testResults: () => testPages.results(),
    answerTest: () => testPages.answer(who, now),
  };
}

function changeInWords({ at, by, from, changed }: Change): BookChange {
  const what = changed
    .slice(0, 5)
    .map(({ part, name, before, after }) => `${verb(before, after)} ${singular[part]} “${name}”`);
  const more = changed.length > what.length ? ` and ${changed.length - what.length} more` : "";
  return { at, by: actorName(by), from, what: `${what.join(", ")}${more}` };
}

const singular = { people: "person", rosters: "roster", schedules: "schedule", policies: "policy" } as const;

function verb(before: unknown, after: unknown): string {
  if (after === undefined && before !== undefined) return "removed";
  return before === undefined && after !== undefined ? "added" : "changed";
}
