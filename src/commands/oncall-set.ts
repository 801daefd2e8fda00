import { addMember, meantRoster, removeMember, setDuty } from "../domain/oncall/assign.ts";
import type { Book } from "../domain/oncall/book.ts";
import { rosterNow } from "../domain/oncall/duty.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { onCallView } from "../views/oncall.ts";
import { type Asked, action } from "./command.ts";
import { onePerson } from "./reading.ts";
import { askersZone } from "./oncall.ts";

type Change = { what: "primary" | "secondary" | "add" | "remove"; person: Person; roster: string };
const usage = "oncall primary @someone";
const whats = ["primary", "secondary", "add", "remove"] as const;

export const oncallSet = action<Change>({
  words: ["oncall set", ...whats.map((what) => `oncall ${what}`)],
  usage,
  help: "Put somebody on call for good, or into a roster or out of it: `oncall primary|secondary|add|remove @someone`, with `in checkout` behind it where there are several rosters.",
  examples: [
    { say: "oncall set primary me", means: { what: "primary", person: { id: "me", name: "Me" }, roster: "" } },
    { say: "oncall add me in checkout", means: { what: "add", person: { id: "me", name: "Me" }, roster: "checkout" } },
  ],
  parse: read,
  async run(turn, change) {
    const book = await turn.changeBook((was) => changed(was, change, turn.now));
    const roster = meantRoster(book, change.roster) ?? book.rosters[0]!;
    return onCallView({
      rosters: [rosterNow(book, roster, turn.now)],
      at: undefined,
      zone: askersZone(book, turn.who),
    });
  },
});

function read(asked: Asked): Change {
  const text = asked.text.trim();
  const said = `${asked.word} ${text}`.replace(/^oncall (set )?/, "");
  const what = whats.find((each) => said.toLowerCase().startsWith(each));
  if (what === undefined) throw new Refusal(`Say who is what: \`${usage}\`.`);
  const rest = said.slice(what.length);
  const [, person = "", roster = ""] = /^(.*?)(?:\s+(?:in|of|for)\s+(.+))?$/is.exec(rest.trim()) ?? [];
  return { what, person: onePerson({ ...asked, text: person }, usage), roster: roster.trim() };
}

function changed(book: Book, { what, person, roster }: Change, now: Date): Book {
  if (what === "add") return addMember(book, roster, person);
  return what === "remove" ? removeMember(book, roster, person) : setDuty(book, what, roster, person, now);
}
