import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { Target } from "../../src/domain/oncall/book.ts";
import type { Person } from "../../src/domain/people.ts";
import { bookKind, documentId } from "../../src/engine/book.ts";
import { book, fixed, roster } from "../domain/book.ts";
import { ann, bob, cat, given, givenOf, start } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

const ladder = { policy: "p", roster: "payments", steps: [], lastResort: [] };
const stranger: Person = { id: "eve", name: "Eve" };

async function wanted(night: Night, ...targets: Target[]): Promise<string[]> {
  const roles = { roles: { commander: cat, scribe: stranger } };
  return (await night.onCall.wanted(targets, roles, ladder, start)).people.map(({ name }) => name);
}

describe("the people behind a target", () => {
  test.each<[string, Target, string[]]>([
    ["a person", { person: " ann" }, ["Ann"]],
    ["a person who is not in the book", { person: "Zoe" }, []],
    ["a schedule", { schedule: "payments-secondary" }, ["Bob"]],
    ["a schedule that is gone", { schedule: "gone" }, []],
    ["a rotation of the roster that looks after it", { rotation: "secondary" }, ["Bob"]],
    ["a rotation of another roster", { rotation: "primary", roster: "web" }, ["Dan"]],
    ["a rotation that is gone", { rotation: "third" }, []],
    ["everybody, those on call first", { everyone: "payments" }, ["Ann", "Bob", "Cat"]],
    ["everybody of nothing", { everyone: "gone" }, []],
    ["an expert of the roster", { expert: "dns" }, ["Cat"]],
    ["an expert of anywhere where the roster has none", { expert: "caching" }, ["Dan"]],
    ["a role", { role: "commander" }, ["Cat"]],
    ["a role that nobody has", { role: "deputy" }, []],
    ["somebody of Teams", { user: stranger }, ["Eve"]],
    ["a channel", { channel: "19:a@thread.tacv2" }, ["everybody in the channel"]],
  ])("of %s", async (_, target, names) => {
    expect(await wanted(await nightOf(), target)).toEqual(names);
  });

  test("are each paged once, at most twenty, and by their own means", async () => {
    const night = await nightOf();
    expect(await wanted(night, { person: "Bob" }, { everyone: "payments" }, { role: "commander" })).toEqual([
      "Bob",
      "Ann",
      "Cat",
    ]);
    const { reach } = await night.onCall.wanted(
      [{ person: "Ann" }, { user: bob }, { user: stranger }, { channel: "c" }],
      { roles: {} },
      ladder,
      start,
    );
    expect(Object.entries(reach).map(([id, means]) => `${id}: ${means.map((each) => each.means).join(", ")}`)).toEqual([
      "ann: teams, sms, call",
      "bob: teams, email",
      "c: channel",
    ]);
    const crowd = Array.from({ length: 25 }, (__, number) => ({ name: `P${number}`, teams: `p${number}` }));
    const large = {
      ...book,
      people: [...book.people, ...crowd],
      rosters: [roster("all", { members: crowd.map(({ name }) => name) })],
    };
    expect(await wanted(await nightOf({ book: large }), { everyone: "all" })).toHaveLength(20);
  });

  test("of a schedule that cannot be read are nobody, and the others are paged", async () => {
    const night = await nightOf();
    const unreadable = fixed("broken", "Ann", { timeZone: "Mars/Olympus" });
    await night.documents.write(bookKind, documentId("schedules", "broken"), unreadable, undefined);
    expect(await wanted(night, { schedule: "broken" }, { person: "Bob" })).toEqual(["Bob"]);
  });
});

