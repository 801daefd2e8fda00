/** Swaps and covers that are asked for: kept, answered, carried out in the book, and told to whom they concern. */
import { type Ask, handOver, needAnswerable, type Stretch } from "../domain/oncall/asks.ts";
import { type Book, findNamed } from "../domain/oncall/book.ts";
import { isOne } from "../domain/oncall/assign.ts";
import { zoneOf } from "../domain/oncall/notices.ts";
import { myName } from "../domain/oncall/me.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { type HandedOver, handedOverText } from "../views/handed-over.ts";
import { coverCard, swapCard } from "../views/swap-card.ts";
import { bookKind, openBook, replaceBook } from "./book.ts";
import { replaceDocument } from "./documents.ts";
import { openIncidents } from "./open-incidents.ts";
import type { LetterFact, Letters } from "./letters.ts";
import type { OnCall } from "./on-call.ts";
import { Conflict, type Document, type Documents, type Message } from "./ports.ts";

export type Asking = { cause: string; who: Person; from: string; now: Date };

export type Asks = {
  /** Asks, and tells these people with a card to press. The same cause asks once. */
  open(asking: Asking, ask: Omit<Ask, "id" | "askedAt" | "state">, audience: readonly string[]): Promise<Ask>;
  /** Takes it or turns it down. Throws a Refusal where this person may not, or it is over. */
  answer(asking: Asking, id: string, answer: "accepted" | "declined"): Promise<Ask>;
  /** Its card as this person sees it. */
  card(ask: Ask, who: Person): Promise<Message>;
  /** Tells both of a hand-over that needed no asking. */
  announce(asking: Asking, done: Omit<HandedOver, "state" | "by"> & { by: string }): Promise<void>;
};

type Tools = { documents: Documents; letters: Letters; onCall: OnCall };
type Kept = Ask & { cause: string; audience: string[]; answeredFor?: string };

const documentOf = (id: string): string => `ask/${id}`;
const attemptsMax = 8;
const audienceMax = 30;

export function asksOf({ documents, letters, onCall }: Tools): Asks {
  async function cardsFor(ask: Kept, book: Book): Promise<LetterFact[]> {
    const people = ask.audience.map((name) => findNamed(book.people, name)).filter((each) => each !== undefined);
    return Promise.all(
      people.map(async (responder): Promise<LetterFact> => {
        const message = cardOf(ask, zoneOf(book, responder));
        const key = responder.name;
        return ask.state === "asked"
          ? { type: "written", key, to: { person: await onCall.person(responder) }, message }
          : { type: "rewritten", key, message };
      }),
    );
  }

  async function tell(asking: Asking, ask: Kept, book: Book): Promise<void> {
    const cards = await cardsFor(ask, book);
    const { from, by, give, take, state } = ask;
    const notes = state === "asked" ? [] : await notesOn({ from: from.name, by, give, take, state }, book, from.person);
    await write(asking, `ask-${ask.id}`, [...cards, ...notes]);
  }

  async function write({ cause, who, from }: Asking, about: string, facts: LetterFact[]): Promise<void> {
    const by = { kind: "person", person: who } as const;
    await letters.write(about, { cause: `${cause} letters`, by, from }, facts);
  }

  /** Both hear what changed, and what is open. */
  async function notesOn(done: HandedOver, book: Book, asker: Person | undefined): Promise<LetterFact[]> {
    const open = await openIncidents(documents);
    const names = [done.from, ...(done.state === "accepted" && done.by !== undefined ? [done.by] : [])];
    const notes = await Promise.all(
      names.map(async (name): Promise<LetterFact[]> => {
        const responder = findNamed(book.people, name);
        const person = responder === undefined ? asker : await onCall.person(responder);
        const message = handedOverText(done, open, zoneOf(book, responder ?? { name }));
        return person === undefined ? [] : [{ type: "written", key: `answer ${name}`, to: { person }, message }];
      }),
    );
    return notes.flat();
  }

  return {
    async card(ask, who) {
      const { book } = await openBook(documents);
      const me = book.people.find((each) => isOne(each, who));
      return { ...cardOf(ask, zoneOf(book, me ?? { name: who.name })), inPlace: true };
    },
    async announce(asking, done) {
      const { book } = await openBook(documents);
      await write(
        asking,
        `cover-${asking.now.toISOString().slice(0, 10)}`,
        await notesOn({ ...done, state: "accepted" }, book, undefined),
      );
    },
    async open(asking, asked, audience) {
      const id = await askId(documents, asking.cause);
      const before = await documents.read<Kept>(bookKind, documentOf(id));
      const { book } = await openBook(documents);
      const ask: Kept = before?.value ?? {
        ...asked,
        id,
        askedAt: asking.now.toISOString(),
        state: "asked",
        cause: asking.cause,
        audience: audience.slice(0, audienceMax),
      };
      if (before === undefined) await documents.write(bookKind, documentOf(id), ask, undefined);
      await tell(asking, ask, book);
      return ask;
    },
    async answer(asking, id, answer) {
      for (let attempt = 1; ; attempt++) {
        const kept = await documents.read<Kept>(bookKind, documentOf(id));
        if (kept === undefined) throw new Refusal("Nobody asks for that any more.");
        const opened = await openBook(documents);
        const next = answered(kept, opened.book, asking, answer);
        try {
          if (next !== kept.value) await carryOut(kept, next, opened, asking);
          await tell(asking, next, opened.book);
          return next;
        } catch (error) {
          if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
        }
      }
    },
  };

  async function carryOut(
    kept: Document<Kept>,
    next: Kept,
    opened: Awaited<ReturnType<typeof openBook>>,
    { who, from, now }: Asking,
  ): Promise<void> {
    const author = { by: { kind: "person", person: who } as const, from, now };
    const book = next.state === "accepted" ? handOver(opened.book, next, next.by!) : opened.book;
    const state = { id: documentOf(next.id), value: next, version: kept.version };
    await replaceBook(documents, opened, book, author, [state]);
  }
}

/** The ask as it is after the answer; the same ask where this very request has answered it before. */
function answered({ value: ask }: Document<Kept>, book: Book, asking: Asking, answer: "accepted" | "declined"): Kept {
  if (ask.answeredFor === asking.cause) return ask;
  const name = myName(book, asking.who);
  needAnswerable(ask, name);
  return { ...ask, state: answer, by: name, answeredFor: asking.cause };
}

/** The same cause has the same number for ever. */
async function askId(documents: Documents, cause: string): Promise<string> {
  const taken = await documents.read<string>("ask-cause", cause);
  if (taken !== undefined) return taken.value;
  const number = await replaceDocument<number>(documents, "counter", "ask", (was) => (was ?? 0) + 1);
  return replaceDocument<string>(documents, "ask-cause", cause, (was) => was ?? `A${number}`);
}

/** Several stretches of one hand-over are shown from the beginning of the first to the end of the last. */
function cardOf(ask: Ask, zone: string) {
  const whole = (all: readonly Stretch[]): Stretch | undefined => {
    const [first] = all;
    if (first === undefined) return undefined;
    const schedule = [...new Set(all.map((each) => each.schedule))].join(", ");
    return { schedule, start: first.start, end: all.at(-1)!.end };
  };
  const { id, from, to, because, state, by } = ask;
  const common = {
    id,
    from: from.name,
    give: whole(ask.give)!,
    because,
    state,
    ...(by === undefined ? {} : { by }),
    zone,
  };
  return ask.kind === "swap" ? swapCard({ ...common, to: to?.name ?? "", take: whole(ask.take) }) : coverCard(common);
}
