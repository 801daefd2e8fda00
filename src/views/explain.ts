import type { Message } from "../engine/ports.ts";
import { escapeMarkdown } from "./escape.ts";
import { brief } from "./text.ts";

const linesMax = 40;

/** Why somebody is on call in a schedule, line by line. */
export function explainView(schedule: string, lines: readonly string[]): Message {
  const shown = lines.slice(0, linesMax).map((line) => `- ${escapeMarkdown(brief(line, 400))}`);
  const more = lines.length > linesMax ? [`- and ${lines.length - linesMax} more`] : [];
  const why = lines.length === 0 ? ["Nothing in it says anything about that time."] : [...shown, ...more];
  return { text: `**Who is on call in ${escapeMarkdown(brief(schedule, 80))}, and why**\n\n${why.join("\n")}` };
}
