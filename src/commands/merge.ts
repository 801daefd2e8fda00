import { action } from "./command.ts";
import { incidentNames, misread, tie, type Two } from "./incident-names.ts";

const usage = "merge INC-9 into this";

export const merge = action<Two>({
  words: ["merge"],
  usage,
  help: "Let two incidents go on as one. `merge INC-9` and `merge INC-9 into this` end INC-9, and this one goes on with its open actions; `merge into INC-7` ends this one, and INC-7 goes on. What is said in the place of the one that ended is done in the one that goes on; `reopen INC-9` takes it out again.",
  examples: [
    { say: "merge INC-9 into this", means: { one: "INC-9" } },
    { say: "merge INC-9", means: { one: "INC-9" } },
    { say: "merge into INC-7", means: { other: "INC-7" } },
    { say: "merge INC-9 into INC-7", means: { one: "INC-9", other: "INC-7" } },
  ],
  readsIncidents: true,
  parse(asked) {
    const { first, second, shape } = incidentNames(asked, usage);
    if (/^#(?: (?:into|with) (?:this|here|it))?$/.test(shape)) return { one: first };
    if (/^(?:this )?into #$/.test(shape)) return { other: first };
    return second !== undefined && shape === "# into #" ? { one: first, other: second } : misread(usage);
  },
  run: (turn, read) => tie(turn, "merged", read),
});
