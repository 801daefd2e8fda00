/** From words to a command. One parser for what is typed, pressed and filled in. */
import type { Asked, Command } from "../commands/command.ts";
import { nearest } from "../domain/nearest.ts";
import { plain, short } from "../commands/reading.ts";
import type { Person } from "../domain/people.ts";
import type { Sentence } from "./incoming.ts";

export type Heard =
  | { kind: "command"; command: Command; asked: Asked; incident?: string }
  | { kind: "nothing" }
  | { kind: "unknown"; said: string; nearest: string[] };

/** People write `/incident ack` where they mean `ack`. */
const noise = /^(?:\/\s*)?(?:(?:inc|incident)\s+)?/i;
const incidentName = /^INC-(\d{1,8})(?![\w-])[\s:,]*/i;

export function hear(
  commands: readonly Command[],
  sentence: Sentence,
  who: Person,
  form: Partial<Pick<Asked, "fields" | "people" | "about">> = {},
): Heard {
  const text = sentence.text.trim().replace(noise, "").trim();
  if (text === "") return { kind: "nothing" };
  const found = longestMatch(commands, text);
  if (found === undefined) return unknown(commands, text, sentence);
  const rest = text.slice(found.word.length).trimStart();
  const named = found.command.readsIncidents === true ? null : incidentName.exec(rest);
  const { word } = found;
  const asked = {
    word,
    text: named === null ? rest : rest.slice(named[0].length),
    mentions: sentence.mentions,
    who,
    fields: {},
    ...form,
  };
  return {
    kind: "command",
    command: found.command,
    asked,
    ...(named === null ? {} : { incident: `INC-${Number(named[1])}` }),
  };
}

/** "step down" is one word of a command, and so is "status page" before "status". */
function longestMatch(commands: readonly Command[], text: string): { command: Command; word: string } | undefined {
  const lower = text.toLowerCase();
  const matches = commands.flatMap((command) =>
    command.words.filter((word) => begins(lower, word)).map((word) => ({ command, word })),
  );
  return matches.sort((one, other) => other.word.length - one.word.length)[0];
}

/** Behind a word comes its end, or, as in "sev1" and "ack!", something that is no letter. */
const begins = (text: string, word: string): boolean =>
  text.startsWith(word) && !/^[\p{L}\p{M}_-]/u.test(text.slice(word.length));

function unknown(commands: readonly Command[], text: string, sentence: Sentence): Heard {
  const said = plain({ text, mentions: sentence.mentions });
  const [word = ""] = said.split(/\s+/);
  const known = commands.flatMap((command) => command.words.map((each) => ({ each, canonical: command.words[0]! })));
  const near = nearest(
    word,
    known.map(({ each }) => each),
  ).map((each) => known.find((one) => one.each === each)!.canonical);
  return { kind: "unknown", said: short(word), nearest: [...new Set(near)] };
}
