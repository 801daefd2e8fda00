import { describe, expect, test } from "@jest/globals";
import type { RosterNow } from "../../src/domain/oncall/duty.ts";
import { type OnCall, onCallView } from "../../src/views/oncall.ts";
import { seen } from "./seen.ts";

const handoff = new Date("2026-11-23T09:00:00Z");
const rotation = (name: string, now: string[], then: string[] = []) => ({
  name,
  schedule: `checkout-${name}`,
  now,
  until: handoff,
  next: { onCall: then, start: handoff },
});
const roster = (...rotations: RosterNow["rotations"]): RosterNow => ({
  name: "Checkout",
  services: ["checkout", "payments"],
  rotations,
  experts: [{ name: "Diego Siciliani", topics: ["database"] }],
});
const view = (rosters: RosterNow[], asked: Partial<OnCall> = {}) =>
  onCallView({ rosters, at: undefined, zone: "Europe/Berlin", ...asked });

const complete = roster(
  rotation("primary", ["Megan Bowen"], ["Alex Wilber"]),
  rotation("secondary", ["Alex Wilber"], ["Megan Bowen"]),
);

test("now and next stand side by side, on the asker's clock", () => {
  const shown = seen(view([complete]));
  expect(shown).toContain("Megan Bowen until Mon 23 Nov 10:00. Then Alex Wilber.");
  expect(shown).toContain("Times are those of Europe/Berlin.");
  expect(shown).toContain("Looks after checkout and payments");
  expect(shown).toContain("Diego Siciliani (database)");
  expect(shown).not.toContain('"attention"');
});

test("the notification names who is on call", () => {
  expect(view([complete])).toMatchObject({ summary: "On call: Checkout: Megan Bowen" });
});

describe("nobody", () => {
  test("in no roster at all is an alarm that says what to say", () => {
    const shown = seen(view([]));
    expect(shown).toContain("Nobody is on call: a page wakes nobody. Say oncall primary @someone.");
    expect(shown).toContain('"attention"');
  });

  test("in the first rotation is an alarm, because the first page wakes nobody", () => {
    const shown = seen(view([roster(rotation("primary", []), rotation("secondary", ["Alex Wilber"]))]));
    expect(shown).toContain("Nobody is primary in Checkout: the first page wakes nobody. Say oncall primary @someone.");
    expect(shown).toContain("Nobody until Mon 23 Nov 10:00: say oncall primary @someone.");
  });

  test("in any rotation of a roster is an alarm for the whole roster", () => {
    expect(seen(view([roster(rotation("primary", []))]))).toContain("Nobody is on call in Checkout");
    expect(seen(view([roster()]))).toContain("Nobody is on call in Checkout");
  });

  test("in the second rotation is a blank with the words that fill it", () => {
    const shown = seen(view([roster(rotation("primary", ["Megan Bowen"]), rotation("secondary", []))]));
    expect(shown).toContain("say oncall secondary @someone.");
    expect(shown).not.toContain('"attention"');
  });
});

test("a shift after a gap says when it begins", () => {
  const later = {
    ...rotation("primary", ["Megan Bowen"]),
    next: { onCall: ["Alex"], start: new Date("2026-11-24T08:00Z") },
  };
  expect(seen(view([roster(later)]))).toContain("From Tue 24 Nov 09:00 Alex.");
});

test("another time than now is in the heading, and a zone nobody knows is UTC", () => {
  const shown = seen(view([complete], { at: new Date("2027-06-30T22:30:00Z") }));
  expect(shown).toContain("On call at Thu 1 Jul 2027 00:30");
  expect(seen(view([complete], { zone: "Mars/Olympus" }))).toContain("Times are those of UTC.");
});

test("of many rosters ten are shown, and the rest can be asked for", () => {
  const all = Array.from({ length: 13 }, (_, index) => ({ ...complete, name: `Team ${index}` }));
  const shown = seen(view(all));
  expect(shown).toContain("And 3 more: say oncall <roster>.");
  expect(shown).toContain("Team 9");
  expect(shown).not.toContain("Team 10");
});

test("a roster alone shows rotations for which there is no room beside others", () => {
  const wide = roster(...Array.from({ length: 5 }, (_, index) => rotation(`r${index}`, ["Ann"])));
  expect(seen(view([wide, complete]))).toContain('"2 more: Say oncall Checkout"');
  expect(seen(view([wide]))).toContain("R4: Ann until");
});

test("the words name the roster where there are several, and are kept back where no word can mend it", () => {
  const shown = seen(view([complete, roster(rotation("primary", []))]));
  expect(shown).toContain("Say oncall primary @someone in Checkout.");
  const sun = seen(view([roster(rotation("follow the sun", []))]));
  expect(sun).toContain("Nobody is on call in Checkout: a page finds nobody on a shift.");
  expect(sun).not.toContain("@someone");
});
