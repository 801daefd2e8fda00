/** One proposal as a card in the incident's channel, true at any time: are there strong objections? */
import type { Live } from "../domain/incident/incident.ts";
import type { Proposal } from "../domain/incident/work.ts";
import { actorName } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert } from "./escape.ts";
import { linesOf } from "./lines.ts";
import { marks } from "./marks.ts";
import { moment } from "./moment.ts";
import { type Part, plain, strong } from "./parts.ts";
import { brief } from "./text.ts";

const objectionsMax = 5;

/** Throws a RangeError for a proposal that the incident does not have. */
export function proposalCard(incident: Live, number: number): CardMessage {
  const proposal = incident.work.proposals.find((each) => each.number === number);
  if (proposal === undefined) throw new RangeError(`${incident.id} has no proposal ${number}.`);
  const open = proposal.state === "open" && incident.status === "open";
  const by = brief(actorName(proposal.by), 80);
  return cardMessage(
    "proposal",
    `${marks(incident)}${incident.id}, proposal ${number} by ${by}: ${brief(proposal.text)}`,
    {
      id: incident.id,
      proposal: String(number),
      heading: `${marks(incident)}Proposal ${number} by ${escapeMarkdown(by)}`,
      lines: linesOf(proposal.text, 1_000),
      question: open ? [strong("Any strong objections?")] : [],
      objections: proposal.objections.slice(-objectionsMax).map((each) => ({
        parts: [strong(`${brief(actorName(each.by), 80)}: `), plain(brief(each.because, 300))] satisfies Part[],
      })),
      state: stateOf(proposal, open),
      open,
    },
  );
}

function stateOf({ state, closesAt, objections, settled }: Proposal, open: boolean): string {
  if (open)
    return objections.length === 0
      ? `Without one it is decided ${moment(closesAt)}.`
      : "There are objections: whoever commands decides.";
  if (settled === undefined) return "The incident ended before it was decided.";
  const who = settled.by.kind === "person" ? ` by ${escapeMarkdown(brief(actorName(settled.by), 80))}` : "";
  const why = settled.because === "" ? "" : `: ${escapeMarkdown(inert(brief(settled.because, 300)))}`;
  return `${state === "decided" ? "Decided" : "Withdrawn"}${who} ${moment(settled.at)}${why}`;
}
