import { describe, expect, test } from "@jest/globals";
import { close, reopen, resolve } from "../../src/domain/incident/ending.ts";
import { acknowledge, decline, escalate } from "../../src/domain/incident/paging.ts";
import { answerOffer, assignRole, offerCommand, stepDown } from "../../src/domain/incident/roles.ts";
import type { Person } from "../../src/domain/people.ts";
import { standardPractice } from "../../src/domain/practice.ts";
import { decideStatus, isOpen, type StatusFact } from "../../src/domain/status/statuspage.ts";
import { handRunIncidents } from "../../src/domain/status/public.ts";
import { acked, ann, bob, cat, given, givenOf, minutes, opened, paged, pagedOn } from "./given.ts";

const commanded = [1, { type: "role assigned", role: "commander", person: ann }] as const;
const offered = [2, { type: "handover offered", to: cat }] as const;
const pagedAnn = [
  [0, opened()],
  [0, paged(0, ann)],
] as const;
/** Bob is wanted as well, by somebody who asked for him. */
const pagedBob = [...pagedAnn, [1, opened(2)], [1, pagedOn(2, 0, bob)]] as const;
const over = [2, { type: "resolved", summary: "rolled back" }] as const;

const { roles } = standardPractice;
const definition = (role: string) => roles.find((each) => each.role === role)!;
const [commander, scribe, expert] = [definition("commander"), definition("scribe"), definition("expert")];
const has = (role: string, person: Person, title: string) => ({ type: "role assigned", role, person, title }) as const;
const command = (person: Person) => has("commander", person, "incident commander");

describe("roles", () => {
  test("command is taken, and answers the page of whoever was paged", () => {
    expect(assignRole(given(), commander, bob)).toEqual([command(bob)]);
    expect(assignRole(given(...pagedAnn), commander, ann)).toEqual([
      command(ann),
      { type: "acknowledged", person: ann },
    ]);
  });

  test("only the commander offers command, and nothing changes before it is accepted", () => {
    expect(() => offerCommand(given(commanded), commander, bob, cat)).toThrow("Ann commands INC-1");
    expect(() => offerCommand(given(commanded), commander, ann, ann)).toThrow("You have command already");
    expect(offerCommand(given(commanded), commander, ann, cat)).toEqual([{ type: "handover offered", to: cat }]);
    expect(offerCommand(given(), commander, bob, cat)).toEqual([command(cat)]);
    expect(given(commanded, offered).roles["commander"]).toEqual(ann);
  });

  test("only whoever was asked accepts or declines, and command never reverts by itself", () => {
    const asked = given(commanded, offered);
    expect(() => answerOffer(asked, commander, bob, { accept: true })).toThrow("offered to Cat");
    expect(() => answerOffer(given(commanded), commander, cat, { accept: true })).toThrow("offered to nobody");
    expect(answerOffer(asked, commander, cat, { accept: true })).toEqual([command(cat)]);
    expect(answerOffer(asked, commander, cat, { accept: false, because: "off" })).toEqual([
      { type: "handover declined", to: cat, because: "off" },
    ]);
    const taken = given(commanded, offered, [3, command(cat)]);
    expect([taken.roles["commander"], taken.handover]).toEqual([cat, undefined]);
    const declined = given(commanded, offered, [3, { type: "handover declined", to: cat, because: "" }]);
    expect([declined.roles["commander"], declined.handover]).toEqual([ann, undefined]);
    const overtaken = given(commanded, offered, [3, command(bob)]);
    expect(() => answerOffer(overtaken, commander, cat, { accept: true })).toThrow("offered to nobody");
  });

  test("several people may be experts at once, and one person may have several roles", () => {
    const both = given(
      commanded,
      [2, { ...has("expert", ann, "subject matter expert"), several: true }],
      [2, { ...has("expert", bob, "subject matter expert"), several: true }],
    );
    expect(both.crew.map(({ person }) => person)).toEqual([ann, bob]);
    expect(both.roles["commander"]).toEqual(ann);
    expect(() => assignRole(both, expert, bob)).toThrow("already");
    expect(stepDown(both, ann, undefined).map((fact) => "role" in fact && fact.role)).toEqual(["commander", "expert"]);
  });

  test("whoever has a role is not given it again, and whoever has none has nothing to give back", () => {
    expect(() => assignRole(given(commanded), commander, ann)).toThrow("already");
    expect(() => stepDown(given(commanded), bob, undefined)).toThrow("no role");
    expect(() => stepDown(given(commanded), ann, scribe)).toThrow("not the scribe");
    expect(stepDown(given(commanded), ann, undefined)).toEqual([
      { type: "role released", role: "commander", person: ann },
    ]);
  });

  test("there are no roles in what is over", () => {
    expect(() => assignRole(given(over), scribe, ann)).toThrow("reopen");
  });
});

