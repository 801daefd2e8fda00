import type { Wanted } from "../domain/incident/finding.ts";
import { listView, mostListed } from "../views/list.ts";
import { action } from "./command.ts";
import { plain, toSeverity } from "./reading.ts";

const before = /(?:^|\s)before\s+(?:INC-)?(\d{1,8})(?=\s|$)/i;
const severity = /(?:^|\s)sev(?:erity)?\s*-?\s*(\d+)(?=\s|$)/i;
const which = /(?:^|\s)(open|closed|all)(?=\s|$)/i;
const wordsMax = 200;

/** `turns`: the card is turned to another page, instead of a second one being posted. */
export const list = action<Wanted & { turns?: true }>({
  words: ["list", "find", "incidents"],
  usage: "list closed sev1 checkout",
  help: "List the incidents that are not closed; or find others by state (`closed`, `all`), severity, and words of their title or services.",
  examples: [
    { say: "list", means: { which: "open", words: "" } },
    { say: "list closed", means: { which: "closed", words: "" } },
    { say: "list sev1", means: { which: "all", severity: 1, words: "" } },
    { say: "find checkout", means: { which: "all", words: "checkout" } },
    { say: "list before INC-900", means: { which: "open", words: "", before: "INC-900" } },
    {
      say: "list open sev 2 checkout before INC-900",
      means: { which: "open", severity: 2, words: "checkout", before: "INC-900" },
    },
  ],
  parse: (asked) => ({
    ...wantedIn(plain(asked)),
    ...(asked.fields["turns"] === undefined ? {} : { turns: true }),
  }),
  async run(turn, { turns, ...wanted }) {
    const view = listView(await turn.incidents(wanted, mostListed), wanted);
    return turns === true ? { ...view, inPlace: true } : view;
  },
});

/** Who names neither a state nor anything else wants what is open; who looks for something wants it wherever it is. */
function wantedIn(text: string): Wanted {
  let rest = text;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[1];
    if (found !== undefined) rest = rest.replace(pattern, " ");
    return found;
  };
  const [from, level, state] = [
    take(before),
    take(severity),
    take(which)?.toLowerCase() as Wanted["which"] | undefined,
  ];
  const words = rest.replace(/\s+/g, " ").trim().slice(0, wordsMax);
  return {
    which: state ?? (level === undefined && words === "" ? "open" : "all"),
    ...(level === undefined ? {} : { severity: toSeverity(level) }),
    words,
    ...(from === undefined ? {} : { before: `INC-${Number(from)}` }),
  };
}
