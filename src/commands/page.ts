import { openPage, pageLadder, type Wanted } from "../domain/incident/opening-page.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { type Asked, action } from "./command.ts";
import { mentioned, plain, textMax } from "./reading.ts";

type Page = { wanted: Wanted; because: string };
const usage = "page @someone because we need the schema";
const me: Person = { id: "me", name: "Me" };

export const page = action<Page>({
  words: ["page", "engage"],
  usage,
  help: "Page somebody else too, with a ladder of their own: `page @someone because …`, `page primary checkout`, `page expert database`, `page checkout`.",
  examples: [
    { say: "page me because of the schema", means: { wanted: { kind: "user", person: me }, because: "of the schema" } },
    {
      say: "page primary checkout",
      means: { wanted: { kind: "rotation", name: "primary", roster: "checkout" }, because: "" },
    },
    {
      say: "page expert database because it is slow",
      means: { wanted: { kind: "expert", topic: "database" }, because: "it is slow" },
    },
    { say: "page checkout", means: { wanted: { kind: "roster", roster: "checkout" }, because: "" } },
  ],
  parse: read,
  async run(turn, { wanted, because }) {
    const [book, { incident: now }] = await Promise.all([turn.book(), turn.incident()]);
    const ladder = pageLadder(book, now, wanted, turn.who);
    const incident = await turn.record((was) => openPage(was, ladder, because));
    if (turn.isThere(incident)) return undefined;
    const people = incident.pages.at(-1)!.paged.map(({ person }) => escapeMarkdown(person.name));
    const who =
      people.length === 0
        ? "Nobody could be found to page"
        : `${people.join(", ")} ${people.length === 1 ? "is" : "are"} paged`;
    return { text: `${incident.id}: ${who}.` };
  },
});

function read(asked: Asked): Page {
  const [, whom = "", reason = ""] = /^(.*?)(?:\s+because\b[:,]?\s*(.*))?$/is.exec(asked.text.trim()) ?? [];
  const because = plain({ ...asked, text: reason }).slice(0, textMax);
  const person = mentioned({ ...asked, text: whom });
  return { wanted: person === undefined ? wantedBy(whom.trim()) : { kind: "user", person }, because };
}

function wantedBy(words: string): Wanted {
  if (words === "" || words.length > 100) throw new Refusal(`Say whom: \`${usage}\`.`);
  const expert = /^(?:an?\s+)?expert\s+(?:(?:for|on|in)\s+)?(.+)$/i.exec(words);
  if (expert !== null) return { kind: "expert", topic: expert[1]! };
  const rotation = /^(primary|secondary)(?:\s+(?:(?:of|in|for)\s+)?(.+))?$/i.exec(words);
  if (rotation === null) return { kind: "roster", roster: words };
  return { kind: "rotation", name: rotation[1]!.toLowerCase(), roster: (rotation[2] ?? "").trim() };
}
