/** The form of a command in a message's menu: the message, which incident, and what the command asks for. */
import type { Pinned } from "../domain/incident/facts/record.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { linesOf } from "./lines.ts";
import { brief, clean, clip } from "./text.ts";

type Field = "note" | "owner" | "text" | "minutes";
type Form = { command: string; title: string; send: string; asks: readonly Field[] };
type Given = {
  incidents: readonly { id: string; title: string }[];
  values: Record<string, string>;
  problem: string;
};

const quotedMax = 600;
const textMax = 500;

/** What was filled in before is there again, with what is wrong with it. */
export function messageForm(about: Pinned, { incidents, values, problem }: Given, form: Form): CardMessage {
  const value = (field: string, otherwise = ""): string => values[field] ?? otherwise;
  return cardMessage("message-form", form.title, {
    command: form.command,
    send: form.send,
    problem: inert(problem),
    author: inert(brief(about.author.name, 80)),
    quote: linesOf(about.text, quotedMax, 8),
    which: incidents.length > 0,
    incidents: incidents.map(({ id, title }) => ({ value: id, title: `${id}: ${brief(title, 80)}` })),
    incident: value("incident", incidents.length === 1 ? incidents[0]!.id : ""),
    asks: Object.fromEntries(
      (["note", "owner", "text", "minutes"] as const).map((field) => [field, form.asks.includes(field)]),
    ),
    note: value("note"),
    owner: value("owner"),
    text: clip(clean(value("text", about.text)), textMax),
    minutes: Number(value("minutes", "10")) || 10,
  });
}
