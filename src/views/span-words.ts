/** How long something took, in words: also where it is not known, and where it cannot be. */
import type { Milestone } from "../domain/incident/facts/record.ts";
import type { Span, Unknown } from "../domain/learning/measure.ts";
import { durationWords } from "../domain/time.ts";
import { capital } from "./phrase.ts";

const reached: Record<Milestone, string> = {
  impact: "the impact began",
  detected: "it was detected",
  declared: "it was declared",
  acknowledged: "it was acknowledged",
  mitigated: "it was mitigated",
  recovered: "it recovered",
};

/** "from the impact" */
export const since: Record<Milestone, string> = {
  impact: "from the impact",
  detected: "from the detection",
  declared: "from the declaration",
  acknowledged: "from the acknowledgement",
  mitigated: "from the mitigation",
  recovered: "from the recovery",
};

/** "4 min 30 s", and "−3 min" for what runs backwards. */
export const spanWords = ({ ms }: Span): string =>
  ms < 0 ? `−${durationWords(Math.max(-ms, 1_000))}` : durationWords(ms);

/** "the clocks disagree: detected before the impact began"; only for a span that runs backwards. */
export const disagreement = ({ from, to }: Span): string =>
  `the clocks disagree: ${reached[to].replace(/^it was /, "")} before ${reached[from]}`;

/** "Not known: when the impact began and when it recovered." */
export const missingWords = ({ missing }: Unknown): string =>
  `Not known: ${missing.map((each) => `when ${reached[each]}`).join(" and ")}.`;

/** "Impact to detected" */
export const phaseName = ({ from, to }: Span): string => `${capital(from)} to ${to}`;
