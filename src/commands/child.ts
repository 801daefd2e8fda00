import { action } from "./command.ts";
import { incidentNames, misread, tie, type Two } from "./incident-names.ts";

const usage = "child INC-9";

export const child = action<Two>({
  words: ["child"],
  usage,
  help: "Say that another incident is a part of this one.",
  examples: [
    { say: "child INC-9", means: { one: "INC-9" } },
    { say: "child INC-9 of INC-7", means: { one: "INC-9", other: "INC-7" } },
  ],
  readsIncidents: true,
  parse(asked) {
    const { first, second, shape } = incidentNames(asked, usage);
    if (shape === "#") return { one: first };
    return second !== undefined && shape === "# of #" ? { one: first, other: second } : misread(usage);
  },
  run: (turn, read) => tie(turn, "part", read),
});
