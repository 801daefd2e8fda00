import { Refusal } from "../domain/refusal.ts";
import { runbooksView, runbookView } from "../views/runbook.ts";
import { nearest } from "../domain/nearest.ts";
import { action } from "./command.ts";
import { plain, short } from "./reading.ts";

export const runbook = action<{ name: string }>({
  words: ["runbook", "runbooks", "guide", "tsg"],
  usage: "runbook checkout-failures",
  help: "List the troubleshooting guides, or show one.",
  examples: [
    { say: "runbook", means: { name: "" } },
    { say: "runbook checkout-failures", means: { name: "checkout-failures" } },
  ],
  parse: (asked) => ({ name: plain(asked) }),
  async run(turn, { name }) {
    const runbooks = await turn.runbooks();
    if (name === "") return runbooksView(runbooks);
    const wanted = name.toLowerCase().replace(/\.(md|json)$/, "");
    const found = runbooks.find((each) => each.name.toLowerCase() === wanted || each.title.toLowerCase() === wanted);
    if (found !== undefined) return runbookView(found);
    const near = nearest(
      wanted,
      runbooks.map((each) => each.name),
    );
    throw new Refusal(
      `There is no runbook “${short(name)}”. ${near.length > 0 ? `Did you mean ${near.map((each) => `\`runbook ${each}\``).join(" or ")}?` : "`runbook` lists them."}`,
    );
  },
});
