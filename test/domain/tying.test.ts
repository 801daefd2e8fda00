import { describe, expect, test } from "@jest/globals";
import { absorbed, carriedOver, partsOver, stillOpen } from "../../src/domain/incident/absorbing.ts";
import type { Entry, Fact, FactOf } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import { leaveParent, relate, tied } from "../../src/domain/incident/tying.ts";
import { ann, bob, cat, declared, iso } from "./given.ts";

/** An incident with these facts behind its declaration by Ann. */
function incident(id: string, ...facts: Fact[]): Live {
  const all = [{ ...declared, title: `trouble of ${id}` } as Fact, ...facts];
  const by = { kind: "person", person: ann } as const;
  return fold(
    id,
    all.map((fact, index): Entry => ({ number: index + 1, at: iso(index), by, from: "test", fact })),
  ) as Live;
}

const secret = { ...declared, confidential: true } as Fact;
const practised = { ...declared, drill: true } as Fact;
const other = (id: string, first: Fact): Live =>
  fold(id, [{ number: 1, at: iso(0), by: { kind: "person", person: ann }, from: "test", fact: first }]) as Live;
const over: Fact = { type: "resolved", summary: "" };
const merged = (into: string): FactOf<"merged"> => ({ type: "merged", into, title: "x" });
const action = (number: number, carried?: { from: string; action: number }): Fact => ({
  type: "action opened",
  action: number,
  text: `task ${number}`,
  owner: bob,
  dueAt: iso(30),
  ...(carried === undefined ? {} : { carried }),
});

describe("a tie", () => {
  test("says the other's title as it is now, and where it is worked on", () => {
    const [nine, seven] = [incident("INC-9"), incident("INC-7", channel)];
    expect(relate(nine, seven)).toEqual({ type: "related", to: "INC-7", title: "trouble of INC-7" });
    const into = { type: "merged", into: "INC-7", title: "trouble of INC-7", url: "https://teams.example/7" };
    expect(tied("merged", nine, seven)).toEqual(into);
    expect(tied("duplicate", nine, seven)).toEqual({ ...into, duplicate: true });
    expect(tied("part", nine, seven)).toEqual({ type: "parent set", parent: "INC-7", title: "trouble of INC-7" });
  });

  test.each(["merged", "duplicate", "part"] as const)("%s is not of an incident with itself", (kind) => {
    const nine = incident("INC-9");
    expect(() => tied(kind, nine, nine)).toThrow("That is INC-9 itself");
    expect(() => relate(nine, nine)).toThrow("That is INC-9 itself");
  });

  test.each(["merged", "duplicate", "part"] as const)(
    "%s joins no drill with the real thing, and nothing confidential with what is not",
    (kind) => {
      expect(() => tied(kind, incident("INC-9"), other("INC-7", practised))).toThrow("is a drill");
      expect(() => tied(kind, other("INC-7", practised), incident("INC-9"))).toThrow("is a drill");
      expect(() => tied(kind, incident("INC-9"), other("INC-7", secret))).toThrow("is confidential");
      expect(() => relate(other("INC-7", secret), incident("INC-9"))).toThrow("is confidential");
    },
  );

  test("is not made twice, nor with what has gone on elsewhere", () => {
    const [seven, gone] = [incident("INC-7"), incident("INC-9", merged("INC-3"))];
    expect(() => relate(incident("INC-9", { type: "related", to: "INC-7", title: "" }), seven)).toThrow("already");
    expect(() => tied("part", incident("INC-9", { type: "parent set", parent: "INC-7", title: "" }), seven)).toThrow(
      "already",
    );
    for (const kind of ["merged", "duplicate", "part"] as const) {
      expect(() => tied(kind, gone, seven)).toThrow("INC-9 is merged into INC-3 already: name that one");
      expect(() => tied(kind, seven, gone)).toThrow("INC-9 is merged into INC-3 already: name that one");
    }
    expect(() => relate(seven, gone)).toThrow("INC-9 is merged into INC-3 already");
  });

  test("merges no closed incident, and none into one that is not open", () => {
    expect(() => tied("merged", incident("INC-9", over, { type: "closed" }), incident("INC-7"))).toThrow(
      "INC-9 is closed: there is nothing of it to go on. Say `reopen INC-9` first.",
    );
    expect(() => tied("merged", incident("INC-9"), incident("INC-7", over))).toThrow("INC-7 is resolved");
    expect(tied("merged", incident("INC-9", over), incident("INC-7"))).toMatchObject({ into: "INC-7" });
  });

  test("has a most", () => {
    const many = (make: (id: string) => Fact, count: number) =>
      incident("INC-7", ...Array.from({ length: count }, (_, index) => make(`INC-${100 + index}`)));
    const nine = incident("INC-9");
    expect(() =>
      tied(
        "part",
        nine,
        many((child) => ({ type: "child added", child, title: "" }), 50),
      ),
    ).toThrow("most");
    expect(() =>
      relate(
        nine,
        many((to) => ({ type: "related", to, title: "" }), 50),
      ),
    ).toThrow("most");
    expect(() =>
      tied(
        "merged",
        nine,
        many((from) => ({ type: "absorbed", from, title: "" }), 100),
      ),
    ).toThrow("most");
  });

  test("to a parent is given up only where there is one", () => {
    expect(() => leaveParent(incident("INC-9"))).toThrow("no part");
    const part = incident("INC-9", { type: "parent set", parent: "INC-7", title: "x" });
    expect(leaveParent(part)).toEqual([{ type: "parent left", parent: "INC-7", title: "x" }]);
    expect(
      incident("INC-9", { type: "parent set", parent: "INC-7", title: "x" }, ...leaveParent(part)).kin.parent,
    ).toBe(undefined);
  });
});