describe("a directory", () => {
  const byName = { ...book, people: [{ name: "Ann", teams: "ann@example.com" }, ...book.people.slice(1)] };
  afterEach(() => {
    jest.useRealTimers();
  });

  test("is asked once for whoever is known by their address alone", async () => {
    const asked: string[] = [];
    const findPerson = async (who: string) => {
      asked.push(who);
      return { id: "entra-ann", name: "Ann Smith" };
    };
    const night = await nightOf({ book: byName, findPerson });
    const page = () => night.onCall.wanted([{ person: "Ann" }], { roles: {} }, ladder, start);
    expect([await page(), await page()].map(({ people }) => people)).toEqual([
      [{ id: "entra-ann", name: "Ann" }],
      [{ id: "entra-ann", name: "Ann" }],
    ]);
    expect(asked).toEqual(["ann@example.com"]);
  });

  test("that is down keeps no page back, and is asked again the next time", async () => {
    let down = true;
    const findPerson = async () => {
      if (down) throw new Error("down");
      return ann;
    };
    const night = await nightOf({ book: byName, findPerson });
    const page = async () =>
      (await night.onCall.wanted([{ person: "Ann" }], { roles: {} }, ladder, start)).people[0]!.id;
    expect(await page()).toBe("ann@example.com");
    down = false;
    expect(await page()).toBe("ann");
  });

  test("that does not answer is waited for three seconds, and the page goes out", async () => {
    const night = await nightOf({ book: byName, findPerson: () => new Promise(() => undefined) });
    jest.useFakeTimers();
    let people: Person[] | undefined;
    const page = night.onCall.wanted([{ person: "Ann" }], { roles: {} }, ladder, start).then((found) => {
      people = found.people;
    });
    await jest.advanceTimersByTimeAsync(2_999);
    expect(people).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    await page;
    expect(people).toEqual([{ id: "ann@example.com", name: "Ann" }]);
  });
});

describe("the ladder of an incident", () => {
  const hours = { timeZone: "UTC", windows: [{ days: ["mon"] as const, from: "09:00", to: "17:00" }] };

  test("is of the roster that its words name, and of nobody where there is no roster", async () => {
    const night = await nightOf();
    expect(await night.onCall.ladderFor(given(), start)).toMatchObject({
      roster: "payments",
      policy: "payments (usual)",
    });
    const bare = await nightOf({ book: { ...book, rosters: [], schedules: [] } });
    expect(await bare.onCall.ladderFor(given(), start)).toEqual({ policy: "", steps: [], lastResort: [] });
  });

  test("says until when it waits, outside working hours", async () => {
    const night = await nightOf({ book: { ...book, rosters: [{ ...book.rosters[0]!, workingHours: hours }] } });
    expect((await night.onCall.ladderFor(givenOf(4), start)).waits).toEqual({
      severities: [4],
      until: "2026-03-30T09:00:00.000Z",
    });
    expect(await night.onCall.ladderFor(givenOf(4), new Date("2026-03-30T10:00:00Z"))).not.toHaveProperty("waits");
  });

  test("is climbed in the same append as the declaration, whatever the directory does", async () => {
    const byName = { ...book, people: [{ name: "Ann", teams: "ann@example.com" }, ...book.people.slice(1)] };
    const night = await nightOf({ book: byName, findPerson: () => Promise.reject(new Error("down")) });
    const { added } = await night.declare("INC-1");
    expect(added.map(({ fact }) => fact.type)).toEqual(["declared", "page opened", "paged", "page tried"]);
    const nobody = await nightOf({ book: { ...book, rosters: [], schedules: [] } });
    expect((await nobody.declare("INC-1")).added.map(({ fact }) => fact.type)).toEqual([
      "declared",
      "page opened",
      "alarm raised",
      "nobody to page",
    ]);
  });
});

test("somebody of Teams is known to the book by id or by address, and never by a name that others may have", async () => {
  const { onCall } = await nightOf();
  expect(await onCall.responder({ id: "ANN", name: "Annie" })).toMatchObject({ name: "Ann" });
  expect(await onCall.responder({ id: "x", name: "Robert", email: "BOB@example.com" })).toMatchObject({ name: "Bob" });
  expect(await onCall.responder({ id: "name:ann", name: "Ann" })).toMatchObject({ name: "Ann" });
  expect(await onCall.responder({ id: "x", name: "Ann" })).toBeUndefined();
});