describe("answering a page", () => {
  const annIsOnIt = given(...pagedAnn, [1, acked(ann)]);

  test("once is enough", () => {
    expect(acknowledge(given(...pagedAnn), bob)).toEqual([acked(bob)]);
    expect(() => acknowledge(annIsOnIt, ann)).toThrow("You have acknowledged INC-1 already.");
    expect(() => acknowledge(annIsOnIt, bob)).toThrow("Ann has acknowledged INC-1 already.");
  });

  test("answers every page that waits for whoever answers, and where none does, the first", () => {
    expect(acknowledge(given(...pagedBob), bob)).toEqual([acked(bob, 2)]);
    expect(acknowledge(given(...pagedBob), ann)).toEqual([acked(ann)]);
    expect(acknowledge(given(...pagedBob), cat)).toEqual([acked(cat)]);
    expect(acknowledge(given(...pagedBob, [2, paged(1, bob)]), bob)).toEqual([acked(bob), acked(bob, 2)]);
    expect(acknowledge(given(...pagedBob, [2, acked(ann)]), cat)).toEqual([acked(cat, 2)]);
  });

  test("answers the page that is named, and says by which means", () => {
    expect(acknowledge(given(...pagedBob), ann, { page: 2 })).toEqual([acked(ann, 2)]);
    expect(acknowledge(given(...pagedBob), bob, { page: 1, means: "sms" })).toEqual([{ ...acked(bob), means: "sms" }]);
    expect(() => acknowledge(given(...pagedBob), ann, { page: 3 })).toThrow("INC-1 has no such page.");
    expect(() => acknowledge(given(...pagedBob, [2, acked(bob, 2)]), ann, { page: 2 })).toThrow("Bob has acknowledged");
  });

  test("only somebody who is waited for cannot come", () => {
    const declined = { type: "declined", person: ann } as const;
    expect(decline(given(...pagedAnn), ann)).toEqual([declined]);
    expect(() => decline(given(...pagedAnn), bob)).toThrow("Nobody waits for you on INC-1.");
    expect(() => decline(given(...pagedAnn, [1, declined]), ann)).toThrow("Nobody waits for you");
    expect(() => decline(annIsOnIt, bob)).toThrow("Ann is on INC-1; nobody waits for you.");
    expect(() => decline(given(...pagedAnn, [5, paged(1, bob)]), ann)).toThrow("Nobody waits for you");
  });

  test("whoever cannot come cannot come to the page that is named, or to all that wait for them", () => {
    const both = given(...pagedBob, [2, paged(1, bob)]);
    const declined = { type: "declined", person: bob } as const;
    expect(decline(both, bob)).toEqual([declined, { ...declined, page: 2 }]);
    expect(decline(both, bob, 2)).toEqual([{ ...declined, page: 2 }]);
    expect(() => decline(both, ann, 2)).toThrow("Nobody waits for you");
  });

  test("a page that is there is escalated, answered or not, and nothing that is over", () => {
    expect(escalate(annIsOnIt)).toEqual([{ type: "escalated" }]);
    expect(escalate(given(...pagedBob), 2)).toEqual([{ type: "escalated", page: 2 }]);
    expect(() => escalate(given(...pagedAnn), 2)).toThrow("INC-1 has no page 2.");
    expect(() => escalate(given(...pagedAnn, over))).toThrow("reopen");
    expect(() => acknowledge(given(...pagedAnn, over), ann)).toThrow("reopen");
    expect(() => decline(given(...pagedAnn, over), ann)).toThrow("reopen");
  });
});

test("an end has an order: resolved, then closed, and back", () => {
  expect(() => close(given())).toThrow("still open");
  expect(resolve(given(), "done")).toEqual([{ type: "resolved", summary: "done" }]);
  expect(() => resolve(given(over), "again")).toThrow("resolved already");
  expect(close(givenOf(3, over))).toEqual([{ type: "closed" }]);
  expect(() => reopen(given(), "")).toThrow("is open");
  expect(given(over, [3, { type: "reopened", because: "" }])).toMatchObject({ status: "open" });
  expect(given(over, [3, { type: "reopened", because: "" }])).not.toHaveProperty("resolvedAt");
});

describe("the status page by hand", () => {
  const entry = (fact: StatusFact, number: number) => ({
    number,
    at: minutes(number).toISOString(),
    by: { kind: "muster" } as const,
    from: "test",
    fact,
  });
  const history = (["opened", "updated", "closed", "opened"] as const).map((type, index) =>
    entry({ type, text: `${type} ${index}` }, index + 1),
  );

  test("has one incident at a time, in the words of the talk", () => {
    expect(() => decideStatus(true, { type: "opened", text: "" })).toThrow("There's already an incident open.");
    expect(() => decideStatus(false, { type: "updated", text: "" })).toThrow("There is no open incident right now.");
    expect(() => decideStatus(false, { type: "closed", text: "" })).toThrow("There is no open incident right now.");
    expect([0, 1, 2, 3, 4].map((length) => isOpen(history.slice(0, length)))).toEqual([false, true, true, false, true]);
  });

  test("keeps each from its opening to its closing", () => {
    expect(handRunIncidents(history)).toMatchObject([
      {
        title: "opened 0",
        state: "resolved",
        statements: [{ kind: "opened" }, { kind: "update" }, { kind: "closed" }],
      },
      { title: "opened 3", state: "open", statements: [{ kind: "opened" }] },
    ]);
  });
});
