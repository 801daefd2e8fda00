/** What one can say, and what was probably meant. */
import type { Message } from "../engine/ports.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { worded } from "./parts.ts";
import { brief } from "./text.ts";

export type CommandHelp = { words: readonly string[]; usage: string; help: string };

const nearestMax = 4;

export function helpView(commands: readonly CommandHelp[]): CardMessage {
  return cardMessage("help", "What you can say to Muster", {
    commands: commands.slice(0, 60).map((command) => ({ usage: command.usage, help: worded(command.help) })),
  });
}

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
