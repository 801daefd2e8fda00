import type { Stretch } from "../domain/oncall/asks.ts";
import { isOne } from "../domain/oncall/assign.ts";
import { type Book, findNamed } from "../domain/oncall/book.ts";
import { stretchesOf } from "../domain/oncall/duty.ts";
import { myName } from "../domain/oncall/me.ts";
import { parseWhen } from "../domain/oncall/when.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { action } from "./command.ts";
import { answered, inWords, readAnswer } from "./cover.ts";
import { askersZone } from "./oncall.ts";
import { mentioned, short, withoutMention } from "./reading.ts";

type Swap =
  | { what: "ask"; person: Person; mine: string; theirs: string }
  | { what: "answer"; id: string; answer: "accepted" | "declined" };
const usage = "swap @someone";
/** How far ahead the next shift is looked for. */
const aheadMs = 120 * 86_400_000;

export const swap = action<Swap>({
  words: ["swap"],
  usage,
  help: "Ask somebody to swap your next shift for theirs, or those at two times: `swap @someone friday for 2026-12-12`. They accept with a button.",
  examples: [
    { say: "swap accept A7", means: { what: "answer", id: "A7", answer: "accepted" } },
    { say: "swap decline A7", means: { what: "answer", id: "A7", answer: "declined" } },
  ],
  parse(asked) {
    const answer = readAnswer(asked.text);
    if (answer !== undefined) return answer;
    const person = mentioned(asked);
    if (person === undefined) throw new Refusal(`Say with whom: \`${usage}\`.`);
    if (samePerson(person, asked.who)) throw new Refusal("You cannot swap with yourself.");
    const [, mine = "", theirs = ""] = /^(.*?)(?:\s*\bfor\s+(.+))?$/is.exec(withoutMention(asked)) ?? [];
    return { what: "ask", person, mine: mine.trim(), theirs: theirs.trim() };
  },
  async run(turn, swap) {
    if (swap.what === "answer") return answered(turn, swap.id, swap.answer);
    const book = await turn.book();
    const me = myName(book, turn.who);
    const other = book.people.find((each) => isOne(each, swap.person))?.name;
    if (other === undefined) throw new Refusal(`${short(swap.person.name)} is in no roster.`);
    const zone = askersZone(book, turn.who);
    const from = (words: string): Date => (words === "" ? turn.now : parseWhen(words, zone, turn.now));
    const give = nextShift(book, me, from(swap.mine));
    const take = nextShift(book, other, from(swap.theirs));
    needCompany(book, other, me, give, take);
    const to = { name: other, person: swap.person };
    const { id } = await turn.ask({ kind: "swap", to, give: [give], take: [take], because: "" }, [other]);
    return {
      text: `I have asked ${short(other)} (${id}): you give ${inWords([give], zone)}, and take ${inWords([take], zone)}. Nothing changes until they accept.`,
    };
  },
});

/** The first shift that begins after `from`, or is under way then, and ends. Throws a Refusal. */
function nextShift(book: Book, name: string, from: Date): Stretch {
  const all = stretchesOf(book, name, from, new Date(from.getTime() + aheadMs));
  if (all.length === 0) throw new Refusal(`${short(name)} has no shift in the next ${aheadMs / 86_400_000} days.`);
  const ending = all.filter(({ start, end }) => Date.parse(end) - Date.parse(start) < aheadMs);
  const [first] = ending.sort((one, other) => (one.start < other.start ? -1 : 1));
  if (first !== undefined) return first;
  throw new Refusal(
    `${short(name)} is on call for “${short(all[0]!.schedule)}” without an end. Say \`cover me\` with a time.`,
  );
}

/** A shift goes to somebody of the roster it belongs to. */
function needCompany(book: Book, other: string, me: string, give: Stretch, take: Stretch): void {
  for (const [name, { schedule }] of [
    [other, give],
    [me, take],
  ] as const) {
    const roster = book.rosters.find(({ rotations }) => rotations.some((each) => each.schedule === schedule));
    if (
      roster !== undefined &&
      findNamed(
        roster.members.map((member) => ({ name: member })),
        name,
      ) === undefined
    )
      throw new Refusal(`${short(name)} is no member of ${short(roster.name)}, which “${short(schedule)}” belongs to.`);
  }
}
