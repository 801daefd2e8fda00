import { isOne, withPerson } from "../domain/oncall/assign.ts";
import type { Book, Responder } from "../domain/oncall/book.ts";
import { type Reaching, reached } from "../domain/oncall/reaching.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { doneCard } from "../views/done-card.ts";
import { reachForm } from "../views/reach-form.ts";
import { action } from "./command.ts";
import { plain } from "./reading.ts";

/** The version of the form, and what it says; without one, the form is asked for. */
type Read = "form" | { version: string; said: Reaching };

export const oncallMe = action<Read>({
  words: ["oncall me", "reach me"],
  usage: "oncall me",
  help: "Say in a form how you are reached, and in which order: Teams, text message, call, e-mail.",
  examples: [{ say: "oncall me", means: "form" }],
  parse(asked) {
    const { reach } = asked.fields;
    const version = plain(asked);
    if (reach === undefined) return "form";
    const { phone = "", email = "", timeZone = "", expertise = "" } = asked.fields;
    return { version, said: { reach, phone, email, timeZone, expertise } };
  },
  async run(turn, read) {
    if (read === "form") {
      const book = withPerson(await turn.book(), turn.who).book;
      const me = mine(book, turn.who);
      return reachForm(me, versionOf(me));
    }
    await turn.changeBook((was) => {
      const { book } = withPerson(was, turn.who);
      const me = mine(book, turn.who);
      if (versionOf(me) !== read.version)
        throw new Refusal(
          "Somebody changed how you are reached while the form was open. Nothing was saved: say `oncall me` again.",
        );
      return { ...book, people: book.people.map((each) => (each === me ? reached(me, read.said) : each)) };
    });
    return doneCard(`You are reached by ${read.said.reach}. Try it with: oncall test`);
  },
});

const mine = ({ people }: Book, who: Person): Responder => people.find((each) => isOne(each, who))!;

/** A short name for what is known of somebody: another one after every change. */
function versionOf(responder: Responder): string {
  let sum = 0;
  for (const character of JSON.stringify(responder)) sum = (Math.imul(sum, 31) + character.codePointAt(0)!) | 0;
  return (sum >>> 0).toString(36);
}
