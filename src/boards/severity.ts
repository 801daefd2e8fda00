/** Our severities in the words and numbers of a field, and back. */
import { type Severity, severities } from "../domain/incident/facts.ts";
import type { Field } from "./process.ts";

/** Boards' own severities end at 4 (Microsoft Learn, "Define, capture, triage, and manage bugs"). */
const usualWords: Record<Severity, string> = {
  1: "1 - Critical",
  2: "2 - High",
  3: "3 - Medium",
  4: "4 - Low",
  5: "4 - Low",
};
const wordsFor: Record<Severity, RegExp> = {
  1: /^(critical|blocker|highest|urgent|emergency)\b/i,
  2: /^(high|major|serious)\b/i,
  3: /^(medium|moderate|normal|minor)\b/i,
  4: /^(low|lower|small)\b/i,
  5: /^(lowest|trivial|none|info\w*)\b/i,
};

/** The value for a severity, or for the next worse one where the field has no more; undefined where it has none that is like one. */
export function severityValue(severity: Severity, field: Field): string | number | undefined {
  const values = field.allowed;
  if (values.length === 0) return unlisted(severity, field);
  const digits = values.filter((value) => /\d/.test(value));
  const found =
    digits.length > 0
      ? best(severity, digits, (value) => Number(/\d+/.exec(value)))
      : best(severity, values, (value) => severities.find((each) => wordsFor[each].test(value)) ?? Number.NaN);
  return found !== undefined && field.type === "integer" ? Number(found) : found;
}

/** A field that takes anything gets what is usual for it. */
function unlisted(severity: Severity, { reference, type }: Field): string | number {
  if (reference === "Microsoft.VSTS.Common.Severity") return usualWords[severity];
  const number = reference === "Microsoft.VSTS.Common.Priority" ? Math.min(severity, 4) : severity;
  return type === "string" || type === "plainText" ? `${number}` : number;
}

/** The value of just this rank, else the last one that is worse. */
function best(severity: Severity, values: readonly string[], rank: (value: string) => number): string | undefined {
  return values
    .filter((value) => rank(value) <= severity)
    .reduce<string | undefined>(
      (last, value) => (last === undefined || rank(value) > rank(last) ? value : last),
      undefined,
    );
}

/** Every severity that this value stands for. */
export const severitiesOf = (value: unknown, field: Field): Severity[] =>
  severities.filter((each) => String(severityValue(each, field)) === String(value));
