import { meantRoster } from "../domain/oncall/assign.ts";
import { type Book, findNamed } from "../domain/oncall/book.ts";
import type { CalendarOf } from "../domain/oncall/calendar.ts";
import { Refusal } from "../domain/refusal.ts";
import { action, type Turn } from "./command.ts";
import { plain, short } from "./reading.ts";
import { myName } from "../domain/oncall/me.ts";

type Asked = { what: "make" | "revoke"; of: string };

export const calendar = action<Asked>({
  words: ["calendar", "ics"],
  usage: "calendar me",
  help: "Get a private calendar address of your shifts (`calendar me`), of a roster or of a schedule (`calendar checkout`); `calendar revoke me` ends those you made.",
  examples: [
    { say: "calendar", means: { what: "make", of: "me" } },
    { say: "calendar checkout", means: { what: "make", of: "checkout" } },
    { say: "calendar revoke me", means: { what: "revoke", of: "me" } },
  ],
  parse(asked) {
    const [, revoke, of = ""] = /^(revoke\b)?\s*(?:of\s+|for\s+)?(.*)$/is.exec(plain(asked)) ?? [];
    return { what: revoke === undefined ? "make" : "revoke", of: of.trim() === "" ? "me" : of.trim() };
  },
  async run(turn, { what, of }) {
    const calendarOf = meantCalendar(await turn.book(), turn, of);
    if (what === "revoke") {
      const count = await turn.revokeFeeds(calendarOf);
      return {
        text:
          count === 0
            ? "You have made no calendar address of it."
            : "It is revoked: calendars that use it show nothing new.",
      };
    }
    return {
      text: `Add this to your calendar, by “from the internet”. Whoever has it can read it; \`calendar revoke ${short(of)}\` ends it.\n\n${await turn.makeFeed(calendarOf)}`,
    };
  },
});

function meantCalendar(book: Book, turn: Turn, words: string): CalendarOf {
  if (/^(me|mine|my shifts)$/i.test(words)) return { person: myName(book, turn.who) };
  const schedule = findNamed(book.schedules, words);
  const roster = findNamed(book.rosters, words);
  if (schedule !== undefined && roster === undefined) return { schedule: schedule.name };
  const found = roster ?? meantRoster(book, words);
  if (found === undefined) throw new Refusal("Nobody has a schedule yet: say `oncall primary @someone`.");
  return { roster: found.name };
}
