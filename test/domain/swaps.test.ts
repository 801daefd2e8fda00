import { describe, expect, test } from "@jest/globals";
import { type Ask, handOver, needAnswerable, withOverride } from "../../src/domain/oncall/asks.ts";
import { dutyOf, rosterNow, stretchesOf } from "../../src/domain/oncall/duty.ts";
import { myName } from "../../src/domain/oncall/me.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { book, dan, payments, weekly } from "./book.ts";
import { ann, bob, cat } from "./given.ts";

const primary = (start: string, end: string) => ({ schedule: "payments-primary", start, end });
/** Ann's week and the one after it, Bob's. */
const [annsWeek, bobsWeek] = [
  primary("2026-03-23T09:00:00.000Z", "2026-03-30T08:00:00.000Z"),
  primary("2026-03-30T08:00:00.000Z", "2026-04-06T08:00:00.000Z"),
];
const ask = (more: Partial<Ask> = {}): Ask => ({
  id: "A1",
  kind: "swap",
  from: { name: "Ann", person: ann },
  to: { name: "Bob", person: bob },
  give: [annsWeek],
  take: [bobsWeek],
  because: "",
  askedAt: "2026-03-20T09:00:00Z",
  state: "asked",
  ...more,
});
const onCall = (of: typeof book, at: string) => whoIsOnCall(of.schedules[0]!, new Date(at)).join();

describe("a hand-over", () => {
  test("gives one stretch and takes the other, to the millisecond", () => {
    const swapped = handOver(book, ask(), "Bob");
    const around = ["2026-03-23T08:59:59.999Z", annsWeek.start, "2026-03-30T07:59:59.999Z", bobsWeek.start];
    const after = ["2026-04-06T07:59:59.999Z", bobsWeek.end];
    expect([...around, ...after].map((at) => onCall(swapped, at))).toEqual(["Cat", "Bob", "Bob", "Ann", "Ann", "Cat"]);
    expect(book.schedules[0]!.overrides).toEqual([]);
  });

  test("of a cover only gives, and stays with its instants when the rotation moves", () => {
    const cover = ask({ kind: "cover", take: [], give: [primary("2026-03-25T18:00:00Z", "2026-03-25T22:00:00Z")] });
    const covered = handOver(book, cover, "Cat");
    const evening = ["17:59", "18:00", "21:59", "22:00"].map((time) => onCall(covered, `2026-03-25T${time}:00Z`));
    expect(evening).toEqual(["Ann", "Cat", "Cat", "Ann"]);
    const { rotation } = weekly.layers[0]!;
    const moved = {
      ...covered.schedules[0]!,
      layers: [{ ...weekly.layers[0]!, rotation: { ...rotation, participants: ["Bob"] } }],
    };
    expect(whoIsOnCall(moved, new Date("2026-03-25T19:00:00Z"))).toEqual(["Bob"]);
  });

  test("in a schedule that is gone is refused", () => {
    const override = { mode: "add", user: "Ann", start: annsWeek.start, end: annsWeek.end } as const;
    expect(() => withOverride(book, "gone", override)).toThrow("There is no schedule “gone” any more.");
    expect(withOverride(book, "PAYMENTS-primary", override).schedules[0]!.overrides).toEqual([override]);
  });
});

describe("an ask may be answered", () => {
  test("by whom it was asked of, or by anybody where nobody was named", () => {
    expect(needAnswerable(ask(), " bob ")).toBeUndefined();
    const { to: _, ...anybody } = ask();
    expect(needAnswerable(anybody, "Dan")).toBeUndefined();
    expect(() => needAnswerable(ask(), "Cat")).toThrow("Bob was asked, not you.");
  });

  test("by somebody else than who asked, and once", () => {
    expect(() => needAnswerable(ask(), "ann")).toThrow("You asked for it yourself");
    expect(() => needAnswerable(ask({ state: "accepted", by: "Bob" }), "Bob")).toThrow("accepted already by Bob.");
    expect(() => needAnswerable(ask({ state: "declined" }), "Bob")).toThrow("That was declined already.");
  });
});

describe("duty", () => {
  test("says who is on call, until when, and who is next", () => {
    expect(dutyOf(book.schedules[0], new Date("2026-03-29T00:30:00Z"))).toEqual({
      now: ["Ann"],
      until: new Date("2026-03-30T08:00:00Z"),
      next: { onCall: ["Bob"], start: new Date("2026-03-30T08:00:00Z") },
    });
    expect(dutyOf(undefined, new Date(0))).toEqual({ now: [], until: undefined, next: undefined });
    expect(rosterNow(book, payments, new Date(annsWeek.start))).toMatchObject({
      rotations: [
        { name: "primary", now: ["Ann"] },
        { name: "secondary", now: ["Bob"], until: undefined, next: undefined },
      ],
      experts: [{ name: "Cat", topics: ["databases", "DNS"] }],
    });
  });

  test("of one person is told in stretches, which others beside them do not cut in two", () => {
    const within = [new Date("2026-03-23T09:00:00Z"), new Date("2026-04-13T08:00:00Z")] as const;
    expect(stretchesOf(book, "Ann", ...within)).toEqual([annsWeek]);
    const helped = withOverride(book, "payments-primary", {
      mode: "add",
      user: "Cat",
      start: "2026-03-25T00:00:00Z",
      end: "2026-03-26T00:00:00Z",
    });
    expect(stretchesOf(helped, "Ann", ...within)).toEqual([annsWeek]);
    expect(stretchesOf(book, "Bob", ...within)).toMatchObject([bobsWeek, { schedule: "payments-secondary" }]);
    expect(stretchesOf(book, "Dan", ...within)).toMatchObject([{ schedule: "web-primary" }]);
  });
});

test("whoever asks is known by id, and told what to do when they are not", () => {
  expect([myName(book, cat), myName(book, { ...dan, name: "Daniel" })]).toEqual(["Cat", "Dan"]);
  expect(() => myName(book, { id: "x", name: "Ann" })).toThrow("You are in no roster.");
});
