import { inert } from "./escape.ts";
import { clean, clip } from "./text.ts";

/** One line of a longer text; `gap` is the space above it. */
export type Line = { line: string; gap: "None" | "Small" };

/**
 * What people wrote in several lines, bounded in length and number. Each becomes an element of its own on a card,
 * because not every client breaks lines inside one (github.com/microsoft/AdaptiveCards/issues/5538).
 */
export function linesOf(text: string, charactersMax: number, linesMax = 12): Line[] {
  const paragraphs = clip(clean(text).trim(), charactersMax).split(/\n\s*\n/);
  const all = paragraphs.flatMap((paragraph) =>
    paragraph
      .split("\n")
      .map((line, index): Line => ({ line: inert(line.trim()), gap: index === 0 ? "Small" : "None" })),
  );
  const filled = all.filter((each) => each.line !== "");
  return filled.length <= linesMax ? filled : [...filled.slice(0, linesMax), { line: "…", gap: "None" }];
}
