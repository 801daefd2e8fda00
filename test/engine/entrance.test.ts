/** A confidential incident at every door of the real engine: who does not belong to it cannot tell it from none. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { sections } from "../../src/commands/index.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import type { Message } from "../../src/engine/ports.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { replicaOf } from "../simulation/replica.ts";
import { storesOf, type Stores } from "../simulation/stores.ts";
import type { World } from "../simulation/world.ts";
import { ann, bob, cat } from "../domain/given.ts";

const serviceUrl = "https://teams.example";
const now = () => new Date("2026-03-29T12:00:00Z");
const secret = "19:secret@thread.tacv2";
/** Bob is in the restricted team, Ann declared, and Cat has nothing to do with it. */
let stores: Stores;
let engine: Engine;
let asked: string[];
let causes = 0;

const told = (facts: Fact[], of: Person) =>
  facts.map((fact, index) => ({
    number: index + 1,
    at: now().toISOString(),
    by: { kind: "person", person: of } as const,
    from: "test",
    fact,
  }));
const opened: Fact = {
  type: "channel opened",
  channel: { id: secret, serviceUrl },
  name: "inc-1",
  webUrl: "https://teams.microsoft.com/l/channel/x/inc-1?groupId=g",
};
const declared = (title: string, more: object = {}): Fact => ({
  type: "declared",
  title,
  description: "",
  severity: 4,
  unpaged: true,
  said: null,
  ...more,
});

beforeEach(async () => {
  asked = [];
  stores = storesOf([]);
  const chat = {
    ...stores.chat,
    standing: async (where: { id: string }, person: Person) => {
      asked.push(`${person.name} in ${where.id}`);
      return where.id === secret && person.id !== bob.id ? "absent" : "member";
    },
  } as Stores["chat"];
  const world = {
    now,
    gate: async () => undefined,
    random: { chance: () => false, next: () => 0, pick: (all: readonly unknown[]) => all[0], between: () => 0 },
  } as unknown as World;
  engine = replicaOf({
    world,
    replica: 1,
    name: "one",
    stores: { ...stores, chat },
    queue: memoryBell(now),
    pagers: {},
    sabotage: undefined,
  });
  await stores.log.append("INC-1", 0, "1", told([declared("keys are out", { confidential: true }), opened], ann));
  await stores.log.append("INC-2", 0, "2", told([declared("mail is late")], ann));
  await stores.documents.write("place", secret, { stream: "INC-1", record: true }, undefined);
});

type Where = "elsewhere" | "personal" | "its channel";
const channels: Record<Where, string> = {
  elsewhere: "19:general@thread.tacv2",
  personal: "a:1",
  "its channel": secret,
};

function common(who: Person, where: Where) {
  const id = channels[where];
  causes += 1;
  return {
    cause: `cause ${causes}`,
    who,
    channel: id,
    conversation: { id: where === "personal" ? id : `${id};messageid=1`, serviceUrl },
    kindOfPlace: where === "personal" ? ("personal" as const) : ("channel" as const),
  };
}
const said = (who: Person, where: Where, text: string): Incoming => {
  const line = { id: "1", kind: "said" as const, at: now().toISOString(), from: who, text };
  return { ...common(who, where), kind: "said", toMuster: true, sentence: { text, mentions: [] }, line };
};
const pressed = (
  who: Person,
  where: Where,
  text: string,
  incident: string,
  fields: Record<string, string> = {},
): Incoming => ({
  ...common(who, where),
  kind: "pressed",
  sentence: { text, mentions: [] },
  incident,
  fields,
});
const viewed = (who: Person, where: Where, incident: string): Incoming => ({
  ...common(who, where),
  kind: "viewed",
  incident,
});
const wordsOf = (message: Message | undefined): string | undefined =>
  message === undefined ? undefined : "text" in message ? message.text : message.summary;
const answer = async (incoming: Incoming) => {
  asked = [];
  const words = wordsOf(await engine.receive(incoming));
  return { words, asked: asked.length };
};

/** Whatever one can say about an incident, as help says it, and some that the examples have not. */
const sentences = [
  ...sections
    .filter(({ title }) => title !== "Who is on call" && title !== "Help")
    .flatMap(({ commands }) => commands)
    .filter(
      ({ words: [word], readsIncidents }) => !["declare", "statuspage"].includes(word!) && readsIncidents !== true,
    )
    .flatMap(({ usage, examples }) => [usage, ...examples.map(({ say }) => say)])
    .filter((say) => !say.includes("@") && !say.includes("INC-")),
  "status",
  "action me look",
];
const words = sections.flatMap(({ commands }) => commands).flatMap((command) => command.words);
const behind = (sentence: string, id: string): string => {
  const word = words
    .filter((each) => sentence.toLowerCase().startsWith(each))
    .reduce((one, other) => (one.length > other.length ? one : other));
  return `${sentence.slice(0, word.length)} ${id}${sentence.slice(word.length)}`;
};
const ties = [
  "relate # to INC-2",
  "relate INC-2 to #",
  "merge # into INC-2",
  "duplicate INC-2 of #",
  "child # of INC-2",
  "parent # of INC-2",
];

