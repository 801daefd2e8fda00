/** The form that `declare` alone answers with. */
import { type Severity, severities } from "../domain/incident/facts.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { severityMeaning } from "./severity.ts";
import { brief, clean, clip } from "./text.ts";

export type Prefill = { title?: string; severity?: Severity; description?: string; problem?: string };

/** Whoever is unsure should find the higher one chosen already. */
const usual: Severity = 2;

export function declareForm(prefill: Prefill = {}): CardMessage {
  return cardMessage("declare", "Declare an incident: what is broken?", {
    problem: inert(prefill.problem ?? ""),
    title: brief(prefill.title ?? ""),
    description: clip(clean(prefill.description ?? ""), 2_000),
    severity: String(prefill.severity ?? usual),
    severities: severities.map((severity) => ({
      value: String(severity),
      title: `${severity}: ${severityMeaning(severity)}`,
    })),
  });
}
