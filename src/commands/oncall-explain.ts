import { type Book, findNamed } from "../domain/oncall/book.ts";
import { meantRoster } from "../domain/oncall/assign.ts";
import { explain, explanationLines } from "../domain/oncall/explain.ts";
import type { Schedule } from "../domain/oncall/schedule.ts";
import { parseWhen } from "../domain/oncall/when.ts";
import { Refusal } from "../domain/refusal.ts";
import { explainView } from "../views/explain.ts";
import { action } from "./command.ts";
import { type AboutWhen, aboutWhen, askersZone } from "./oncall.ts";
import { plain } from "./reading.ts";

export const oncallExplain = action<AboutWhen>({
  words: ["oncall explain", "explain"],
  usage: "oncall explain checkout at friday 22:00",
  help: "Say why somebody is on call: which layer, turn, restriction or override makes it so.",
  examples: [
    { say: "oncall explain", means: { about: "", when: "" } },
    { say: "oncall explain primary at friday 22:00", means: { about: "primary", when: "friday 22:00" } },
  ],
  parse: (asked) => aboutWhen(plain(asked)),
  async run(turn, { about, when }) {
    const book = await turn.book();
    const zone = askersZone(book, turn.who);
    const at = when === "" ? turn.now : parseWhen(when, zone, turn.now);
    const schedule = meantSchedule(book, about);
    return explainView(schedule.name, explanationLines(explain(schedule, at)));
  },
});

/** A schedule by its name, or the first rotation of a roster or service. */
function meantSchedule(book: Book, about: string): Schedule {
  const named = about === "" ? undefined : findNamed(book.schedules, about);
  if (named !== undefined) return named;
  const [first] = meantRoster(book, about)?.rotations ?? [];
  const found = first === undefined ? undefined : findNamed(book.schedules, first.schedule);
  if (found === undefined) throw new Refusal("Nobody has a schedule yet: say `oncall primary @someone`.");
  return found;
}
