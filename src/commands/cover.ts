import { withOverride } from "../domain/oncall/asks.ts";
import { isOne } from "../domain/oncall/assign.ts";
import { type Book, nameKey } from "../domain/oncall/book.ts";
import type { Stretch } from "../domain/oncall/asks.ts";
import { stretchesOf } from "../domain/oncall/duty.ts";
import { myName } from "../domain/oncall/me.ts";
import { parseSpan } from "../domain/oncall/when.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { localTime } from "../views/local-time.ts";
import { type Asked, action, type Turn } from "./command.ts";
import { askersZone } from "./oncall.ts";
import { mentioned, short, withoutMention } from "./reading.ts";

type Cover =
  | { what: "ask" | "take"; person: Person; span: string; because: string }
  | { what: "answer"; id: string; answer: "accepted" | "declined" };
const usage = "cover me 18:00-22:00";

export const cover = action<Cover>({
  words: ["cover"],
  usage,
  help: "Ask your roster to cover you for a while (`cover me 18:00-22:00`), or cover somebody yourself (`cover @someone tomorrow 18:00-22:00`).",
  examples: [
    {
      say: "cover me 18:00-22:00",
      means: { what: "ask", person: { id: "me", name: "Me" }, span: "18:00-22:00", because: "" },
    },
    { say: "cover accept A7", means: { what: "answer", id: "A7", answer: "accepted" } },
  ],
  parse: read,
  async run(turn, cover) {
    if (cover.what === "answer") return answered(turn, cover.id, cover.answer);
    return samePerson(cover.person, turn.who) ? ask(turn, cover) : take(turn, cover);
  },
});

/** "accept A7" and "decline A7", as the buttons of the cards say. */
export function readAnswer(text: string): Extract<Cover, { what: "answer" }> | undefined {
  const match = /^(accept|decline)\s+(A\d{1,9})$/i.exec(text.trim());
  if (match === null) return undefined;
  return {
    what: "answer",
    id: match[2]!.toUpperCase(),
    answer: match[1]!.toLowerCase() === "accept" ? "accepted" : "declined",
  };
}

function read(asked: Asked): Cover {
  const answer = readAnswer(asked.text);
  if (answer !== undefined) return answer;
  const person = mentioned(asked);
  if (person === undefined) throw new Refusal(`Say whom, and from when to when: \`${usage}\`.`);
  const [, span = "", because = ""] = /^(.*?)(?:\s+because\b[:,]?\s*(.*))?$/is.exec(withoutMention(asked)) ?? [];
  if (span.trim() === "") throw new Refusal(`Say from when to when: \`${usage}\`.`);
  return { what: "ask", person, span: span.trim(), because: because.slice(0, 300) };
}

/** What somebody would be on call for in that time. Throws a Refusal where it is nothing. */
function stretches(turn: Turn, book: Book, name: string, words: string): Stretch[] {
  const zone = askersZone(book, turn.who);
  const { start, end } = parseSpan(words, zone, turn.now);
  const found = stretchesOf(book, name, start, end);
  if (found.length === 0) {
    const local = localTime(zone);
    throw new Refusal(`${short(name)} is not on call from ${local.of(start)} to ${local.of(end)} (${zone}).`);
  }
  return found;
}

async function ask(turn: Turn, { span, because }: Extract<Cover, { span: string }>) {
  const book = await turn.book();
  const name = myName(book, turn.who);
  const give = stretches(turn, book, name, span);
  const audience = colleagues(book, name, give);
  if (audience.length === 0)
    throw new Refusal("Nobody else is in your roster. Say `swap @someone` or `oncall add @someone`.");
  const { id } = await turn.ask({ kind: "cover", give, take: [], because }, audience);
  return {
    text: `I have asked ${audience.length === 1 ? short(audience[0]!) : `${audience.length} people of your roster`} (${id}). You stay on call until somebody takes it.`,
  };
}

/** Members of the rosters that are paged by these schedules. */
function colleagues({ rosters }: Book, name: string, give: readonly Stretch[]): string[] {
  const own = new Set(give.map(({ schedule }) => nameKey(schedule)));
  const mine = rosters.filter(({ rotations }) => rotations.some(({ schedule }) => own.has(nameKey(schedule))));
  return [...new Set(mine.flatMap(({ members }) => members))].filter((member) => nameKey(member) !== nameKey(name));
}

async function take(turn: Turn, { person, span }: Extract<Cover, { span: string }>) {
  const book = await turn.book();
  const me = myName(book, turn.who);
  const other = book.people.find((each) => isOne(each, person))?.name;
  if (other === undefined) throw new Refusal(`${short(person.name)} is in no roster.`);
  const give = stretches(turn, book, other, span);
  await turn.changeBook((was) =>
    give.reduce(
      (next, { schedule, start, end }) =>
        withOverride(next, schedule, { mode: "replace", user: me, replaces: other, start, end }),
      was,
    ),
  );
  await turn.announce({ kind: "cover", from: other, by: me, give, take: [] });
  return { text: `You cover ${escapeMarkdown(short(other))}: ${inWords(give, askersZone(book, turn.who))}.` };
}

export function inWords(stretches: readonly Stretch[], zone: string): string {
  const local = localTime(zone);
  return stretches
    .map(
      ({ schedule, start, end }) =>
        `${escapeMarkdown(schedule)} ${local.of(new Date(start))} to ${local.of(new Date(end))}`,
    )
    .join("; ");
}

export async function answered(turn: Turn, id: string, answer: "accepted" | "declined") {
  const ask = await turn.answerAsk(id, answer);
  if (turn.pressed) return turn.askCard(ask);
  return {
    text: answer === "accepted" ? `It is yours: ${inWords(ask.give, "UTC")} (UTC).` : "All right; they are told.",
  };
}
