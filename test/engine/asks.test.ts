import { describe, expect, test } from "@jest/globals";
import type { Ask } from "../../src/domain/oncall/asks.ts";
import type { Person } from "../../src/domain/people.ts";
import { latestChanges, openBook } from "../../src/engine/book.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import { dan } from "../domain/book.ts";
import { ann, bob, cat } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

const evening = { schedule: "payments-primary", start: "2026-03-29T18:00:00.000Z", end: "2026-03-29T22:00:00.000Z" };
const nextWeek = { ...evening, start: "2026-04-01T18:00:00.000Z", end: "2026-04-01T22:00:00.000Z" };
const asking = (night: Night, who: Person, cause: string) => ({ cause, who, from: "teams chat", now: night.now() });

/** Ann asks whoever it is for her evening. */
const cover = (night: Night): Promise<Ask> =>
  night.asks.open(
    asking(night, ann, "ask 1"),
    { kind: "cover", from: { name: "Ann", person: ann }, give: [evening], take: [], because: "a concert" },
    ["Bob", "Cat"],
  );
const swap = (night: Night): Promise<Ask> =>
  night.asks.open(
    asking(night, ann, "ask 2"),
    {
      kind: "swap",
      from: { name: "Ann", person: ann },
      to: { name: "Bob", person: bob },
      give: [evening],
      take: [nextWeek],
      because: "",
    },
    ["Bob"],
  );
const overrides = async ({ documents }: Night) =>
  (await openBook(documents)).book.schedules.flatMap((each) => each.overrides);

describe("an ask", () => {
  test("is told to whom it may concern, once for each cause", async () => {
    const night = await nightOf();
    const [first, again] = [await cover(night), await cover(night)];
    await night.settled();
    expect([first.id, again]).toEqual(["A1", first]);
    expect([ann, bob, cat].map((person) => night.readBy(person).length)).toEqual([0, 1, 1]);
    expect((await swap(night)).id).toBe("A2");
    expect(await overrides(night)).toEqual([]);
  });

  test("that is accepted is in the book as overrides, and both have letters that say so", async () => {
    const night = await nightOf();
    await incidentList(night.documents).put({
      id: "INC-1",
      status: "open",
      severity: 1,
      title: "checkout is down",
      declaredAt: night.now().toISOString(),
    });
    const { id } = await swap(night);
    await night.settled();
    expect(await night.asks.answer(asking(night, bob, "press 1"), id, "accepted")).toMatchObject({
      state: "accepted",
      by: "Bob",
    });
    await night.settled();
    expect(await overrides(night)).toEqual([
      { mode: "replace", user: "Bob", replaces: "Ann", start: evening.start, end: evening.end },
      { mode: "replace", user: "Ann", replaces: "Bob", start: nextWeek.start, end: nextWeek.end },
    ]);
    expect((await latestChanges(night.documents, 1))[0]).toMatchObject({ by: { person: bob }, from: "teams chat" });
    expect(night.readBy(ann)).toEqual([
      expect.stringMatching(/Bob is on call instead of Ann.*\n\nAnn is on call instead of Bob.*INC-1/s),
    ]);
    expect(night.readBy(bob)).toEqual([expect.any(String), expect.stringContaining("Bob is on call instead of Ann")]);
    expect(night.chat.posts[0]).toMatchObject({ conversation: "personal bob", versions: 2 });
  });

  test("that two take at once is one's, and the other hears whose", async () => {
    const night = await nightOf();
    const { id } = await cover(night);
    const answers = await Promise.allSettled(
      [bob, cat].map((who) => night.asks.answer(asking(night, who, `press ${who.id}`), id, "accepted")),
    );
    await night.settled();
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = answers[0]!.status === "fulfilled" ? bob : cat;
    const loser = winner === bob ? cat : bob;
    expect(answers.find((each) => each.status === "rejected")?.reason).toMatchObject({
      message: `That was accepted already by ${winner.name}.`,
    });
    expect(await overrides(night)).toMatchObject([{ user: winner.name, replaces: "Ann" }]);
    expect([ann, winner, loser].map((person) => night.readBy(person).length)).toEqual([1, 2, 1]);
  });

  test("that is turned down changes nothing, and whoever asked hears of it", async () => {
    const night = await nightOf();
    const { id } = await swap(night);
    await night.asks.answer(asking(night, bob, "press 1"), id, "declined");
    await night.settled();
    expect([await overrides(night), night.readBy(ann)]).toEqual([[], ["Bob cannot: Ann stays on call as planned."]]);
    await expect(night.asks.answer(asking(night, bob, "press 2"), id, "accepted")).rejects.toThrow(
      "declined already by Bob",
    );
  });

  test("answered again by the same request is answered, and told once", async () => {
    const night = await nightOf();
    const { id } = await swap(night);
    const press = () => night.asks.answer(asking(night, bob, "press 1"), id, "accepted");
    expect(await press()).toEqual(await press());
    await night.settled();
    expect([(await overrides(night)).length, night.readBy(ann).length]).toEqual([2, 1]);
  });

  test("is answered by nobody who may not, and none that is not there", async () => {
    const night = await nightOf();
    const { id } = await swap(night);
    const press = (who: Person, of = id) => night.asks.answer(asking(night, who, `press ${who.id}`), of, "accepted");
    await expect(press(ann)).rejects.toThrow("somebody else has to take it");
    await expect(press(cat)).rejects.toThrow("Bob was asked, not you.");
    await expect(press({ id: "eve", name: "Bob" })).rejects.toThrow("You are in no roster.");
    await expect(press(bob, "A99")).rejects.toThrow("Nobody asks for that any more.");
    expect(await overrides(night)).toEqual([]);
  });

  test("keeps a change of the book that came in between", async () => {
    const night = await nightOf();
    const { id } = await cover(night);
    const second = await night.asks.open(
      asking(night, dan, "ask 3"),
      {
        kind: "cover",
        from: { name: "Dan", person: dan },
        give: [{ ...evening, schedule: "web-primary" }],
        take: [],
        because: "",
      },
      ["Cat"],
    );
    await Promise.all([
      night.asks.answer(asking(night, bob, "press 1"), id, "accepted"),
      night.asks.answer(asking(night, cat, "press 2"), second.id, "accepted"),
    ]);
    expect((await overrides(night)).map(({ user, replaces }) => `${user} for ${replaces}`).sort()).toEqual([
      "Bob for Ann",
      "Cat for Dan",
    ]);
  });
});
