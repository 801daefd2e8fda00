import { describe, expect, test } from "@jest/globals";
import { alarmText } from "../../src/views/alarm.ts";
import { changesView } from "../../src/views/changes.ts";
import { explainView } from "../../src/views/explain.ts";
import { testPageCard, testResultsView } from "../../src/views/test-page-card.ts";
import * as given from "./incidents.ts";
import { buttonsOf, seen } from "./seen.ts";

const at = "2026-11-22T09:00:00.000Z";

describe("a test page", () => {
  test("says at once that nothing is wrong, and takes one word for an answer", () => {
    const card = testPageCard("Megan Bowen", at);
    expect(card.summary).toBe("This is a test page. Nothing is wrong.");
    expect(seen(card)).toContain('"This is a test. Nothing is wrong."');
    expect(buttonsOf(card)).toEqual([["It reached me", "test ok"]]);
  });

  test("that reached nobody comes first among the results, with the reason", () => {
    const card = testResultsView([
      { person: "Megan", at, means: [{ means: "sms", state: "delivered" }], answeredAt: "2026-11-22T09:01:00.000Z" },
      { person: "Alex", at, means: [{ means: "teams", state: "sent" }] },
      { person: "Nestor", at, means: [{ means: "email", state: "failed", reason: "no mailbox" }] },
    ]);
    const shown = seen(card);
    expect(card.summary).toBe("Test pages: 1 of 3 reached nobody");
    expect(shown).toContain("Nestor 22 Nov 2026 09:00 UTC: by e-mail failed: no mailbox · not answered");
    expect(shown).toContain("Megan 22 Nov 2026 09:00 UTC: by text message delivered · answered 22 Nov 2026 09:01 UTC");
    expect(["Nestor", "Alex", "Megan"].map((name) => shown.indexOf(`${name} 22 Nov`))).toEqual(
      ["Nestor", "Alex", "Megan"].map((name) => shown.indexOf(`${name} 22 Nov`)).sort((one, other) => one - other),
    );
  });

  test("that was never sent is sent with a word", () => {
    expect(seen(testResultsView([]))).toContain("Say oncall test.");
  });
});

describe("changes of who is on call", () => {
  test("say when, who, what and through which door", () => {
    const from = "teams 19:0123456789abcdef0123456789abcdef@thread.tacv2";
    const shown = seen(changesView([{ at, by: "Megan Bowen", from, what: "changed schedule “checkout”" }]));
    expect(shown).toContain("22 Nov 2026 09:00 UTC");
    expect(shown).toContain("Megan Bowen changed schedule “checkout” (teams)");
  });

  test("are counted where there are too many, and none is said", () => {
    const many = Array.from({ length: 23 }, () => ({ at, by: "Ann", from: "file", what: "added person “Bo”" }));
    expect(seen(changesView(many))).toContain("3 earlier ones are not shown.");
    expect(seen(changesView([]))).toContain("Nobody has changed who is on call.");
  });
});

test("an explanation is a list of plain lines", () => {
  expect(seen(explainView("checkout_primary", ["Megan is on call.", "layer *night*: nobody"]))).toBe(
    "**Who is on call in checkout\\_primary, and why**\n\n- Megan is on call.\n- layer \\*night\\*: nobody",
  );
  expect(
    seen(
      explainView(
        "x",
        Array.from({ length: 45 }, () => "y"),
      ),
    ),
  ).toContain("- and 5 more");
});

describe("the alarm", () => {
  const entries = given.entriesOf(
    [given.declared("Checkout is *down*"), given.adele],
    given.pageOpened,
    given.channelOpened,
    given.paged(0, given.megan),
    given.paged(1, given.alex, given.megan),
  );
  const incident = given.incidentOf(entries);

  test("says what, why, whom it went to, and how to take it", () => {
    expect(seen({ text: alarmText(incident, incident.pages[0]!) })).toBe(
      [
        "**ALARM: nobody is on INC-42, Checkout is \\*down\\***",
        "Severity 1: critical, all customers feel it. Paged, and not answered: Megan Bowen and Alex Wilber.",
        "Take it with `ack INC-42`. [Channel inc-42-checkout-is-down](https://teams.microsoft.com/l/channel/19%3Ainc42%40thread.tacv2/inc-42-checkout-is-down?groupId=1)",
      ].join("\n\n"),
    );
  });

  test("says that nobody was on call, and why somebody besides is wanted", () => {
    const page = { ...incident.pages[0]!, number: 2, because: "the database is slow", paged: [] };
    expect(seen({ text: alarmText(incident, page) })).toContain(
      "Nobody was on call, so nobody has been paged. They are wanted because: the database is slow",
    );
  });
});
