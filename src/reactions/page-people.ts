import type { Conversation, Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import type { Places } from "../engine/places.ts";
import { type Chat, isFinal, type Outage } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { pageCard } from "../views/page-card.ts";

type Tools = { chat: Chat; places: Places };
type Page = { conversation: Conversation; id: string; person: Person; step: number };

/** Facts that change what a page card says or whether it still asks for an answer. */
const changing: readonly Fact["type"][] = [
  "acknowledged",
  "declined",
  "severity changed",
  "channel opened",
  "channel unavailable",
  "resolved",
  "reopened",
  "closed",
];

/** Pages people in their personal chats, and keeps those cards true. One who cannot be reached holds up nobody. */
export function pagePeople({ chat, places }: Tools): Reaction {
  async function pageOne(errand: Errand, entry: Entry<FactOf<"paged">>, person: Person): Promise<void> {
    const { step } = entry.fact;
    await errand.once(entry, `page ${person.id}`, async (): Promise<Page> => {
      const conversation = await chat.personal(person);
      await places.set(conversation.id, { stream: errand.stream, record: false });
      const id = await chat.post(conversation, pageCard(errand.state, { person, step }));
      return { conversation, id, person, step };
    });
  }

  async function pageAll(errand: Errand, entry: Entry<FactOf<"paged">>): Promise<unknown[]> {
    const people = isWaiting(errand.state) ? entry.fact.people : [];
    const results = await Promise.allSettled(people.map((person) => pageOne(errand, entry, person)));
    const failures = results.flatMap((result, index) =>
      result.status === "rejected" ? [{ error: result.reason, person: people[index]! }] : [],
    );
    const lost = failures.filter(({ error }) => isFinal(error));
    for (const { error, person } of lost)
      await errand.record(entry, `failed ${person.id}`, [
        { type: "page failed", step: entry.fact.step, person, reason: (error as Outage).message },
      ]);
    return failures.filter((failure) => !lost.includes(failure)).map(({ error }) => error);
  }

  const pages = (errand: Errand): Page[] =>
    errand
      .receipts()
      .filter(({ key }) => key.startsWith("page "))
      .map(({ receipt }) => receipt as Page);

  async function refresh(errand: Errand, before: ReadonlySet<string>): Promise<unknown[]> {
    const stale = pages(errand).filter(({ id }) => before.has(id));
    const results = await Promise.allSettled(
      stale.map((page) => chat.update(page.conversation, page.id, pageCard(errand.state, page))),
    );
    // A card that is gone for good is nobody's trouble.
    return results.flatMap((result) =>
      result.status === "rejected" && !isFinal(result.reason) ? [result.reason] : [],
    );
  }

  return {
    name: "page",
    doing: "page people",
    reads: (fact) => fact.type === "paged" || changing.includes(fact.type),
    async run(errand) {
      const before = new Set(pages(errand).map(({ id }) => id));
      const paged = errand.pending.filter((entry): entry is Entry<FactOf<"paged">> => entry.fact.type === "paged");
      const failures = await Promise.all([...paged.map((entry) => pageAll(errand, entry)), refresh(errand, before)]);
      const first = failures.flat()[0];
      if (first !== undefined) throw first;
    },
    async giveUp(errand, reason) {
      const reached = new Set(errand.receipts().map(({ number, key }) => `${number} ${key}`));
      return errand.pending.flatMap(({ fact, number }) =>
        fact.type === "paged"
          ? fact.people
              .filter((person) => !reached.has(`${number} page ${person.id}`))
              .map((person): Fact => ({ type: "page failed", step: fact.step, person, reason }))
          : [],
      );
    },
  };
}

const isWaiting = (incident: Live): boolean => incident.status === "open" && incident.paging.state === "waiting";
