/** What people do in a night: words, who says them and when, all decided by the seed. */
import type { Book } from "../../src/domain/oncall/book.ts";
import type { Person } from "../../src/domain/people.ts";
import { changeBook } from "../../src/engine/book.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import { people, rewritten, stranger } from "./book.ts";
import type { Night } from "./night.ts";
import { serviceUrl } from "./replica.ts";

/** A request that was answered with something else than an outage. */
export type Said = { cause: string; words: string; answered: boolean };

const mention = "\uE0000\uE001";
const commands = [
  "ack",
  "lead me",
  "role scribe me",
  "escalate",
  "cant",
  "severity 3 because less",
  "severity 1 because more",
  "update working on it",
  "status",
  "resolve done",
  "reopen",
  "step down",
  "handover me",
  "close anyway because nobody was hit",
  `page ${mention} because we need them`,
  "page expert database because it is slow",
  "page secondary",
  "action me look at the pool in 5m",
  `action ${mention} call the provider in 3m`,
  "got it 1",
  "done 1 it is up again",
  "extend 1 5m",
  "propose we fail over",
  "object 1 because it is too early",
  "decide 1",
  "withdraw 1",
  "decide we stay where we are",
  "affected 200 customers",
  "started 20 min ago",
  "todo add an alert",
];

export function script(night: Night, incidents: number): Said[] {
  const { world } = night;
  const { random } = world;
  const said: Said[] = [];
  const start = world.now().getTime();

  function say(atMs: number, words: string, stream: string | undefined): void {
    const cause = `say ${said.length + 1}`;
    const record: Said = { cause, words, answered: false };
    said.push(record);
    const who = random.pick(people);
    world.at(new Date(start + atMs), () => {
      night.send(heardFrom(cause, who, stream === undefined ? words : behindWord(words, stream)), () => {
        record.answered = true;
      });
    });
  }

  for (let number = 1; number <= incidents; number++)
    say(number * 1_000, `declare sev${random.between(1, 4)} trouble ${number}`, undefined);
  const steps = random.between(1, 8);
  for (let step = 0; step < steps; step++) {
    const stream = `INC-${random.between(1, incidents)}`;
    const words = random.chance(0.3) ? `note finding ${step}` : random.pick(commands);
    say(20_000 + random.between(0, 1_800_000), words, stream);
  }
  if (random.chance(0.3)) world.at(new Date(start + random.between(0, 900_000)), () => rewritePolicies(night));
  return said;
}

const editor = { by: { kind: "person", person: people[4]! }, from: "import" } as const;

function rewritePolicies({ stores, world }: Night): void {
  const author = { ...editor, now: world.now() };
  void changeBook(stores.documents, author, (book: Book) => rewritten(book));
}

/** Where every command names its incident. */
const behindWord = (words: string, stream: string): string => {
  const word = ["step down", "got it"].find((each) => words.startsWith(each)) ?? words.split(" ")[0]!;
  return `${word} ${stream}${words.slice(word.length)}`;
};

function heardFrom(cause: string, who: Person, text: string): Extract<Incoming, { kind: "said" }> {
  const id = "19:general@thread.tacv2;messageid=1";
  return {
    kind: "said",
    cause,
    who,
    conversation: { id, serviceUrl },
    channel: "19:general@thread.tacv2",
    kindOfPlace: "channel",
    toMuster: true,
    sentence: { text, mentions: text.includes(mention) ? [stranger] : [] },
    line: { id: cause, kind: "said", at: "2026-11-22T00:00:00Z", from: { id: who.id, name: who.name }, text },
  };
}
