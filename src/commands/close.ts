import { close as closeIncident } from "../domain/incident/ending.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { plain, textMax, withoutBecause } from "./reading.ts";

export const close = decision<{ anyway: string }>({
  words: ["close"],
  usage: "close",
  help: "Close a resolved incident. A severity 1 or 2 is reviewed first, or closed anyway, with the reason.",
  examples: [
    { say: "close", means: { anyway: "" } },
    { say: "close anyway because it was a test", means: { anyway: "it was a test" } },
  ],
  parse(asked) {
    const anyway = /^anyway\b[\s:,]*(.*)$/is.exec(plain(asked));
    if (anyway === null) return { anyway: "" };
    const because = withoutBecause(asked.fields["because"] ?? anyway[1]!).slice(0, textMax);
    if (because === "") throw new Refusal("Say why it is not reviewed: `close anyway because …`.");
    return { anyway: because };
  },
  decide: ({ incident, arguments: { anyway } }) => closeIncident(incident, anyway),
});
