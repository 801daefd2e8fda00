/** What a file of incidents may say of each, and the names under which other tools say it. */

/**
 * Where an incident has several names for the same, the first that is filled in counts: what people call it before what
 * a database does, and a severity before a priority.
 */
const aliases = {
  id: ["key", "issuekey", "number", "incidentnumber", "id", "incidentid", "reference"],
  title: ["title", "summary", "name", "shortdescription", "description", "subject"],
  severity: ["severity", "sev", "priority", "impactlevel", "urgency"],
  impact: ["impactstartedat", "impactstart", "impactstarted", "impact", "startedat", "start", "started", "starttime"],
  detected: ["detectedat", "detected", "detectiontime", "timedetected"],
  declared: ["declaredat", "declared", "createdat", "created", "createdon", "openedat", "opened", "reportedat"],
  acknowledged: ["acknowledgedat", "acknowledged", "acknowledgedon", "ackedat", "ackat"],
  /** PagerDuty's exports have no time for it, only how long it took. */
  acknowledgedAfter: ["secondstofirstack"],
  mitigated: ["mitigatedat", "mitigated", "mitigatedon"],
  recovered: ["recoveredat", "recovered", "resolvedat", "resolved", "resolvedon", "resolutiondate"],
  services: ["services", "service", "servicename", "affectedservices", "components", "component", "businessservice"],
  reopened: ["reopened", "reopencount", "timesreopened"],
  drill: ["drill", "isdrill", "exercise"],
  confidential: ["confidential", "private"],
} as const satisfies Record<string, readonly string[]>;

export type Field = keyof typeof aliases;

/** Without these an incident cannot be counted. */
export const needed = ["id", "severity", "declared"] as const satisfies readonly Field[];

const fieldOf = new Map(
  (Object.entries(aliases) as [Field, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name, rank) => [name, { field, rank }] as const),
  ),
);

/** "Started At", "started_at" and "startedAt" are one name; so is Jira's "Component/s". */
const normal = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Which field a column or key is for, and how much it counts among those for the same. */
export const fieldNamed = (name: string): { field: Field; rank: number } | undefined => fieldOf.get(normal(name));

/** "severity, sev or priority": the names under which a field is looked for, as far as anybody wants to read them. */
export function namesOf(field: Field): string {
  const names = spelled[field] ?? aliases[field].slice(0, 3);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const spelled: Partial<Record<Field, readonly string[]>> = {
  id: ["id", "number", "key"],
  severity: ["severity", "sev", "priority"],
  declared: ["declared_at", "created_at", "opened_at"],
};
