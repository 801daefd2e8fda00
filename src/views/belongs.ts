/** Which other incidents one belongs to, for its card. */
import type { Live } from "../domain/incident/incident.ts";
import type { Relative } from "../domain/incident/kin.ts";
import { type Part, plain, strong } from "./parts.ts";
import type { Question } from "./questions.ts";
import { brief } from "./text.ts";

const shownMax = 5;

export function belongs({ kin }: Live): Question[] {
  const { mergedInto, absorbed, parent, children, related } = kin;
  const parts = [
    ...named("Goes on as", mergedInto === undefined ? [] : [mergedInto]),
    ...named("A part of", parent === undefined ? [] : [parent]),
    ...named("Its parts", children),
    ...named("Merged into it", absorbed),
    ...named("Related", related),
  ];
  return parts.length === 0 ? [] : [{ question: "What does it belong to?", answer: parts }];
}

/** The latest, each with its title as it was. */
function named(how: string, all: readonly Relative[]): Part[] {
  if (all.length === 0) return [];
  const shown = all
    .slice(-shownMax)
    .flatMap(({ id, title }, index): Part[] => [
      ...(index === 0 ? [] : [plain(", ")]),
      strong(id),
      plain(` (${brief(title, 80)})`),
    ]);
  const more = all.length > shownMax ? ` and ${all.length - shownMax} more` : "";
  return [plain(`${how}: `), ...shown, plain(`${more}. `)];
}
