/** What happened, in order, each with its time and, where it was said in Teams, an address that leads there. */
import type { Entry, Fact } from "../../domain/incident/facts.ts";
import type { Live } from "../../domain/incident/incident.ts";
import { isDeed } from "../../domain/incident/telling.ts";
import { utc } from "../../domain/time.ts";
import { linkInChannel, messageLink } from "../message-link.ts";
import { type Block, linked, ours, paragraph, said, type Words } from "../report.ts";
import { sentence } from "../sentence.ts";

const entriesMax = 1_000;
const wordsMax = 1_000;

export function timeline(incident: Live, entries: readonly Entry[]): Block[] {
  const told = entries.filter(({ fact }) => !isDetail(fact));
  const shown = told.slice(-entriesMax);
  const earlier = told.length - shown.length;
  const rows = shown.map((entry): Words[] => [
    [ours(utc(entry.at))],
    [said(sentence(entry, incident.pages, wordsMax), wordsMax + 400)],
    source(incident, entry),
  ]);
  return [
    ...(earlier > 0 ? [paragraph(`${earlier} earlier entries are in the export.`)] : []),
    { kind: "table", header: ["When", "What", "Said in"], rows },
  ];
}

function source(incident: Live, entry: Entry): Words {
  const { fact } = entry;
  const pinned = fact.type === "pinned" ? (fact.message.url ?? linkInChannel(incident, fact.message.id)) : undefined;
  // What followed from it in the same instant was said nowhere.
  const url = pinned ?? (isDeed(fact) ? messageLink(incident, entry) : undefined);
  return url === undefined ? [] : [linked("message", url)];
}

const details: readonly Fact["type"][] = ["page tried", "activity seen", "aware"];

/** How each try to reach somebody got on is in the history; here it would bury what people did. */
const isDetail = (fact: Fact): boolean =>
  details.includes(fact.type) || (fact.type === "page reported" && fact.state !== "failed");
