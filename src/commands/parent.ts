import { leaveParent } from "../domain/incident/tying.ts";
import { action } from "./command.ts";
import { incidentNames, misread, tie, type Two } from "./incident-names.ts";
import { plain } from "./reading.ts";

const usage = "parent INC-7";

export const parent = action<Two | "none">({
  words: ["parent", "part of"],
  usage,
  help: "Say that this incident is a part of a larger one, which is told when its last part is over; `parent none` takes it out again.",
  examples: [
    { say: "parent INC-7", means: { other: "INC-7" } },
    { say: "part of INC-7", means: { other: "INC-7" } },
    { say: "parent INC-7 of INC-9", means: { one: "INC-9", other: "INC-7" } },
    { say: "parent none", means: "none" },
  ],
  readsIncidents: true,
  parse(asked) {
    if (/^none\b/i.test(plain(asked))) return "none";
    const { first, second, shape } = incidentNames(asked, usage);
    if (shape === "#") return { other: first };
    return second !== undefined && shape === "# of #" ? { one: second, other: first } : misread(usage);
  },
  async run(turn, read) {
    if (read === "none") {
      const incident = await turn.record(leaveParent);
      return turn.isThere(incident) ? undefined : { text: `${incident.id} is no part of another incident any more.` };
    }
    return tie(turn, "part", read);
  },
});
