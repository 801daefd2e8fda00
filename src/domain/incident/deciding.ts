/** Decisions: proposed, with strong objections asked for; or made outright. */
import type { Rhythm } from "../escalation/rhythm.ts";
import type { Actor, Person } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";
import { openProposals, type Proposal } from "./work.ts";

const openMax = 20;
const objectionsMax = 20;

export function propose(incident: Live, text: string, { proposalMinutes }: Rhythm, now: Date): Fact[] {
  needOpen(incident);
  if (openProposals(incident.work).length >= openMax)
    throw new Refusal(
      `${openMax} proposals of ${incident.id} are open; that is the most. Decide or withdraw some first.`,
    );
  const closesAt = new Date(now.getTime() + proposalMinutes * 60_000).toISOString();
  return [{ type: "proposed", proposal: incident.work.proposals.length + 1, text, closesAt }];
}

/** The open proposal that is meant: the one with the number, or the only one there is. */
export function meantProposal(incident: Live, number: number | undefined): Proposal {
  const open = openProposals(incident.work);
  if (number === undefined) {
    if (open.length === 1) return open[0]!;
    const which = open.map((each) => each.number).join(", ");
    throw new Refusal(
      open.length === 0
        ? `No proposal of ${incident.id} is open.`
        : `Which? Open are ${which}: say \`decide ${open[0]!.number}\`.`,
    );
  }
  const found = open.find((each) => each.number === number);
  if (found !== undefined) return found;
  const before = incident.work.proposals.find((each) => each.number === number);
  throw new Refusal(
    before === undefined
      ? `${incident.id} has no proposal ${number}.`
      : `Proposal ${number} is ${before.state} already.`,
  );
}

export function object(incident: Live, number: number | undefined, because: string): Fact[] {
  needOpen(incident);
  const proposal = meantProposal(incident, number);
  if (proposal.objections.length >= objectionsMax)
    throw new Refusal(`Proposal ${proposal.number} has ${objectionsMax} objections; that is the most.`);
  return [{ type: "objected", proposal: proposal.number, because }];
}

/** Against objections decides whoever commands; while nobody does, anybody may. */
export function decide(incident: Live, number: number | undefined, because: string, who: Person): Fact[] {
  needOpen(incident);
  const proposal = meantProposal(incident, number);
  const commander = incident.roles["commander"];
  if (proposal.objections.length > 0 && commander !== undefined && commander.id !== who.id)
    throw new Refusal(`Proposal ${proposal.number} has objections: ${commander.name} decides, who has command.`);
  return [{ type: "proposal settled", proposal: proposal.number, outcome: "decided", because }];
}

/** Whoever proposed it may withdraw it, and whoever commands; while nobody does, anybody may. */
export function withdraw(incident: Live, number: number | undefined, because: string, who: Person): Fact[] {
  needOpen(incident);
  const proposal = meantProposal(incident, number);
  const commander = incident.roles["commander"];
  if (!isBy(proposal.by, who) && commander !== undefined && commander.id !== who.id)
    throw new Refusal(`Proposal ${proposal.number} is not yours: ${commander.name} can withdraw it, who has command.`);
  return [{ type: "proposal settled", proposal: proposal.number, outcome: "withdrawn", because }];
}

const isBy = (actor: Actor, who: Person): boolean => actor.kind === "person" && actor.person.id === who.id;
