/** What people say of how they are reached, and whom they ask for in an incident. */
import { describe, expect, test } from "@jest/globals";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import { openPage, pageLadder, type Wanted } from "../../src/domain/incident/opening-page.ts";
import { type Book, emptyBook, reachOf } from "../../src/domain/oncall/book.ts";
import { parseReach, reached } from "../../src/domain/oncall/reaching.ts";
import { book, responder } from "./book.ts";
import { acked, ann, bob, cat, given, ladder, opened } from "./given.ts";

describe("how somebody is reached", () => {
  test("is read as they say it, the first means at once", () => {
    expect(parseReach("teams, sms 2, call after 4 min")).toEqual([
      { means: "teams", afterMinutes: 0 },
      { means: "sms", afterMinutes: 2 },
      { means: "call", afterMinutes: 4 },
    ]);
    expect(parseReach("Phone 9,, e-mail 3m , text")).toEqual([
      { means: "call", afterMinutes: 0 },
      { means: "email", afterMinutes: 3 },
      { means: "sms", afterMinutes: 0 },
    ]);
  });

  test("is refused with the means that was meant", () => {
    expect(() => parseReach("teams, pagrduty 3")).toThrow("I do not know “pagrduty 3”. Do you mean pagerduty?");
    expect(() => parseReach("pigeons")).toThrow("Means are teams, sms, call, email, pagerduty, webhook.");
    expect(() => parseReach("channel")).toThrow("I do not know “channel”.");
    expect(() => parseReach(" , ")).toThrow("Say by which means");
    expect(() => parseReach("sms,".repeat(11))).toThrow("Say by which means");
    expect(() => parseReach("[x](http://evil)".padEnd(90, "y"))).toThrow(/^I do not know “xhttp:\/\/evily{28}”/);
  });

  test("is what the form says, and an empty field is nothing known", () => {
    const known = responder(ann, { phone: "+1", email: "a@example.com", timeZone: "UTC", expertise: ["DNS"] });
    const nothing = { reach: "teams", phone: " ", email: "", timeZone: "", expertise: " , " };
    expect(reached(known, nothing)).toEqual({ name: "Ann", teams: "ann", reach: parseReach("teams") });
    const more = { ...nothing, phone: "+44 (1632) 960-001", expertise: "DNS, caching ,", timeZone: " UTC " };
    expect(reached(known, more)).toMatchObject({
      phone: "+441632960001",
      expertise: ["DNS", "caching"],
      timeZone: "UTC",
    });
  });

  test("follows from what is known of them where they have not said it", () => {
    const means = (more: object) => reachOf({ name: "A", ...more }).map((each) => `${each.means} ${each.afterMinutes}`);
    expect(means({ teams: "a", phone: "+1", email: "e" })).toEqual(["teams 0", "sms 2", "call 4"]);
    expect(means({ phone: "+1" })).toEqual(["sms 0", "call 4"]);
    expect([means({ teams: "a", email: "e" }), means({ email: "e" }), means({})]).toEqual([
      ["teams 0", "email 1"],
      ["email 0"],
      [],
    ]);
  });
});

describe("somebody who is asked for", () => {
  const incident = given([0, opened()]);
  const asked = (wanted: Wanted, of: Book = book): Ladder => pageLadder(of, incident, wanted, bob);
  const targets = (found: Ladder) => found.steps.map((step) => step.targets);

  test("in person is paged three times, and then the commander and whoever asked hear of it", () => {
    expect(asked({ kind: "user", person: cat })).toEqual({
      policy: "",
      steps: Array.from({ length: 3 }, () => ({ targets: [{ user: cat }], minutes: 5 })),
      lastResort: [{ role: "commander" }, { user: bob }],
    });
  });

  test("as an expert is known by topic, in any case, and else the nearest topics are named", () => {
    expect(targets(asked({ kind: "expert", topic: " DATABASES " }))[0]).toEqual([{ expert: "databases" }]);
    expect(() => asked({ kind: "expert", topic: "databse" })).toThrow("There are experts for databases.");
    expect(() => asked({ kind: "expert", topic: "quantum physics" })).toThrow("experts for databases, DNS, caching.");
    expect(() => asked({ kind: "expert", topic: "DNS" }, emptyBook)).toThrow("The book names no experts yet.");
  });

  test("by rotation is paged first, and then the ladder of the roster without that step", () => {
    expect(asked({ kind: "rotation", name: "Secondary", roster: "checkout" })).toMatchObject({
      policy: "payments (usual)",
      roster: "payments",
      lastResort: [{ everyone: "payments" }],
    });
    const secondary = targets(asked({ kind: "rotation", name: " SECONDARY", roster: "payments" }));
    expect(secondary).toEqual([
      [{ rotation: "secondary", roster: "payments" }],
      [{ rotation: "primary", roster: "payments" }],
      [{ everyone: "payments" }],
    ]);
    expect(() => asked({ kind: "rotation", name: "third", roster: "payments" })).toThrow(
      "payments has no third: it has primary, secondary.",
    );
    expect(() => asked({ kind: "rotation", name: "primary", roster: "" })).toThrow("Which roster?");
    expect(() => asked({ kind: "rotation", name: "primary", roster: "" }, emptyBook)).toThrow("There is no roster yet");
  });

  test("as a roster is paged by its policy", () => {
    expect(asked({ kind: "roster", roster: "web" })).toMatchObject({ policy: "web (usual)", roster: "web" });
  });
});

describe("a page beside the first", () => {
  const pages = (most: number) => Array.from({ length: most }, (_, index) => [0, opened(index + 1)] as const);

  test("has the next number, from 2", () => {
    const page = { type: "page opened", because: "DNS", ladder };
    expect(openPage(given(), ladder, "DNS")).toEqual([{ ...page, page: 2 }]);
    expect(openPage(given(...pages(7)), ladder, "DNS")).toEqual([{ ...page, page: 8 }]);
  });

  test("is refused where twenty wait, and where it is over", () => {
    expect(() => openPage(given(...pages(20)), ladder, "")).toThrow(
      "20 pages of INC-1 wait for an answer; that is the most.",
    );
    expect(openPage(given(...pages(20), [1, acked(ann, 7)]), ladder, "")).toMatchObject([{ page: 21 }]);
    expect(() => openPage(given([1, { type: "resolved", summary: "" }]), ladder, "")).toThrow("reopen");
  });
});
