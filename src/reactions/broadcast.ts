import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { type Practice, severityDefinition } from "../domain/practice.ts";
import { type Chat, isFinal, type Message } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { announcement } from "../views/announcement.ts";
import { updateCard } from "../views/update-card.ts";

type Tools = {
  chat: Chat;
  channel: Conversation | undefined;
  practice: Practice;
  /** Where conversations are that are known by their id alone. */
  serviceUrl: string;
  statusPageUrl: string | undefined;
};

type Word = { to: readonly Conversation[]; message: Message };

/**
 * Carries updates for stakeholders to the one channel where they look, and says there when it is over; and tells those
 * who are to be told of severities like this one when it begins, or becomes as bad, and whatever stakeholders are told.
 */
export function broadcast({ chat, channel, practice, serviceUrl, statusPageUrl }: Tools): Reaction {
  const told = ({ severity }: Live): Conversation[] =>
    severityDefinition(practice, severity).tells.map((id) => ({ id, serviceUrl }));
  const all = (incident: Live): Conversation[] =>
    once([...(channel === undefined ? [] : [channel]), ...told(incident)]);

  function wordOf(incident: Live, { fact, at, by }: Entry): Word | undefined {
    if (fact.type === "declared" || (fact.type === "severity changed" && fact.to < fact.from))
      return {
        to: told({ ...incident, severity: fact.type === "declared" ? fact.severity : fact.to }),
        message: announcement(incident, fact),
      };
    const text = textOf(incident, fact);
    if (text === undefined) return undefined;
    const nextDueAt = fact.type === "update posted" ? fact.nextDueAt : undefined;
    return { to: all(incident), message: updateCard(incident, { text, at, by, nextDueAt }, statusPageUrl) };
  }

  async function carry(errand: Errand, entry: Entry): Promise<void> {
    const word = wordOf(errand.state, entry);
    const results = await Promise.allSettled(
      (word?.to ?? []).map((to) =>
        errand.once(entry, `post ${to.id}`.slice(0, 200), () => chat.post(to, word!.message)),
      ),
    );
    const failures = results.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
    const passing = failures.find((each) => !isFinal(each)) ?? failures[0];
    if (passing !== undefined) throw passing;
  }

  return {
    name: "broadcast",
    doing: "tell stakeholders",
    reads: (fact) => ["update posted", "resolved", "merged", "declared", "severity changed"].includes(fact.type),
    async run(errand) {
      if (errand.state.confidential === true) return;
      for (const entry of errand.pending) await carry(errand, entry);
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing: "tell stakeholders", reason }],
  };
}

const once = (all: readonly Conversation[]): Conversation[] =>
  all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);

/** The end is told to those who were told of it before. */
function textOf(incident: Live, fact: Fact): string | undefined {
  if (fact.type === "update posted") return fact.text;
  const heard = incident.lastUpdate !== undefined || incident.severity <= 2;
  if (!heard) return undefined;
  if (fact.type === "merged") return `It goes on as ${fact.into}: ${fact.title}`;
  if (fact.type !== "resolved") return undefined;
  return fact.summary === "" ? "It is resolved." : `It is resolved: ${fact.summary}`;
}
