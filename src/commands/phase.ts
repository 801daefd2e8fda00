import { needOpen } from "../domain/incident/ending.ts";
import type { Phase } from "../domain/incident/facts/record.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { plain, textMax } from "./reading.ts";

const phases: Record<string, Phase> = {
  identified: "identified",
  mitigated: "mitigated",
  mitigate: "mitigated",
  monitoring: "monitoring",
  monitor: "monitoring",
  investigating: "investigating",
};

export const phase = decision<{ to: Phase; text: string }>({
  words: Object.keys(phases),
  usage: "mitigated traffic is on the other region",
  help: "Say how far it has got: `identified` (the cause is known), `mitigated` (the impact is contained), `monitoring`, or `investigating` again.",
  examples: [
    { say: "identified a bad deploy", means: { to: "identified", text: "a bad deploy" } },
    { say: "mitigated", means: { to: "mitigated", text: "" } },
  ],
  parse: (asked) => ({ to: phases[asked.word]!, text: plain(asked).slice(0, textMax) }),
  decide({ incident, arguments: { to, text } }) {
    needOpen(incident);
    if (incident.known.phase === to && text === "") throw new Refusal(`${incident.id} is “${to}” already.`);
    return [{ type: "phase changed", to, text }];
  },
});