describe("who does not belong to a confidential incident", () => {
  describe.each<Where>(["elsewhere", "personal"])("and speaks %s", (where) => {
    test.each(sentences)("“%s” is answered as if there were none, after as long", async (sentence) => {
      const hidden = await answer(said(cat, where, behind(sentence, "INC-1")));
      const none = await answer(said(cat, where, behind(sentence, "INC-9")));
      expect(hidden).toEqual({ ...none, words: none.words?.replaceAll("INC-9", "INC-1") });
      expect(JSON.stringify(hidden)).not.toContain("keys are out");
    });

    test("what is meant is said, and somebody is asked who is where", async () => {
      expect(await answer(said(cat, where, "note INC-1 it leaks"))).toEqual({
        words: "There is no INC-1. `list` shows the incidents that are open.",
        asked: 1,
      });
    });

    test.each(ties)("“%s” is answered so too", async (sentence) => {
      const hidden = await answer(said(cat, where, sentence.replace("#", "INC-1")));
      const none = await answer(said(cat, where, sentence.replace("#", "INC-9")));
      expect(hidden).toEqual({ ...none, words: none.words?.replaceAll("INC-9", "INC-1") });
      expect(none.words).toContain("There is no INC-9.");
    });

    test("a button of its card, a form of it, and its card itself are none", async () => {
      for (const [text, fields] of [
        ["ack", {}],
        ["severity", { to: "1", because: "worse" }],
        ["update", { text: "we look" }],
        ["resolve", { summary: "" }],
        ["action", { owner: "", text: "look", minutes: "" }],
      ] as const) {
        const hidden = await answer(pressed(cat, where, text, "INC-1", fields));
        const none = await answer(pressed(cat, where, text, "INC-9", fields));
        expect(hidden).toEqual({ ...none, words: none.words?.replaceAll("INC-9", "INC-1") });
      }
      expect(await answer(viewed(cat, where, "INC-1"))).toEqual(await answer(viewed(cat, where, "INC-9")));
    });
  });

  test("finds it in no list, and leaves no trace in it", async () => {
    await engine.wake("INC-1");
    await engine.wake("INC-2");
    await engine.lanes.settled();
    const list = await engine.receive(said(cat, "elsewhere", "list"));
    expect(JSON.stringify(list)).toContain("INC-2");
    expect(JSON.stringify(list)).not.toMatch(/INC-1\b|keys/);
    const before = (await stores.log.read("INC-1")).entries.length;
    for (const sentence of sentences) await engine.receive(said(cat, "personal", behind(sentence, "INC-1")));
    expect((await stores.log.read("INC-1")).entries.length).toBe(before);
  });
});

describe("who belongs to it", () => {
  test.each([
    ["declared it", ann, "personal"],
    ["is in its restricted team", bob, "personal"],
    ["speaks in its channel", cat, "its channel"],
  ] as const)("because they have %s", async (_, who, where) => {
    expect((await answer(said(who, where, "status INC-1"))).words).toContain("CONFIDENTIAL INC-1");
    expect((await answer(viewed(who, where, "INC-1"))).words).toContain("CONFIDENTIAL INC-1");
    await engine.receive(said(who, where, "note INC-1 seen"));
    expect((await stores.log.read("INC-1")).entries.some(({ fact }) => (fact as Fact).type === "noted")).toBe(true);
  });

  test.each<[string, Fact]>([
    ["was paged", { type: "paged", step: 0, people: [cat] }],
    ["has a role", { type: "role assigned", role: "scribe", person: cat }],
    ["has a role that several have", { type: "role assigned", role: "expert", person: cat, several: true }],
    ["has an action", { type: "action opened", action: 1, text: "look", owner: cat }],
    ["is offered command", { type: "handover offered", to: cat }],
  ])("because they have a part in it: %s", async (_, fact) => {
    const number = (await stores.log.read("INC-1")).entries.length;
    await stores.log.append("INC-1", number, "part", [{ ...told([fact], ann)[0]!, number: number + 1 }]);
    expect((await answer(said(cat, "personal", "status INC-1"))).words).toContain("CONFIDENTIAL INC-1");
  });

  test("is not answered where others read, but told why in person", async () => {
    expect((await answer(said(ann, "elsewhere", "status INC-1"))).words).toBe(
      "There is no INC-1. `list` shows the incidents that are open.",
    );
    await engine.wake("letters-confidential-INC-1");
    await engine.lanes.settled();
    const letters = stores.chat.posts.filter(({ conversation }) => conversation === `personal ${ann.id}`);
    expect(letters.map(({ message }) => wordsOf(message))).toContain(
      "INC-1 is confidential: speak of it in its own channel, or here with me.",
    );
  });

  test("in its channel need not name it, and nobody is asked who is where", async () => {
    const { words, asked: looked } = await answer(said(bob, "its channel", "status"));
    expect(words).toContain("CONFIDENTIAL INC-1");
    expect(looked).toBe(0);
  });
});
