/** How an organisation responds: what its severities mean, who is told of them, and which parts people take. */
import type { Role, Severity } from "./incident/facts.ts";

export type SeverityDefinition = {
  severity: Severity;
  /** Completes "Severity 1: …". */
  meaning: string;
  /** Whether it pages anybody by itself; what does not is a ticket. */
  pages: boolean;
  /** Conversations that are told when an incident is, or becomes, as severe as this, of its updates, and of its end. */
  tells: readonly string[];
};

export type RoleDefinition = {
  role: Role;
  /** "incident commander". */
  title: string;
  /** What people call it when they assign it, in small letters; the first is shown. */
  words: readonly string[];
  /** Whether several people may have it at once. */
  several: boolean;
};

export type Practice = { severities: readonly SeverityDefinition[]; roles: readonly RoleDefinition[] };

const severity = (severity: Severity, meaning: string, pages = true): SeverityDefinition => ({
  severity,
  meaning,
  pages,
  tells: [],
});

const role = (role: Role, title: string, words: readonly string[], several = false): RoleDefinition => ({
  role,
  title,
  words,
  several,
});

/** What holds where nobody has said otherwise. */
export const standardPractice: Practice = {
  severities: [
    severity(1, "critical, all customers feel it"),
    severity(2, "major, many customers feel it"),
    severity(3, "minor, some customers or one service"),
    severity(4, "low, it can wait for the morning"),
    severity(5, "a ticket, nobody is woken for it", false),
  ],
  roles: [
    role("commander", "incident commander", ["commander", "ic", "lead"]),
    role("deputy", "deputy", ["deputy"]),
    role("scribe", "scribe", ["scribe"]),
    role("communications", "communications", ["comms", "communications"]),
    role("expert", "subject matter expert", ["expert", "sme"], true),
    role("customer-liaison", "customer liaison", ["customer-liaison", "customer liaison"]),
    role("internal-liaison", "internal liaison", ["internal-liaison", "internal liaison"]),
  ],
};

export const severityDefinition = ({ severities }: Practice, severity: Severity): SeverityDefinition =>
  severities.find((each) => each.severity === severity)!;

/** The role that people call so. */
export const roleCalled = ({ roles }: Practice, words: string): RoleDefinition | undefined =>
  roles.find(({ words: names }) => names.includes(words.trim().toLowerCase().replace(/\s+/g, " ")));

/** What the record says of a severity's meaning, for facts: definitions may change, and what was meant then stays. */
export function recorded(practice: Practice, severity: Severity): { meaning: string; unpaged?: true } {
  const { meaning, pages } = severityDefinition(practice, severity);
  return pages ? { meaning } : { meaning, unpaged: true };
}
