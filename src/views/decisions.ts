/** The decision log: what is proposed, and what was decided, by whom and when. */
import type { Live } from "../domain/incident/incident.ts";
import type { Decision, Objection, Proposal } from "../domain/incident/work.ts";
import { actorName } from "../domain/people.ts";
import { utc } from "../domain/time.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { marks } from "./marks.ts";
import { blank, type Part, plain, strong } from "./parts.ts";
import { counted, stop } from "./phrase.ts";
import { brief } from "./text.ts";

const shownMax = 20;

export function decisionsView(incident: Live): CardMessage {
  const { decisions, proposals } = incident.work;
  const open = proposals.filter(({ state }) => state === "open");
  const withdrawn = proposals.filter(({ state }) => state === "withdrawn");
  const heading = `${marks(incident)}${incident.id}: ${counted(decisions.length, "decision")}`;
  const decided = decisions.slice(-shownMax).map((each) => decidedParts(each, proposals));
  return cardMessage("rows", heading, {
    heading: inert(heading),
    groups: [
      { title: "Proposed", rows: open.map(proposedParts) },
      { title: "Decided", rows: decided.length === 0 ? [[blank("Nothing has been decided.")]] : decided },
      { title: "Withdrawn", rows: withdrawn.slice(-shownMax).map(proposedParts) },
    ]
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, rows }) => ({ title, rows: rows.map((parts) => ({ parts })) })),
  });
}

function decidedParts({ text, at, by, proposal }: Decision, proposals: readonly Proposal[]): Part[] {
  const from = proposals.find(({ number }) => number === proposal);
  const how = from === undefined ? "" : `, proposed by ${brief(actorName(from.by), 80)}${objections(from.objections)}`;
  const who = by.kind === "muster" ? "Nobody objected" : brief(actorName(by), 80);
  return [strong(`${stop(brief(text, 300))} `), blank(`${who}, ${utc(at)}${how}.`)];
}

function proposedParts({ number, text, by, at, objections: against }: Proposal): Part[] {
  const said = against.map((each) => `${brief(actorName(each.by), 80)}: ${brief(each.because, 160)}`);
  return [
    strong(`${number}. ${stop(brief(text, 300))} `),
    blank(`${brief(actorName(by), 80)}, ${utc(at)}. `),
    ...(said.length === 0 ? [] : [plain(stop(`Objections: ${said.join("; ")}`))]),
  ];
}

const objections = (all: readonly Objection[]): string =>
  all.length === 0 ? "" : `, against ${counted(all.length, "objection")}`;
