/** The three-way rule of work items: what we wished last, what we wish now, what somebody changed meanwhile. */
import { describe, expect, test } from "@jest/globals";
import type { Edit } from "../../src/domain/work-item/edit.ts";
import {
  afterEdit,
  afterStroke,
  attempted,
  type KeptItem,
  newItem,
  strokeFor,
} from "../../src/domain/work-item/kept.ts";
import { type Acts, pictureOf, type WorkItemPicture } from "../../src/domain/work-item/picture.ts";
import { ann, bob, given, iso } from "./given.ts";

const around = { mark: "", lines: [], links: [] };
const picture: WorkItemPicture = pictureOf(given(), around);
const known = newItem({ id: 7, url: "https://boards/7", rev: 3 }, picture, 1);
const wish = (more: Partial<WorkItemPicture> = {}, acts: Acts = {}, comment: string[] = []) => ({
  picture: { ...picture, ...more },
  acts,
  comment,
  upTo: 9,
});
const edited = (minute: number, ...fields: [field: string, part: keyof WorkItemPicture][]): Edit => ({
  rev: 4,
  at: iso(minute),
  by: { name: "Lee" },
  changes: fields.map(([field, part]) => ({ field, name: field, part, from: "a", to: "b" })),
});

describe("what is to be written", () => {
  test("is nothing where nothing is different and there is nothing to say", () => {
    expect(strokeFor(known, wish())).toBeUndefined();
    expect(strokeFor(known, wish({ assignedTo: null }))).toBeUndefined();
  });

  test("is what is different from what was wished last, at the revision that is known", () => {
    expect(strokeFor(known, wish({ severity: 2, state: "acknowledged" }, {}, ["said"]))).toEqual({
      rev: 3,
      parts: { severity: 2, state: "acknowledged" },
      leave: [],
      comment: ["said"],
      said: 9,
      now: "acknowledged",
    });
  });

  test("is not somebody whose address became known meanwhile", () => {
    const kept = newItem({ id: 7, url: "", rev: 1 }, { ...picture, assignedTo: ann }, 1);
    expect(strokeFor(kept, wish({ assignedTo: { ...ann, email: "ann@example.org" } }))).toBeUndefined();
    expect(strokeFor(kept, wish({ assignedTo: bob }))?.parts).toEqual({ assignedTo: bob });
  });
});

describe("a field that somebody changed", () => {
  const kept = afterEdit(known, edited(10, ["System.State", "state"]));

  test("stays theirs while only time moves our wish, and what we wished is remembered", () => {
    const stroke = strokeFor(kept, wish({ state: "escalated" }))!;
    expect([stroke.rev, stroke.leave]).toEqual([4, ["System.State"]]);
    const after = afterStroke(kept, stroke, 5);
    expect(Object.keys(after.theirs)).toEqual(["System.State"]);
    expect(strokeFor(after, wish({ state: "escalated" }))).toBeUndefined();
  });

  test("stays theirs when a person did something before them", () => {
    expect(strokeFor(kept, wish({ state: "acknowledged" }, { state: iso(9) }))?.leave).toEqual(["System.State"]);
    expect(strokeFor(kept, wish({ state: "acknowledged" }, { state: iso(10) }))?.leave).toEqual(["System.State"]);
  });

  test("is ours again when a person does the same thing in Teams later", () => {
    const stroke = strokeFor(kept, wish({ state: "acknowledged" }, { state: iso(11) }))!;
    expect(stroke.leave).toEqual([]);
    expect(afterStroke(kept, stroke, 5).theirs).toEqual({});
  });

  test("keeps no other field from being written", () => {
    const stroke = strokeFor(kept, wish({ severity: 2 }))!;
    expect(stroke.parts).toEqual({ severity: 2 });
    expect(Object.keys(afterStroke(kept, stroke, 5).theirs)).toEqual(["System.State"]);
  });

  test("is one of several that a part goes into, and the others are written", () => {
    const two = afterEdit(known, edited(10, ["Severity", "severity"]));
    expect(strokeFor(two, wish({ severity: 3 }))).toMatchObject({ parts: { severity: 3 }, leave: ["Severity"] });
  });
});

describe("a stroke whose answer was lost", () => {
  const stroke = strokeFor(known, wish({ severity: 2 }, {}, ["said"]))!;
  const begun = attempted(known, stroke);

  test("is ours when it is found, and nothing of it is written or said again", () => {
    const found = afterEdit(begun, { ...edited(10, ["Severity", "severity"]), stroke });
    expect(found).toMatchObject({ rev: 4, theirs: {}, attempts: [], said: 9 });
    expect(strokeFor(found, wish({ severity: 2 }))).toBeUndefined();
  });

  test("was overtaken when somebody else's revision is found in its place", () => {
    const found = afterEdit(begun, edited(10, ["Title", "title"]));
    expect(found.attempts).toEqual([]);
    expect(strokeFor(found, wish({ severity: 2 }, {}, ["said"]))).toMatchObject({ rev: 4, parts: { severity: 2 } });
  });

  test("stands beside that of another replica until one of them is found", () => {
    const other: KeptItem = attempted(begun, { ...stroke, parts: { severity: 3 } });
    expect(other.attempts).toHaveLength(2);
    expect(attempted({ ...other, rev: 4 }, { ...stroke, rev: 4 }).attempts).toHaveLength(1);
  });
});
