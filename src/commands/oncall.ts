import { isOne, meantRoster } from "../domain/oncall/assign.ts";
import type { Book } from "../domain/oncall/book.ts";
import { rosterNow } from "../domain/oncall/duty.ts";
import { zoneOf } from "../domain/oncall/notices.ts";
import { parseWhen } from "../domain/oncall/when.ts";
import type { Person } from "../domain/people.ts";
import { onCallView } from "../views/oncall.ts";
import { action } from "./command.ts";
import { plain } from "./reading.ts";

/** A roster or service, and a time, both as they were said; "" is every roster, and now. */
export type AboutWhen = { about: string; when: string };

export const oncall = action<AboutWhen>({
  words: ["oncall", "on call", "on-call", "who is on call", "who's on call", "responders"],
  usage: "oncall checkout at friday 22:00",
  help: "Show who is on call, and who is next: of all rosters or of one, now or at a time of yours.",
  examples: [
    { say: "oncall", means: { about: "", when: "" } },
    { say: "who is on call?", means: { about: "", when: "" } },
    { say: "oncall checkout at friday 22:00", means: { about: "checkout", when: "friday 22:00" } },
  ],
  parse: (asked) => aboutWhen(plain(asked)),
  async run(turn, { about, when }) {
    const book = await turn.book();
    const zone = askersZone(book, turn.who);
    const at = when === "" ? undefined : parseWhen(when, zone, turn.now);
    const meant = about === "" ? undefined : meantRoster(book, about);
    const rosters = meant === undefined ? book.rosters : [meant];
    return onCallView({ rosters: rosters.map((roster) => rosterNow(book, roster, at ?? turn.now)), at, zone });
  },
});

/** "checkout at friday 22:00", "at 22:00", "checkout?" */
export function aboutWhen(text: string): AboutWhen {
  const said = text.replace(/[?!.]+$/, "").trim();
  const at = /^(?:(.*?)\s+)?(?:at|on)\s+(.+)$/i.exec(said);
  return at === null ? { about: said, when: "" } : { about: (at[1] ?? "").trim(), when: at[2]!.trim() };
}

/** The zone in which somebody says times and reads them. */
export const askersZone = (book: Book, who: Person): string =>
  zoneOf(book, book.people.find((each) => isOne(each, who)) ?? { name: who.name });
