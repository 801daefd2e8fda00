import { describe, expect, test } from "@jest/globals";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import { shiftBriefCard } from "../../src/views/shift-brief.ts";
import { handedOverText } from "../../src/views/handed-over.ts";
import { dayBeforeText, handOffText, type ShiftToTell, shiftStartsText } from "../../src/views/shift-notices.ts";
import * as given from "./incidents.ts";
import { buttonsOf, seen } from "./seen.ts";

const shift: ShiftToTell = {
  schedule: "checkout-primary",
  at: new Date("2026-11-28T09:00:00Z"),
  until: new Date("2026-11-29T09:00:00Z"),
  before: ["Megan Bowen"],
  after: ["Alex Wilber"],
  zone: "Europe/Berlin",
};
const running = given.night.slice(0, -1);
const open = [summaryOf(given.incidentOf(running))];

test("the day before, somebody reads when it begins on their own clock, and who is there before them", () => {
  expect(seen(dayBeforeText(shift))).toBe(
    "**A shift of yours begins Sat 28 Nov 10:00**, until Sun 29 Nov 10:00, in checkout-primary. Times are those of Europe/Berlin.\n\nBefore you it is Megan Bowen.\n\nYou cannot be there? Say `swap @someone`, or `cover me 18:00-22:00`.",
  );
  expect(seen(dayBeforeText({ ...shift, before: [], until: undefined }))).toContain("Nobody is on call before you.");
});

describe("when a shift begins", () => {
  test("whoever comes reads what is open now, and where", () => {
    const shown = seen(shiftStartsText({ ...shift, open }));
    expect(shown).toContain("**You are on call in checkout-primary now**, until Sun 29 Nov 10:00 (Europe/Berlin).");
    expect(shown).toContain("Before you it was Megan Bowen.");
    expect(shown).toContain(
      "- INC-42, severity 2: Checkout is down · Adele Vance in command · [Channel](https://teams",
    );
  });

  test("nothing open is said too", () => {
    expect(seen(shiftStartsText({ ...shift, open: [] }))).toContain("No incident is open.");
  });

  test("of many incidents the worst ten are named", () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ ...open[0]!, id: `INC-${index}`, severity: 3 as const }));
    const shown = seen(shiftStartsText({ ...shift, open: [...many, { ...open[0]!, id: "INC-99", severity: 1 }] }));
    expect(shown).toMatch(/Open now:\n\n- INC-99/);
    expect(shown).toContain("- and 5 more: say `list`");
  });
});

describe("when a shift ends", () => {
  test("whoever leaves reads who is on call now", () => {
    const shown = seen(handOffText({ ...shift, open }));
    expect(shown).toContain("**Your shift in checkout-primary is over.**");
    expect(shown).toContain("On call now: Alex Wilber. Tell them what they need to know.");
  });

  test("nobody is an alarm with the words that mend it", () => {
    expect(seen(handOffText({ ...shift, after: [], open: [] }))).toContain(
      "**ALARM: nobody is on call after you.** Say `oncall primary @someone`.",
    );
  });
});

describe("when a stretch has changed hands", () => {
  const stretch = { schedule: "checkout-primary", start: "2026-11-28T09:00:00Z", end: "2026-11-29T09:00:00Z" };
  const done = { from: "Megan Bowen", by: "Alex Wilber", give: [stretch], take: [], state: "accepted" as const };

  test("both read who is on call instead of whom, and what is open", () => {
    expect(seen(handedOverText(done, open, "Europe/Berlin"))).toBe(
      "Alex Wilber is on call instead of Megan Bowen: checkout-primary, Sat 28 Nov 10:00 to Sun 29 Nov 10:00 (Europe/Berlin).\n\nOpen now: INC-42 (severity 2) Checkout is down.",
    );
  });

  test("a no leaves everything as planned", () => {
    expect(seen(handedOverText({ ...done, state: "declined" }, [], "UTC"))).toBe(
      "Alex Wilber cannot: Megan Bowen stays on call as planned.",
    );
  });
});

test("names, titles and schedules are words, not marks", () => {
  const title = "*Checkout* [x](https://evil.example)";
  const shown = seen(
    shiftStartsText({ ...shift, schedule: "a_b_", before: ["<at>all</at>"], open: [{ ...open[0]!, title }] }),
  );
  expect(shown).toContain("a\\_b\\_");
  expect(shown).toContain("&lt;at>all");
  expect(shown).toContain("\\*Checkout\\* \\[x\\](https://evil.example)");
});

describe("the brief for whoever takes over", () => {
  const shown = seen(shiftBriefCard(given.incidentOf(running), running, given.megan));

  test("answers what they would have to ask", () => {
    for (const words of [
      "Megan Bowen, your shift begins while this is open.",
      "INC-42 · Open since 22 Nov 2026 18:40 UTC",
      "Severity 2: major, many customers feel it.",
      "Adele Vance has command.",
      "Alex Wilber answered 22 Nov 2026 18:46 UTC.",
      "We are rolling back the last deployment. Adele Vance, 22 Nov 2026 18:52 UTC",
      "Rolled back the deployment of 18:20 Alex Wilber, 18:51 UTC.",
      "Next update due 22 Nov 2026 19:40 UTC",
      "[Open the channel inc-42-checkout-is-down]",
    ])
      expect(shown).toContain(words);
  });

  test("says what is missing, and lets them take command", () => {
    const entries = given.entriesOf([given.declared(), given.adele], given.pageOpened, given.paged(0, given.alex));
    const card = shiftBriefCard(given.incidentOf(entries), entries, given.megan);
    expect(seen(card)).toContain("Nobody has taken command: say lead me.");
    expect(seen(card)).toContain("Waiting for Alex Wilber.");
    expect(seen(card)).toContain("Nothing has been noted.");
    expect(buttonsOf(card)).toEqual([
      ["Take command", "lead me"],
      ["Timeline", "timeline"],
    ]);
  });
});
