import type { Conversation, Entry } from "../domain/incident/facts.ts";
import type { LetterFact } from "../engine/letters.ts";
import { type Chat, isFinal } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";

type Letters = Errand<readonly Entry<LetterFact>[], LetterFact>;
type Delivered = { conversation: Conversation; id: string };

/** Posts letters, and replaces those that say something else by now. One that cannot be delivered holds up no other. */
export function deliverLetters(chat: Chat): Reaction<readonly Entry<LetterFact>[], LetterFact> {
  async function deliver(errand: Letters, entry: Entry<LetterFact>): Promise<void> {
    const { fact } = entry;
    if (fact.type === "undelivered") return;
    try {
      if (fact.type === "written") await post(errand, entry, fact);
      else await replace(errand, fact);
    } catch (error) {
      if (!isFinal(error)) throw error;
      await errand.record(entry, "undelivered", [{ type: "undelivered", key: fact.key, reason: error.message }]);
    }
  }

  async function post(errand: Letters, entry: Entry<LetterFact>, fact: Extract<LetterFact, { type: "written" }>) {
    await errand.once(entry, `letter ${fact.key}`, async (): Promise<Delivered> => {
      const conversation = "place" in fact.to ? fact.to.place : await chat.personal(fact.to.person);
      return { conversation, id: await chat.post(conversation, fact.message) };
    });
  }

  async function replace(errand: Letters, { key, message }: Extract<LetterFact, { type: "rewritten" }>) {
    const found = errand.receipts().find((each) => each.key === `letter ${key}`)?.receipt as Delivered | undefined;
    if (found !== undefined) await chat.update(found.conversation, found.id, message);
  }

  return {
    name: "letters",
    doing: "deliver messages",
    reads: (fact) => fact.type !== "undelivered",
    async run(errand) {
      const results = await Promise.allSettled(
        inOrder(errand.pending).map(async (same) => {
          for (const entry of same) await deliver(errand, entry);
        }),
      );
      const failure = results.find((result) => result.status === "rejected");
      if (failure !== undefined) throw failure.reason;
    },
    giveUp: async ({ pending }, reason) =>
      pending.flatMap(({ fact }) =>
        fact.type === "undelivered" ? [] : [{ type: "undelivered", key: fact.key, reason } as const],
      ),
  };
}

/** A letter is written before it is rewritten; different letters do not wait for one another. */
const inOrder = (entries: readonly Entry<LetterFact>[]): Entry<LetterFact>[][] => [
  ...Map.groupBy(entries, ({ fact }) => fact.key).values(),
];
