/** Which runbooks fit an incident, by the words they share with its title. Plain on purpose: an author can see why. */
import type { Runbook } from "./runbook.ts";

const tellNothing = new Set(
  "a an and are as at be but by can cannot do does for from get gets has have how in into is it its no not of on or our out since so than that the their there this to too up was we were when with down fails failing failure failed error errors issue issues problem problems critical severity high number alert service services broken broke slow incident".split(
    " ",
  ),
);

/** Best first, at most `most`; only those that share a telling word. */
export function suggestRunbooks(runbooks: readonly Runbook[], title: string, most = 3): Runbook[] {
  const asked = tellingWords(title);
  return runbooks
    .map((runbook) => ({ runbook, score: scoreOf(runbook, asked) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || (one.runbook.name < other.runbook.name ? -1 : 1))
    .slice(0, most)
    .map(({ runbook }) => runbook);
}

function scoreOf(runbook: Runbook, asked: ReadonlySet<string>): number {
  const strong = tellingWords([runbook.name, runbook.title, ...runbook.services, ...runbook.tags].join(" "));
  const weak = tellingWords([runbook.summary, ...runbook.sections.map((each) => each.heading)].join(" "));
  return [...asked].reduce((sum, word) => sum + (strong.has(word) ? 3 : weak.has(word) ? 1 : 0), 0);
}

/** Small letters, no endings of the plural, none of the words that every incident has. */
function tellingWords(text: string): Set<string> {
  const found =
    text
      .slice(0, 2000)
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const singular = found.map((word) => (word.length > 4 ? word.replace(/(?<=[^s])s$/, "") : word));
  return new Set(singular.filter((word, index) => !tellNothing.has(word) && !tellNothing.has(found[index] ?? "")));
}