const channel: Fact = {
  type: "channel opened",
  channel: { id: "19:7@thread.tacv2", serviceUrl: "https://teams.example" },
  name: "inc-7",
  webUrl: "https://teams.example/7",
};

describe("an incident that goes on as another", () => {
  test("is over, for good reason, until it is reopened", () => {
    const gone = incident("INC-9", merged("INC-7"));
    expect(gone).toMatchObject({
      status: "closed",
      summary: "It goes on as INC-7.",
      kin: { mergedInto: { id: "INC-7" } },
    });
    const back = incident("INC-9", merged("INC-7"), { type: "reopened", because: "" });
    expect(back.status).toBe("open");
    expect(back.kin.mergedInto).toBeUndefined();
  });

  test("hands its open actions on with owner, text and time, each once, numbered as the other one numbers", () => {
    const loser = incident("INC-9", action(1), action(2), { type: "action done", action: 1, result: "" });
    const winner = incident("INC-7", action(1));
    const carried = { from: "INC-9", action: 2 };
    const opened = { type: "action opened", action: 2, text: "task 2", owner: bob, dueAt: iso(30), carried };
    expect(carriedOver(winner, loser)).toEqual([opened]);
    expect(carriedOver(incident("INC-7", action(1), opened as Fact), loser)).toEqual([]);
    // It comes from where it began, however often it was handed on.
    const further = carriedOver(incident("INC-3"), incident("INC-7", action(1), opened as Fact));
    expect(further).toMatchObject([{ carried: { from: "INC-7", action: 1 } }, { carried }]);
  });

  test("hands on so many at a time as one append holds", () => {
    const loser = incident("INC-9", ...Array.from({ length: 50 }, (_, index) => action(index + 1)));
    const first = carriedOver(incident("INC-7"), loser);
    expect(first).toHaveLength(40);
    expect(carriedOver(incident("INC-7", ...first), loser)).toHaveLength(10);
  });

  test("has those told who know of it, and not of the other one yet", () => {
    const loser = incident(
      "INC-9",
      { type: "aware", person: bob, how: "spoke" },
      { type: "aware", person: cat, how: "saw" },
    );
    const winner = other("INC-7", declared);
    expect(absorbed(winner, loser, merged("INC-7"))).toEqual([
      { type: "absorbed", from: "INC-9", title: "trouble of INC-9", aware: [bob, cat] },
    ]);
    expect(absorbed(incident("INC-7", { type: "absorbed", from: "INC-9", title: "" }), loser, merged("INC-7"))).toEqual(
      [],
    );
  });
});

describe("the parts of an incident", () => {
  const whole = incident(
    "INC-7",
    { type: "child added", child: "INC-8", title: "a" },
    { type: "child added", child: "INC-9", title: "b" },
  );

  test("that go on are named", () => {
    expect(stillOpen([incident("INC-8", over), incident("INC-9")])).toEqual([
      { id: "INC-9", title: "trouble of INC-9" },
    ]);
  });

  test("are all over once, and once more when one was reopened in between", () => {
    const both = [incident("INC-8", over), incident("INC-9", over)];
    const [told] = partsOver(whole, both);
    expect(told).toMatchObject({ type: "parts told", open: [], over: [{ id: "INC-8" }, { id: "INC-9" }] });
    expect(partsOver(whole, [both[0]!, incident("INC-9")])).toEqual([]);
    expect(partsOver(whole, [both[0]!])).toEqual([]);
    const said = incident(
      "INC-7",
      { type: "child added", child: "INC-8", title: "a" },
      { type: "child added", child: "INC-9", title: "b" },
      told!,
    );
    expect(partsOver(said, both)).toEqual([]);
    const again = incident("INC-9", over, { type: "reopened", because: "" }, over);
    expect(partsOver(said, [both[0]!, again])).toHaveLength(1);
    expect(partsOver(incident("INC-7", over), both)).toEqual([]);
  });
});
