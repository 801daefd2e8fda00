import { action } from "./command.ts";
import { incidentNames, misread, tie, type Two } from "./incident-names.ts";

const usage = "duplicate of INC-7";

export const duplicate = action<Two>({
  words: ["duplicate", "dup"],
  usage,
  help: "Say that this incident is the same as another one: this one ends here and goes on there.",
  examples: [
    { say: "duplicate of INC-7", means: { other: "INC-7" } },
    { say: "duplicate INC-7", means: { other: "INC-7" } },
    { say: "duplicate INC-9 of INC-7", means: { one: "INC-9", other: "INC-7" } },
  ],
  readsIncidents: true,
  parse(asked) {
    const { first, second, shape } = incidentNames(asked, usage);
    if (/^(?:of )?#$/.test(shape)) return { other: first };
    return second !== undefined && /^# (?:is )?of #$/.test(shape) ? { one: first, other: second } : misread(usage);
  },
  run: (turn, read) => tie(turn, "duplicate", read),
});
