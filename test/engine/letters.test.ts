import { describe, expect, test } from "@jest/globals";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { muster, type Person } from "../../src/domain/people.ts";
import type { LetterFact } from "../../src/engine/letters.ts";
import { ann, bob, cat } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

const to = (person: Person, text: string): LetterFact => ({
  type: "written",
  key: `to ${person.name}`,
  to: { person },
  message: { text },
});
const write = (night: Night, cause: string, letters: LetterFact[]) =>
  night.letters.write("test", { cause, by: muster, from: "test" }, letters);
const undelivered = async ({ log }: Night) =>
  ((await log.read("letters-test")).entries as Entry<LetterFact>[]).flatMap(({ fact }) =>
    fact.type === "undelivered" ? [`${fact.key}: ${fact.reason}`] : [],
  );

describe("letters", () => {
  test("are delivered once for each cause", async () => {
    const night = await nightOf();
    await write(night, "one", [to(ann, "Hello")]);
    await write(night, "one", [to(ann, "Hello")]);
    await night.settled();
    expect([night.readBy(ann), night.warned]).toEqual([["Hello"], []]);
  });

  test("of which one cannot be delivered hold up no other, and say which and why", async () => {
    const night = await nightOf({ without: ["bob"] });
    await write(
      night,
      "one",
      [ann, bob, cat].map((person) => to(person, "Hello")),
    );
    await night.settled();
    expect([ann, bob, cat].map((person) => night.readBy(person))).toEqual([["Hello"], [], ["Hello"]]);
    expect(await undelivered(night)).toEqual(["to Bob: Bob has not added Muster."]);
    await write(night, "two", [to(cat, "And again")]);
    await night.settled();
    expect([night.readBy(cat), (await undelivered(night)).length]).toEqual([["Hello", "And again"], 1]);
  });

  test("that fail for now are tried again, and those beside them are not sent twice", async () => {
    const night = await nightOf();
    const post = night.chat.post.bind(night.chat);
    let down = true;
    night.chat.post = async (place, message) => {
      if (down && place.id === "personal bob") throw new Error("Teams is slow");
      return post(place, message);
    };
    await write(
      night,
      "one",
      [ann, bob].map((person) => to(person, "Hello")),
    );
    await night.settled();
    expect([ann, bob].map((person) => night.readBy(person))).toEqual([["Hello"], []]);
    down = false;
    night.wait(1);
    await night.ring();
    expect([ann, bob].map((person) => night.readBy(person))).toEqual([["Hello"], ["Hello"]]);
    expect(night.warned).toHaveLength(1);
  });

  test("that are rewritten take the place of those that were delivered, and of no others", async () => {
    const night = await nightOf({ without: ["bob"] });
    const rewritten = (person: Person): LetterFact => ({
      type: "rewritten",
      key: `to ${person.name}`,
      message: { text: "Done" },
    });
    await write(night, "one", [to(ann, "Will you?"), to(bob, "Will you?")]);
    await write(night, "two", [rewritten(ann), rewritten(bob), rewritten(cat)]);
    await night.settled();
    expect(night.chat.posts).toMatchObject([{ conversation: "personal ann", message: { text: "Done" }, versions: 2 }]);
  });

  test("are more than one append holds, and all of them are delivered", async () => {
    const night = await nightOf();
    const people = Array.from({ length: 95 }, (_, number) => ({ id: `p${number}`, name: `P${number}` }));
    await write(
      night,
      "one",
      people.map((person) => to(person, "Hello")),
    );
    await write(
      night,
      "one",
      people.map((person) => to(person, "Hello")),
    );
    await night.settled();
    expect(people.flatMap((person) => night.readBy(person))).toHaveLength(95);
  });
});
