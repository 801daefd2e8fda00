import type { Conversation, Entry, FactOf } from "../domain/incident/facts.ts";
import { type Live, placeOf } from "../domain/incident/incident.ts";
import { actorName, samePerson } from "../domain/people.ts";
import type { Chat } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import { actionCard } from "../views/action-card.ts";
import { handoverCard } from "../views/handover-card.ts";
import { proposalCard } from "../views/proposal-card.ts";
import type { Kept } from "./kept-card.ts";

/** One card for each action and each proposal in the channel, and the brief of a handover with whoever is asked. */
export function workCards(chat: Chat, errand: Errand): Kept[] {
  const place = placeOf(errand.state);
  if (place === undefined) return [];
  return errand.entries.flatMap((entry) => keptFor(chat, entry, place));
}

function keptFor(chat: Chat, entry: Entry, place: Conversation): Kept[] {
  const { fact } = entry;
  switch (fact.type) {
    case "action opened": {
      const has = ({ work }: Live) => work.actions.some(({ number }) => number === fact.action);
      return [
        {
          entry,
          key: "action",
          place: () => place,
          card: (now) => (has(now) ? actionCard(now, fact.action) : undefined),
        },
      ];
    }
    case "proposed": {
      const has = ({ work }: Live) => work.proposals.some(({ number }) => number === fact.proposal);
      return [
        {
          entry,
          key: "proposal",
          place: () => place,
          card: (now) => (has(now) ? proposalCard(now, fact.proposal) : undefined),
        },
      ];
    }
    case "handover offered":
      return briefs(chat, { ...entry, fact }, place);
    default:
      return [];
  }
}

/** Out of band with whoever is asked, and in the channel, where they can answer too. */
function briefs(chat: Chat, entry: Entry<FactOf<"handover offered">>, place: Conversation): Kept[] {
  const { to } = entry.fact;
  const card = (incident: Live) => handoverCard(incident, actorName(entry.by), to, answerOf(incident, entry));
  return [
    { entry, key: "brief", place: () => place, card },
    { entry, key: "brief-personal", place: () => chat.personal(to), card },
  ];
}

function answerOf(incident: Live, { at, fact: { to } }: Entry<FactOf<"handover offered">>) {
  if (incident.handover?.at === at && incident.status === "open") return "open";
  if (samePerson(incident.roles["commander"], to)) return "accepted";
  return incident.status === "open" ? "declined" : "over";
}
