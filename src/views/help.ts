/** What one can say, and what was probably meant. */
import type { Message } from "../engine/ports.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { brief } from "./text.ts";

export type CommandHelp = { words: readonly string[]; usage: string; help: string };

const nearestMax = 4;

export type HelpSection = { title: string; commands: readonly CommandHelp[] };

/** The words of all commands in one short card. */
export const helpView = (sections: readonly HelpSection[]): CardMessage =>
  helpCard(
    sections.map(({ title, commands }) => ({
      title,
      commands: [{ usage: commands.map(({ words }) => words[0]).join(", "), help: "" }],
    })),
    "What one of them does: help update. What all of them do: help all.",
  );

/** Each command with the first sentence of its help; `help <word>` shows the rest. */
export const helpInFull = (sections: readonly HelpSection[]): CardMessage =>
  helpCard(
    sections.map(({ title, commands }) => ({
      title,
      commands: commands.map(({ usage, help }) => ({ usage, help: firstSentence(help) })),
    })),
    "More about one: help update",
  );

const helpCard = (sections: { title: string; commands: { usage: string; help: string }[] }[], more: string) =>
  cardMessage("help", "What you can say to Muster", { sections, more });

const firstSentence = (help: string): string =>
  help.split(/(?<=[.!?]) |: `|[,;] (?=with|or|as|where)/)[0]!.replaceAll("`", "");

/** Words and usage are our own; the backticks in them are what Teams shows as words to type. */
export function helpOne({ words: [first, ...others], help, usage }: CommandHelp): Message {
  const also = others.length === 0 ? "" : `\n\nAlso understood: ${others.map((word) => `\`${word}\``).join(", ")}`;
  return { text: `**${first ?? ""}**: ${help}\n\nFor example: \`${usage}\`${also}` };
}

export function unknownView(said: string, nearest: readonly string[]): CardMessage {
  const shown = brief(said, 80);
  const heading = shown === "" ? "What can I do for you?" : `I do not know “${shown}”.`;
  return cardMessage("unknown", heading, {
    heading: inert(heading),
    hint: nearest.length === 0 ? "Here is what you can say:" : "Did you mean one of these?",
    choices: [...nearest.slice(0, nearestMax), "help"].map((words) => ({ title: words, say: words })),
  });
}
