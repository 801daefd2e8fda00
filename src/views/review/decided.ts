/** What was decided and by whom, against which objections; and what stakeholders were told. */
import type { Entry, FactOf } from "../../domain/incident/facts.ts";
import type { Live } from "../../domain/incident/incident.ts";
import type { Decision, Objection, Proposal } from "../../domain/incident/work.ts";
import { actorName } from "../../domain/people.ts";
import { utc } from "../../domain/time.ts";
import { messageLink } from "../message-link.ts";
import { type Block, joined, linked, ours, paragraph, type Run, said, table, type Words } from "../report.ts";

const decisionsMax = 100;
const updatesMax = 50;
const objectionsMax = 10;

export function decisions({ work }: Live): Block[] {
  const { decisions: all, proposals } = work;
  const withdrawn = proposals.filter(({ state }) => state === "withdrawn");
  return [
    ...table(
      ["When", "What", "Who", "Objections"],
      all.map((each) => decisionRow(each, proposals)),
      { most: decisionsMax, none: "No decision was recorded." },
    ),
    ...(withdrawn.length === 0
      ? []
      : [
          paragraph("Proposed, and withdrawn:"),
          ...table(["When", "What", "Who", "Objections"], withdrawn.map(withdrawnRow), {
            most: decisionsMax,
            none: "",
          }),
        ]),
  ];
}

function decisionRow({ text, at, by, proposal }: Decision, proposals: readonly Proposal[]): Words[] {
  const from = proposals.find(({ number }) => number === proposal);
  const who = by.kind === "muster" ? ours("nobody objected") : said(actorName(by), 80);
  const proposer = from === undefined ? [] : [ours("; proposed by "), said(actorName(from.by), 80)];
  return [[ours(utc(at))], [said(text, 1_000)], [who, ...proposer], objections(from?.objections ?? [])];
}

const withdrawnRow = ({ text, at, by, objections: against }: Proposal): Words[] => [
  [ours(utc(at))],
  [said(text, 1_000)],
  [said(actorName(by), 80)],
  objections(against),
];

const objections = (all: readonly Objection[]): Words =>
  all.length === 0
    ? [ours("none")]
    : joined(
        all.slice(0, objectionsMax).map((each): Run => said(`${actorName(each.by)}: ${each.because}`, 400)),
        "; ",
      );

export function updates(incident: Live, entries: readonly Entry[]): Block[] {
  const posted = entries.filter(isUpdate);
  const rows = posted.map((entry): Words[] => {
    const url = messageLink(incident, entry);
    const when = utc(entry.at);
    return [
      [url === undefined ? ours(when) : linked(when, url)],
      [said(actorName(entry.by), 80)],
      [said(entry.fact.text, 2_000)],
    ];
  });
  return table(["When", "Who", "What"], rows, { most: updatesMax, none: "No update was posted." });
}

const isUpdate = (entry: Entry): entry is Entry<FactOf<"update posted">> => entry.fact.type === "update posted";
