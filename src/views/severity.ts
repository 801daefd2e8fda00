/** What the severities mean, in the words on cards and forms. */
import type { Severity } from "../domain/incident/facts.ts";
import { severityDefinition, standardPractice } from "../domain/practice.ts";

/** As it was defined when it was said, where the record has that. */
export const severityMeaning = (severity: Severity, meaning?: string): string =>
  meaning ?? severityDefinition(standardPractice, severity).meaning;

/** The container style of its badge: red, amber, blue, grey. */
const styles: Record<Severity, string> = {
  1: "attention",
  2: "warning",
  3: "accent",
  4: "emphasis",
  5: "emphasis",
};

export const severityStyle = (severity: Severity): string => styles[severity];
