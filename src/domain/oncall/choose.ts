/** Which roster looks after what is broken, and which policy is for how bad it is. */
import { usualPolicy } from "../escalation/ladder.ts";
import type { Severity } from "../incident/facts.ts";
import { type EscalationPolicy, findNamed, nameKey, type Roster } from "./book.ts";

/** A service that is named as a word of its own in what people said, the longest first. */
function namedService(roster: Roster, words: string): string | undefined {
  const said = ` ${nameKey(words).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const found = roster.services.filter((service) => {
    const key = nameKey(service)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    return key !== "" && said.includes(` ${key} `);
  });
  return found.sort((one, other) => other.length - one.length)[0];
}

/** The roster of the service that the words name; else one that looks after no service in particular; else the first. */
export function rosterFor(rosters: readonly Roster[], words: string): { roster: Roster; service?: string } | undefined {
  const named = rosters
    .flatMap((roster) => {
      const service = namedService(roster, words);
      return service === undefined ? [] : [{ roster, service }];
    })
    .sort((one, other) => other.service.length - one.service.length)[0];
  const roster = named?.roster ?? rosters.find(({ services }) => services.length === 0) ?? rosters[0];
  return roster === undefined ? undefined : { roster, ...(named === undefined ? {} : { service: named.service }) };
}

/** The roster's own policy where it is for this severity; else one for this service; else one for any; else the usual. */
export function policyFor(
  policies: readonly EscalationPolicy[],
  { roster, service }: { roster: Roster; service?: string },
  severity: Severity,
): EscalationPolicy {
  const fits = policies.filter(
    ({ severities, services }) =>
      (severities?.includes(severity) ?? true) &&
      (services === undefined || services.some((each) => nameKey(each) === nameKey(service ?? ""))),
  );
  const own = roster.policy === undefined ? undefined : findNamed(fits, roster.policy);
  return (
    own ??
    fits.find(({ services }) => services !== undefined) ??
    fits.find(({ severities }) => severities !== undefined) ??
    usualPolicy(roster)
  );
}

/** Severities that wait for working hours where nobody has said it: the one that waits for the morning. */
const waitingSeverities: readonly Severity[] = [4];

export const waitsOf = (policy: EscalationPolicy): readonly Severity[] => policy.waits ?? waitingSeverities;
