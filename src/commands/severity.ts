import { needOpen } from "../domain/incident/ending.ts";
import type { Severity } from "../domain/incident/facts.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { leadingSeverity, plain, short, textMax, withoutBecause } from "./reading.ts";

const usage = "severity 2 because only one region is affected";

export const severity = decision<{ to: Severity; because: string }>({
  words: ["severity", "sev"],
  usage,
  help: "Say how bad it is: 1 (all customers) to 4 (waits for the morning), and why.",
  examples: [
    { say: "severity 2 because one region only", means: { to: 2, because: "one region only" } },
    { say: "sev 1", means: { to: 1, because: "" } },
    { say: "sev1", means: { to: 1, because: "" } },
  ],
  parse(asked) {
    const text = plain(asked);
    const read = leadingSeverity(text);
    if (read === undefined)
      throw new Refusal(
        text === ""
          ? `Say which: \`${usage}\`.`
          : `“${short(text)}” is not a severity. It goes from 1 to 4: \`${usage}\`.`,
      );
    return { to: read.severity, because: withoutBecause(read.rest).slice(0, textMax) };
  },
  decide({ incident, arguments: { to, because } }) {
    needOpen(incident);
    if (incident.severity === to) throw new Refusal(`${incident.id} is severity ${to} already.`);
    return [{ type: "severity changed", from: incident.severity, to, because }];
  },
});
