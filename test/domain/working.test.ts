import { describe, expect, test } from "@jest/globals";
import { nextDeadline, whatIsDue } from "../../src/domain/escalation/due.ts";
import {
  acknowledgeAction,
  dropAction,
  extendAction,
  finishAction,
  openAction,
} from "../../src/domain/incident/acting.ts";
import { decide, object, propose, withdraw } from "../../src/domain/incident/deciding.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import { acked, ann, bob, cat, factDue, given, iso, minutes, opened, pagesOnly } from "./given.ts";

/** Nobody is owed an update before that. */
const never = minutes(1e6);
/** Nobody is paged: what is due is due of the work alone. */
const calm = [
  [0, opened()],
  [0, acked(ann)],
] as const;
const action = (number: number, owner = bob, dueAt?: string): Fact => ({
  type: "action opened",
  action: number,
  text: "restart the pool",
  owner,
  ...(dueAt === undefined ? {} : { dueAt }),
});
const proposed = (number = 1): Fact => ({ type: "proposed", proposal: number, text: "fail over", closesAt: iso(13) });
const commanded = [1, { type: "role assigned", role: "commander", person: ann }] as const;

describe("an action", () => {
  test("has one owner, a number and a time box, and whoever takes it for themselves has acknowledged it", () => {
    const asked = { owner: bob, text: "restart the pool", minutes: 10 };
    expect(openAction(given(), asked, ann, minutes(5))).toEqual([action(1, bob, iso(15))]);
    expect(openAction(given([1, action(1)]), { ...asked, minutes: undefined }, bob, minutes(5))).toEqual([
      action(2),
      { type: "action acknowledged", action: 2 },
    ]);
  });

  test("is asked about when its time is up, three times at most, and not once it is done or has more time", () => {
    const open = given(...calm, [1, action(1, bob, iso(11))]);
    expect(nextDeadline(open, pagesOnly)).toEqual(minutes(11));
    const asked: Fact = { type: "action asked", action: 1 };
    expect(whatIsDue(open, pagesOnly, minutes(11))).toEqual([factDue(asked)]);
    const once = given(...calm, [1, action(1, bob, iso(11))], [11, asked]);
    expect(nextDeadline(once, pagesOnly)).toEqual(minutes(16));
    const thrice = given(...calm, [1, action(1, bob, iso(11))], [11, asked], [16, asked], [21, asked]);
    expect(nextDeadline(thrice, pagesOnly)).toEqual(never);
    const longer: Fact = { type: "action extended", action: 1, dueAt: iso(40) };
    expect(nextDeadline(given(...calm, [1, action(1, bob, iso(11))], [11, asked], [12, longer]), pagesOnly)).toEqual(
      minutes(40),
    );
    const done: Fact = { type: "action done", action: 1, result: "up again" };
    expect(nextDeadline(given(...calm, [1, action(1, bob, iso(11))], [9, done]), pagesOnly)).toEqual(never);
  });

  test("is meant without its number where somebody has just one", () => {
    const two = given([1, action(1)], [1, action(2, cat)]);
    expect(finishAction(two, undefined, "up", bob)).toEqual([{ type: "action done", action: 1, result: "up" }]);
    expect(() => finishAction(two, undefined, "up", ann)).toThrow("no open action");
    const more = given([1, action(1)], [1, action(2)]);
    expect(() => dropAction(more, undefined, "", bob)).toThrow("Which? You have 1, 2");
    expect(dropAction(more, 2, "no help", ann)).toEqual([{ type: "action dropped", action: 2, because: "no help" }]);
    expect(() => dropAction(more, 7, "", bob)).toThrow("no action 7");
  });

  test("is acknowledged by its owner, once, and not when it is over", () => {
    const open = given([1, action(1)]);
    expect(acknowledgeAction(open, 1, bob)).toEqual([{ type: "action acknowledged", action: 1 }]);
    expect(() => acknowledgeAction(open, 1, cat)).toThrow("Action 1 is Bob's");
    const heard = given([1, action(1)], [2, { type: "action acknowledged", action: 1 }]);
    expect(() => acknowledgeAction(heard, 1, bob)).toThrow("already");
    const done = given([1, action(1)], [2, { type: "action done", action: 1, result: "" }]);
    expect(() => extendAction(done, 1, 10, bob, minutes(3))).toThrow("done already");
  });
});

describe("a proposal", () => {
  test("is decided by time alone when nobody objects", () => {
    expect(propose(given(), "fail over", pagesOnly, minutes(10))).toEqual([proposed()]);
    const open = given(...calm, [10, proposed()]);
    const settled: Fact = { type: "proposal settled", proposal: 1, outcome: "decided", because: "" };
    expect(whatIsDue(open, pagesOnly, minutes(12))).toEqual([]);
    expect(whatIsDue(open, pagesOnly, minutes(13))).toEqual([factDue(settled)]);
    expect(given(...calm, [10, proposed()], [13, settled]).work.decisions).toMatchObject([
      { text: "fail over", proposal: 1 },
    ]);
  });

  test("with objections waits for whoever commands", () => {
    const objected: Fact = { type: "objected", proposal: 1, because: "the replica is behind" };
    expect(object(given([10, proposed()]), undefined, "the replica is behind")).toEqual([objected]);
    const against = given(...calm, commanded, [10, proposed()], [11, objected]);
    expect(whatIsDue(against, pagesOnly, minutes(13))).toEqual([factDue({ type: "proposal waiting", proposal: 1 })]);
    expect(() => decide(against, 1, "", bob)).toThrow("Ann decides");
    expect(decide(against, 1, "it is worse", ann)).toEqual([
      { type: "proposal settled", proposal: 1, outcome: "decided", because: "it is worse" },
    ]);
    const waiting = given(
      ...calm,
      commanded,
      [10, proposed()],
      [11, objected],
      [13, { type: "proposal waiting", proposal: 1 }],
    );
    expect(nextDeadline(waiting, pagesOnly)).toEqual(never);
  });

  test("can be withdrawn by whoever proposed it or commands, and not twice", () => {
    const open = given(commanded, [10, proposed()]);
    expect(() => withdraw(open, 1, "", cat)).toThrow("not yours");
    const withdrawn: Fact = { type: "proposal settled", proposal: 1, outcome: "withdrawn", because: "" };
    expect(withdraw(open, undefined, "", ann)).toEqual([withdrawn]);
    const gone = given(commanded, [10, proposed()], [11, withdrawn]);
    expect(gone.work.decisions).toEqual([]);
    expect(() => decide(gone, 1, "", ann)).toThrow("withdrawn already");
    expect(() => decide(gone, undefined, "", ann)).toThrow("No proposal of INC-1 is open");
  });
});
