/** What is left of one of our own incidents when only its times count. */
import type { Measure } from "../learning/measure.ts";
import type { Live } from "./incident.ts";
import { momentsOf } from "./moments.ts";

export function measureOf(incident: Live): Measure {
  const { id, title, severity, known, kin, reopened, drill, confidential } = incident;
  const moments = momentsOf(incident);
  return defined({
    id,
    source: "muster",
    title,
    severity,
    services: [...known.services],
    declaredAt: moments.declared,
    impactStartedAt: moments.impact,
    detectedAt: moments.detected,
    acknowledgedAt: moments.acknowledged,
    mitigatedAt: moments.mitigated,
    recoveredAt: moments.recovered,
    reopened: reopened === 0 ? undefined : reopened,
    drill,
    confidential,
    merged: kin.mergedInto === undefined ? undefined : true,
  });
}

type Loose<T> = { [K in keyof T]: T[K] | undefined };

/** Stored without the names of what is not known, so that the same measure is the same text. */
const defined = (loose: Loose<Required<Measure>>): Measure =>
  Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== undefined)) as Measure;
