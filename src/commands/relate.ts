import { action } from "./command.ts";
import { incidentNames, misread, tie, type Two } from "./incident-names.ts";

const usage = "relate INC-7";

export const relate = action<Two>({
  words: ["relate", "related"],
  usage,
  help: "Say that this incident has to do with another one: both cards show it.",
  examples: [
    { say: "relate INC-7", means: { other: "INC-7" } },
    { say: "related to INC-7", means: { other: "INC-7" } },
    { say: "relate INC-9 to INC-7", means: { one: "INC-9", other: "INC-7" } },
  ],
  readsIncidents: true,
  parse(asked) {
    const { first, second, shape } = incidentNames(asked, usage);
    if (/^(?:to |with )?#$/.test(shape)) return { other: first };
    return second !== undefined && /^# (?:to |with |and )?#$/.test(shape)
      ? { one: first, other: second }
      : misread(usage);
  },
  run: (turn, read) => tie(turn, "related", read),
});
