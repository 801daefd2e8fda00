import type { Severity } from "../domain/incident/facts.ts";
import { changeSeverity } from "../domain/incident/grading.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { leadingSeverity, plain, short, textMax, withoutBecause } from "./reading.ts";

const usage = "severity 2 because only one region is affected";

export const severity = decision<{ to: Severity; because: string }>({
  words: ["severity", "sev"],
  usage,
  help: "Say how bad it is: 1 (all customers) to 5 (a ticket). In doubt the higher; to lower it say why.",
  examples: [
    { say: "severity 2 because one region only", means: { to: 2, because: "one region only" } },
    { say: "sev 1", means: { to: 1, because: "" } },
    { say: "sev1", means: { to: 1, because: "" } },
  ],
  parse(asked) {
    const text = plain(asked) || (asked.fields["to"] ?? "");
    const read = leadingSeverity(text);
    if (read === undefined)
      throw new Refusal(
        text === ""
          ? `Say which: \`${usage}\`.`
          : `“${short(text)}” is not a severity. It goes from 1 to 5: \`${usage}\`.`,
      );
    const because = asked.fields["because"] ?? withoutBecause(read.rest);
    return { to: read.severity, because: because.slice(0, textMax) };
  },
  decide: ({ incident, arguments: { to, because }, practice }) => changeSeverity(incident, to, because, practice),
});
