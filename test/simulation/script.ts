/** What people do in a night: words, who says them and when, all decided by the seed. */
import type { Person } from "../../src/domain/people.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import type { Night } from "./night.ts";
import { serviceUrl } from "./night.ts";

export const people: readonly Person[] = ["Ann", "Bob", "Cat", "Dan"].map((name) => ({ id: `id-${name}`, name }));
export const roster = { primary: people[0]!, secondary: people[1]!, members: [...people] };

/** A request that was answered with something else than an outage. */
export type Said = { cause: string; words: string; answered: boolean };

const commands = [
  "ack",
  "lead me",
  "role scribe me",
  "escalate",
  "cant",
  "severity 3 because less",
  "update working on it",
  "status",
  "resolve done",
  "reopen",
  "step down",
  "handover me",
  "close",
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
    say(number * 1_000, `declare sev${random.between(1, 3)} trouble ${number}`, undefined);
  const steps = random.between(3, 9);
  for (let step = 0; step < steps; step++) {
    const stream = `INC-${random.between(1, incidents)}`;
    const words = random.chance(0.4) ? `note finding ${step}` : random.pick(commands);
    say(20_000 + random.between(0, 1_800_000), words, stream);
  }
  return said;
}

const behindWord = (words: string, stream: string): string => {
  const [first = "", ...rest] = words.split(" ");
  if (words === "step down") return `step down ${stream}`;
  return [first, stream, ...rest].join(" ");
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
    sentence: { text, mentions: [] },
    line: { id: cause, kind: "said", at: "2026-11-22T00:00:00Z", from: { id: who.id, name: who.name }, text },
  };
}
