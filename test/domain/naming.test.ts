import { describe, expect, test } from "@jest/globals";
import { askForChannel, rename, teamOf } from "../../src/domain/incident/naming.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import { given } from "./given.ts";

const opened: Fact = {
  type: "channel opened",
  channel: { id: "19:1@thread.tacv2", serviceUrl: "https://teams.example" },
  name: "inc-1",
  webUrl: "https://teams.microsoft.com/l/channel/19%3A1/inc-1?groupId=11111111-2222-4333-8444-555555555555&tenantId=x",
};
const unavailable: Fact = { type: "channel unavailable", reason: "No consent.", instead: null };
const lost = { type: "channel lost", reason: "It was deleted in Teams." } as const satisfies Fact;

describe("a title", () => {
  test("is changed to another one that fits", () => {
    expect(rename(given(), "mail is late")).toEqual([
      { type: "renamed", from: "checkout is down", to: "mail is late" },
    ]);
    expect(given([1, { type: "renamed", from: "checkout is down", to: "mail is late" }]).title).toBe("mail is late");
    expect(rename(given(), "x".repeat(150))).toHaveLength(1);
  });

  test.each([
    ["nothing", "", "Say what it is called now"],
    ["a novel", "x".repeat(151), "at most 150 characters, and that is 151"],
    ["itself", "checkout is down", "called that already"],
  ])("is not changed to %s", (_, to, why) => {
    expect(() => rename(given(), to)).toThrow(why);
  });
});

describe("a channel", () => {
  test("is asked for where there is none, and not where there is one or soon will be", () => {
    expect(askForChannel(given([1, unavailable]))).toEqual([{ type: "channel asked" }]);
    expect(askForChannel(given([1, opened], [2, lost]))).toEqual([{ type: "channel asked" }]);
    expect(() => askForChannel(given())).toThrow("is being opened");
    expect(() => askForChannel(given([1, opened]))).toThrow("has its channel: inc-1");
    const closed = given([1, unavailable], [2, { type: "resolved", summary: "" }], [3, { type: "closed" }]);
    expect(() => askForChannel(closed)).toThrow("INC-1 is closed");
  });

  test("that is lost is no place any more, and one that comes takes its place", () => {
    expect(given([1, opened], [2, lost])).toMatchObject({ noChannel: { reason: lost.reason, instead: null } });
    expect(given([1, opened], [2, lost]).channel).toBeUndefined();
    expect(given([1, unavailable], [2, opened]).noChannel).toBeUndefined();
  });

  test("says in its address which team it is in", () => {
    expect(teamOf(given([1, opened]).channel!)).toBe("11111111-2222-4333-8444-555555555555");
    expect(teamOf({ webUrl: "nonsense" })).toBeUndefined();
  });
});
