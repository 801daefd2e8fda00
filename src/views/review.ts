/**
 * The review of an incident as a Markdown document: what the record knows is filled in, what only people know is
 * asked. It asks how and what, never who is to blame.
 */
import { type Entry, roles } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { measureOf } from "../domain/incident/measure.ts";
import { actorName } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { inline, quotation, table } from "./markdown-document.ts";
import { marks } from "./marks.ts";
import type { Part } from "./parts.ts";
import { questions } from "./questions.ts";
import { capital } from "./phrase.ts";
import { roleName } from "./role-name.ts";
import { sentence } from "./sentence.ts";
import { severityMeaning } from "./severity.ts";
import { timesTable } from "./times-table.ts";

const entriesMax = 2_000;

export function review(incident: Live, entries: readonly Entry[], transcript: { lines: number }): string {
  const parts = [
    `# ${marks(incident)}Review of ${incident.id}: ${inline(incident.title, 300)}`,
    "This document is about how our systems and our ways of working made this possible, not about who did what wrong.",
    summary(incident, transcript),
    section("What is it about?", [quoted(incident.description, "Nobody described it.")]),
    section("How did it end?", [
      quoted(incident.status === "open" ? "" : incident.summary, "Nobody said how it ended."),
    ]),
    section("The five questions", [
      table(
        ["Question", "Answer"],
        questions(incident).map((each) => [each.question, words(each.answer)]),
      ),
    ]),
    section("How long did it take?", [
      table(
        ["Time", "Took"],
        timesTable(measureOf(incident)).map((each) => [each.label, words(each.parts)]),
      ),
    ]),
    section("Who did what part?", [rolesOf(incident)]),
    section("What happened when?", [timeline(incident, entries)]),
    section("What did we note and decide?", [listOf(entries, "noted", "Nothing was noted.")]),
    section("What did we tell stakeholders?", [listOf(entries, "update posted", "No update was posted.")]),
    toFillIn,
  ];
  return `${parts.join("\n\n")}\n`;
}

const section = (heading: string, body: readonly string[]): string => [`## ${heading}`, ...body].join("\n\n");

const quoted = (text: string, otherwise: string): string => (text.trim() === "" ? `_${otherwise}_` : quotation(text));

const words = (parts: readonly Part[]): string => inline(parts.map((part) => part.text).join(""));

function summary(incident: Live, transcript: { lines: number }): string {
  const rows = [
    ["Status", incident.status],
    ["Severity", `${incident.severity}: ${severityMeaning(incident.severity)}`],
    ["Declared", `${utc(incident.declaredAt)} by ${inline(actorName(incident.declaredBy))}`],
    [
      "Resolved",
      incident.status === "open"
        ? "not yet"
        : `${utc(incident.resolvedAt)} by ${inline(actorName(incident.resolvedBy))}`,
    ],
    ["Channel", incident.channel === undefined ? "none" : inline(incident.channel.name)],
    ["Work item", incident.workItem === undefined ? "none" : String(incident.workItem.id)],
    ["Transcript", `${transcript.lines} ${transcript.lines === 1 ? "line" : "lines"}, in the export`],
    ["Review", "draft; one owner: (name), meeting by: (date)"],
  ];
  return table(["", ""], rows);
}

const rolesOf = (incident: Live): string =>
  table(
    ["Role", "Person"],
    roles.map((role) => [capital(roleName(role)), inline(incident.roles[role]?.name ?? "nobody")]),
  );

function timeline({ pages }: Live, entries: readonly Entry[]): string {
  const shown = entries.slice(-entriesMax);
  const rows = shown.map((entry) => [utc(entry.at), inline(sentence(entry, pages, 1_500))]);
  const earlier = entries.length - shown.length;
  return `${earlier > 0 ? `${earlier} earlier entries are in the export.\n\n` : ""}${table(["When", "What"], rows)}`;
}

function listOf(entries: readonly Entry[], type: "noted" | "update posted", otherwise: string): string {
  const lines = entries
    .slice(-entriesMax)
    .flatMap(({ fact, at, by }) =>
      fact.type === type ? [`- ${utc(at)}, ${inline(actorName(by))}: ${inline(fact.text)}`] : [],
    );
  return lines.length === 0 ? `_${otherwise}_` : lines.join("\n");
}

const toFillIn = `## What went right?

- (how did people, tools or luck help?)

## What was hard?

- (what did we not see, not know or not find, and for how long?)

## How did we notice, and how could we notice sooner?

-

## How did we answer, and what would have made it easier?

-

## What made it possible, and what kept it from being worse?

-

## Repair items

To be chosen in a separate meeting a day or two later; each with one owner and a date.

| What | Owner | By | Work item |
| --- | --- | --- | --- |
| | | | |`;
