/** Whom it touched and for how long, and how it was noticed. */
import type { Entry, FactOf } from "../../domain/incident/facts.ts";
import type { Blank } from "../../domain/incident/facts/record.ts";
import type { Live } from "../../domain/incident/incident.ts";
import { momentsOf } from "../../domain/incident/moments.ts";
import { actorName } from "../../domain/people.ts";
import { durationWords, utc } from "../../domain/time.ts";
import { blankSays, noticedWords } from "../record-sentence.ts";
import { capital } from "../phrase.ts";
import { type Block, fact, facts, joined, linked, ours, quiet, type Run, said, table, wordsOf } from "../report.ts";
import { messageLink } from "../message-link.ts";

const changesMax = 30;

export function impact(incident: Live, entries: readonly Entry[]): Block[] {
  const { affected, services } = incident.known;
  const { impact: from, mitigated, recovered } = momentsOf(incident);
  const lasted = from === undefined || recovered === undefined ? Number.NaN : Date.parse(recovered) - Date.parse(from);
  return [
    facts([
      fact(
        "Who",
        ...(affected === undefined ? blank("affected", "Nobody said who is affected") : [said(affected.who)]),
      ),
      ...(affected?.count === undefined ? [] : [fact("How many", ours(affected.count.toLocaleString("en-US")))]),
      fact(
        "Services",
        ...(services.length === 0 ? blank("services", "No service is named") : [said(services.join(", "))]),
      ),
      fact("From", ...(from === undefined ? blank("start", "Nobody said when it began") : [ours(utc(from))])),
      ...(mitigated === undefined ? [] : [fact("Contained", ours(utc(mitigated)))]),
      fact("To", recovered === undefined ? quiet("It goes on.") : ours(utc(recovered))),
      ...(lasted >= 0 ? [fact("Lasted", ours(durationWords(lasted)))] : []),
      ...(lasted < 0 ? [fact("Lasted", ours("The end is before the beginning: one of the two times is wrong."))] : []),
    ]),
    ...severityChanges(incident, entries),
  ];
}

const blank = (which: Blank, words: string): readonly Run[] =>
  wordsOf(`${words}: say \`${blankSays[which]}\``, "quiet");

function severityChanges(incident: Live, entries: readonly Entry[]): Block[] {
  const changed = entries.filter(isSeverityChange);
  if (changed.length === 0) return [];
  const rows = changed.map((entry) => {
    const { at, by, fact } = entry;
    const url = messageLink(incident, entry);
    const words = `${fact.from} → ${fact.to}`;
    return [
      [ours(utc(at))],
      [url === undefined ? ours(words) : linked(words, url)],
      [said(actorName(by), 80)],
      [said(fact.because, 500)],
    ];
  });
  return table(["When", "Severity", "Who", "Reason"], rows, { most: changesMax, none: "" });
}

const isSeverityChange = (entry: Entry): entry is Entry<FactOf<"severity changed">> =>
  entry.fact.type === "severity changed";

export function detection(incident: Live): Block[] {
  const { detection: told } = incident.known;
  const { detected, declared } = momentsOf(incident);
  return [
    facts([
      fact("Noticed by", ...noticedBy(incident)),
      ...(told === undefined || told.through === "" ? [] : [fact("Through", said(told.through, 500))]),
      ...(told?.url === undefined ? [] : [fact("See", linked("how it was noticed", told.url))]),
      ...(detected === undefined ? [] : [fact("Detected", ours(utc(detected)))]),
      fact("Declared", ours(utc(declared))),
    ]),
    { kind: "questions", asks: ["What told us first, and how could we notice it sooner?"] },
  ];
}

function noticedBy({ known, alert, declaredBy }: Live): readonly Run[] {
  if (known.detection !== undefined) return [ours(capital(noticedWords[known.detection.by]))];
  if (alert !== undefined) return joined([ours("A monitor: an alert from "), said(alert.source, 100)], "");
  return [said(actorName(declaredBy), 80), ...blank("how", " declared it; how it was noticed is not known")];
}
