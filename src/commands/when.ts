import type { Milestone } from "../domain/incident/facts/record.ts";
import { setTime } from "../domain/incident/setting.ts";
import { parseMoment } from "../domain/moment.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { needText, splitBecause } from "./reading.ts";

const usage = "when acknowledged 14:09 because the phone log says so";
const names: Record<string, Milestone> = {
  impact: "impact",
  started: "impact",
  detected: "detected",
  declared: "declared",
  acknowledged: "acknowledged",
  mitigated: "mitigated",
  recovered: "recovered",
  resolved: "recovered",
};

export const when = decision<{ which: Milestone; at: string; because: string }>({
  words: ["when", "set time"],
  usage,
  help: "Set a time afterwards, and say why: impact, detected, declared, acknowledged, mitigated or recovered.",
  examples: [
    {
      say: "when acknowledged 14:09 because the phone log says so",
      means: { which: "acknowledged", at: "14:09", because: "the phone log says so" },
    },
    {
      say: "when impact 20 min ago because the graph drops there",
      means: { which: "impact", at: "20 min ago", because: "the graph drops there" },
    },
  ],
  parse(asked) {
    const { before, because } = splitBecause(needText(asked, "which time, when, and why", usage));
    const [, word = "", at = ""] = /^(\p{L}+)\s+(?:at\s+)?(.+)$/su.exec(before) ?? [];
    const which = names[word.toLowerCase()];
    if (which === undefined)
      throw new Refusal(
        `Say which: impact, detected, declared, acknowledged, mitigated or recovered, as in \`${usage}\`.`,
      );
    if (because === "") throw new Refusal(`Say why it is changed: \`${usage}\`.`);
    return { which, at: at.trim(), because };
  },
  decide: ({ incident, arguments: { which, at, because }, now }) =>
    setTime(incident, which, parseMoment(at, now), because),
});
