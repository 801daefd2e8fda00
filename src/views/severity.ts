/** What the four severities mean, in the words on cards and forms. */
import type { Severity } from "../domain/incident/facts.ts";

const meanings: Record<Severity, string> = {
  1: "critical, all customers feel it",
  2: "major, many customers feel it",
  3: "minor, some customers or one service",
  4: "low, it can wait for the morning",
};

export const severityMeaning = (severity: Severity): string => meanings[severity];

/** The container style of its badge: red, amber, blue, grey. */
const styles: Record<Severity, string> = { 1: "attention", 2: "warning", 3: "accent", 4: "emphasis" };

export const severityStyle = (severity: Severity): string => styles[severity];
