/** The five questions everybody asks first, answered from what is known; a blank says what to type to fill it. */
import type { Live } from "../domain/incident/incident.ts";
import { momentsOf } from "../domain/incident/moments.ts";
import { actorName } from "../domain/people.ts";
import { durationWords, utc } from "../domain/time.ts";
import { aware } from "./aware.ts";
import { doing } from "./doing.ts";
import { blankOf } from "./blank-of.ts";
import { type Part, plain, strong } from "./parts.ts";
import { capital, stop } from "./phrase.ts";
import { noticedWords } from "./record-sentence.ts";
import { severityMeaning } from "./severity.ts";
import { brief } from "./text.ts";

export type Question = { question: string; answer: Part[] };

export const questions = (incident: Live): Question[] => [
  { question: "When did we know?", answer: when(incident) },
  { question: "How did we know?", answer: how(incident) },
  { question: "Who is aware?", answer: aware(incident) },
  { question: "What is being done?", answer: doing(incident) },
  { question: "How bad is it?", answer: bad(incident) },
];

const later = {
  detected: "detected",
  declared: "declared",
  acknowledged: "acknowledged",
  mitigated: "mitigated",
} as const;

/** The first moment with its date, the others by how long after it they were. */
function when(incident: Live): Part[] {
  const moments = momentsOf(incident);
  const start = moments.impact;
  const from = start ?? moments.detected ?? moments.declared;
  const first = start !== undefined ? "Impact began" : moments.detected === from ? "Detected" : "Declared";
  const rest = Object.entries(later).flatMap(([name, word]) => {
    const at = moments[name as keyof typeof later];
    return at === undefined || capital(word) === first ? [] : [`${word} ${since(from, at)}`];
  });
  const known = [plain(stop(`${first} ${utc(from)}${rest.length === 0 ? "" : `; ${rest.join(", ")}`}`)), plain(" ")];
  return start === undefined ? [...known, ...blankOf(incident, "start", "When it began is not known")] : known;
}

function since(from: string, at: string): string {
  const ms = Date.parse(at) - Date.parse(from);
  if (Math.abs(ms) < 1_000) return "at once";
  return ms > 0 ? `${durationWords(ms)} later` : `${durationWords(-ms)} before (the clocks disagree)`;
}

function how(incident: Live): Part[] {
  const { detection } = incident.known;
  if (detection !== undefined) {
    const through = detection.through === "" ? "" : `: ${brief(detection.through, 200)}`;
    return [plain(stop(`${capital(noticedWords[detection.by])} noticed it${through}`))];
  }
  if (incident.alert !== undefined)
    return [plain(`A monitor noticed it: an alert from ${brief(incident.alert.source, 100)}.`)];
  return [
    plain(`${brief(actorName(incident.declaredBy), 80)} declared it. `),
    ...blankOf(incident, "how", "How it was noticed is not known"),
  ];
}

function bad(incident: Live): Part[] {
  const { affected, services } = incident.known;
  const description = brief(incident.description, 500);
  return [
    strong(`Severity ${incident.severity}`),
    plain(`: ${stop(severityMeaning(incident.severity, incident.meaning))} `),
    ...(affected === undefined
      ? blankOf(incident, "affected", "Nobody said who is affected")
      : [plain(stop(`Affected: ${brief(affected.who, 300)}`)), plain(" ")]),
    ...(services.length === 0
      ? blankOf(incident, "services", "No service is named")
      : [plain(stop(`Services: ${brief(services.join(", "), 300)}`)), plain(" ")]),
    ...(description === "" ? [] : [plain(description)]),
  ];
}
