import { describe, expect, test } from "@jest/globals";
import type { Book } from "../../src/domain/oncall/book.ts";
import { nextNotice, shiftChanges, testsDue, zoneOf } from "../../src/domain/oncall/notices.ts";
import type { Schedule } from "../../src/domain/oncall/schedule.ts";
import { book, fixed, payments, responder, roster, weekly } from "./book.ts";
import { ann, bob } from "./given.ts";

const at = (time: string) => new Date(time);
const changes = (of: Book, from: string, to: string) =>
  shiftChanges(of, at(from), at(to)).map(({ schedule, at: when, from: was, to: are }) =>
    [schedule, when.toISOString(), was.join(), are.join()].join(" "),
  );
const withSchedules = (...schedules: Schedule[]): Book => ({ ...book, schedules });

describe("changes of shifts", () => {
  const monday = "payments-primary 2026-03-30T08:00:00.000Z Ann Bob";

  test("are told from the beginning of a stretch of time until before its end", () => {
    expect(changes(book, "2026-03-30T08:00:00Z", "2026-03-30T08:00:01Z")).toEqual([monday]);
    expect(changes(book, "2026-03-30T07:00:00Z", "2026-03-30T08:00:00Z")).toEqual([]);
    expect(changes(book, "2026-03-30T08:00:00.001Z", "2026-04-06T08:00:00Z")).toEqual([]);
    expect(changes(book, "2026-03-30T08:00:00Z", "2026-03-30T08:00:00Z")).toEqual([]);
  });

  test("are told once, however time is cut", () => {
    const cut = ["2026-03-30T07:58:00Z", "2026-03-30T08:00:00Z", "2026-03-30T08:00:00.001Z", "2026-04-07T00:00:00Z"];
    const told = cut.slice(1).flatMap((to, index) => changes(book, cut[index]!, to));
    expect(told).toEqual(changes(book, cut[0]!, cut.at(-1)!));
    expect(told).toEqual([monday, "payments-primary 2026-04-06T08:00:00.000Z Bob Cat"]);
  });

  test("say until when it is, and nothing of schedules that nobody pages by", () => {
    expect(shiftChanges(book, at("2026-03-30T08:00:00Z"), at("2026-03-31T00:00:00Z"))).toMatchObject([
      { from: ["Ann"], to: ["Bob"], until: at("2026-04-06T08:00:00Z") },
    ]);
    expect(changes({ ...book, rosters: [] }, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).toEqual([]);
  });

  test("are none where a turn ends and the same person goes on", () => {
    const alone = {
      ...weekly,
      layers: [{ ...weekly.layers[0]!, rotation: { ...weekly.layers[0]!.rotation, participants: ["Ann"] } }],
    };
    expect(changes(withSchedules(alone), "2026-03-03T00:00:00Z", "2026-05-01T00:00:00Z")).toEqual([]);
  });

  test("come on the wall's hour on the night the clocks go forward, and once on the night they go back", () => {
    const rotation = { type: "daily", length: 1, start: "2026-03-01T01:30", participants: ["Ann", "Bob"] } as const;
    const nightly = withSchedules({ ...weekly, layers: [{ name: "nights", priority: 1, rotation }] });
    const times = (from: string, to: string) =>
      changes(nightly, from, to).map((told) => told.split(" ")[1]!.slice(5, 16));
    expect(times("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z")).toEqual([
      "03-28T01:30",
      "03-29T01:00",
      "03-30T00:30",
    ]);
    expect(times("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z")).toEqual([
      "10-24T00:30",
      expect.stringMatching(/^10-25T0[01]:30$/),
      "10-26T01:30",
    ]);
  });
});

describe("daily test pages", () => {
  const tested: Book = {
    ...book,
    people: [
      responder(ann, { timeZone: "Europe/London", dailyTest: "01:30" }),
      responder(bob, { timeZone: "Asia/Tokyo" }),
      responder({ id: "eve", name: "Eve" }),
    ],
    rosters: [{ ...payments, dailyTest: "10:00" }],
  };

  test("are due at the person's own time, else at the roster's, on the wall of whoever it is", () => {
    expect(testsDue(tested, at("2026-03-10T01:30:00Z"), at("2026-03-10T01:30:01Z"))).toEqual(["Ann"]);
    expect(testsDue(tested, at("2026-03-10T01:00:00Z"), at("2026-03-10T01:00:01Z"))).toEqual(["Bob"]);
    expect(testsDue(tested, at("2026-03-10T01:30:00.001Z"), at("2026-03-11T00:59:00Z"))).toEqual([]);
    expect(testsDue(tested, at("2026-03-10T00:00:00Z"), at("2026-03-10T01:30:00Z"))).toEqual(["Bob"]);
  });

  test.each([
    ["forward", "2026-03-28T00:00:00Z"],
    ["back", "2026-10-24T00:00:00Z"],
  ])("are due once a day, also where the clocks go %s at that very hour", (_, first) => {
    const begin = at(first).getTime();
    const rounds = Array.from({ length: 3 * 24 * 6 }, (__, index) => new Date(begin + index * 600_000));
    const due = rounds.flatMap((from) => testsDue(tested, from, new Date(from.getTime() + 600_000)));
    expect([due.filter((name) => name === "Ann").length, due.filter((name) => name === "Bob").length]).toEqual([3, 3]);
  });
});

describe("the next notice", () => {
  test("is a shift, or the day before one, whichever comes first", () => {
    expect(nextNotice(book, at("2026-03-29T07:59:59Z"))).toEqual(at("2026-03-29T08:00:00Z"));
    expect(nextNotice(book, at("2026-03-29T08:00:00Z"))).toEqual(at("2026-03-30T08:00:00Z"));
    expect(nextNotice(book, at("2026-03-30T08:00:00Z"))).toEqual(at("2026-04-05T08:00:00Z"));
  });

  test("is a test page where that is earlier, also on the night the clocks go forward", () => {
    const tested = { ...book, people: [responder(ann, { timeZone: "Europe/London", dailyTest: "01:30" })] };
    const next = nextNotice(tested, at("2026-03-28T23:00:00Z"))!;
    expect(testsDue(tested, next, new Date(next.getTime() + 1))).toEqual(["Ann"]);
    expect(next.toISOString()).toMatch(/^2026-03-29T01:/);
    expect(nextNotice(tested, next)).toEqual(at("2026-03-29T08:00:00Z"));
  });

  test("is none where nothing ever changes", () => {
    expect(
      nextNotice({ ...book, schedules: [fixed("payments-secondary", "Bob")] }, at("2026-03-29T00:00:00Z")),
    ).toBeUndefined();
  });
});

test("somebody lives where they say, else where their roster is, else nowhere in particular", () => {
  expect([zoneOf(book, { name: "Ann" }), zoneOf(book, { name: "Ann", timeZone: "Asia/Tokyo" })]).toEqual([
    "Europe/London",
    "Asia/Tokyo",
  ]);
  expect(zoneOf(book, { name: "Ann", timeZone: "Mars/Olympus" })).toBe("Europe/London");
  expect(zoneOf({ ...book, rosters: [roster("bare", { members: ["Ann"] })] }, { name: "Ann" })).toBe("UTC");
});
