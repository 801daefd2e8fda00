/** What the work item of an incident is to say, and when somebody last did something about each part of it. */
import { describe, expect, test } from "@jest/globals";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import { type Actor, muster } from "../../src/domain/people.ts";
import { actsOf, boardsDoor, momentOf, pictureOf } from "../../src/domain/work-item/picture.ts";
import { acked, ann, bob, cat, declared, given, iso, opened, paged } from "./given.ts";

const around = { mark: "", lines: ["Services: pay"], links: [] };
const lead = (person = cat): Fact => ({ type: "role assigned", role: "commander", person });

describe("the moment", () => {
  test.each<[string, [number, Fact][]]>([
    ["declared", []],
    [
      "declared",
      [
        [0, opened()],
        [0, paged(0, ann)],
      ],
    ],
    [
      "escalated",
      [
        [0, opened()],
        [0, paged(0, ann)],
        [5, paged(1, bob)],
      ],
    ],
    [
      "acknowledged",
      [
        [0, opened()],
        [0, paged(0, ann)],
        [5, paged(1, bob)],
        [6, acked(bob)],
      ],
    ],
    ["acknowledged", [[1, lead()]]],
    ["resolved", [[1, { type: "resolved", summary: "" }]]],
    [
      "reopened",
      [
        [0, opened()],
        [1, { type: "resolved", summary: "" }],
        [2, { type: "reopened", because: "" }],
      ],
    ],
    [
      "closed",
      [
        [1, { type: "resolved", summary: "" }],
        [2, { type: "closed" }],
      ],
    ],
    ["closed", [[1, { type: "merged", into: "INC-2", title: "x" }]]],
  ])("is %s", (moment, history) => {
    expect(momentOf(given(...history))).toBe(moment);
  });
});

describe("the picture", () => {
  test("is for whoever commands, else whoever answered, else whoever was paged first", () => {
    const history: [number, Fact][] = [
      [0, opened()],
      [0, paged(0, ann)],
      [1, acked(bob)],
      [2, lead()],
    ];
    const assigned = [1, 2, 3, 4].map((count) => pictureOf(given(...history.slice(0, count)), around).assignedTo);
    expect(assigned).toEqual([null, ann, bob, cat]);
  });

  test("says how and when it was noticed, and where it is worked on", () => {
    const incident = given(
      [
        1,
        { type: "channel opened", channel: { id: "19:x", serviceUrl: "" }, name: "inc-1", webUrl: "https://teams/1" },
      ],
      [2, { type: "detection told", by: "customer", through: "ticket 4711" }],
      [3, { type: "time set", which: "detected", at: iso(-5), because: "" }],
    );
    expect(pictureOf(incident, around)).toMatchObject({
      detected: iso(-5),
      source: "customer: ticket 4711",
      conversation: "https://teams/1",
    });
    expect(pictureOf(given(), around)).toMatchObject({ detected: null, source: null, conversation: null });
  });

  test("has what an alert knows", () => {
    const alert = { source: "azure-monitor", key: "1", links: [] };
    const incident = fold("INC-1", [entry(0, { ...declared, alert } as Fact)]) as Live;
    expect(pictureOf(incident, around)).toMatchObject({ detected: iso(0), source: "azure-monitor" });
  });

  test("tells nothing of a confidential incident but that there is one, and marks a drill", () => {
    const secret = fold("INC-1", [
      entry(0, { ...declared, description: "the CEO", confidential: true } as Fact),
      entry(1, {
        type: "channel opened",
        channel: { id: "19:x", serviceUrl: "" },
        name: "inc-1-checkout",
        webUrl: "https://teams/inc-1-checkout",
      }),
    ]) as Live;
    const told = JSON.stringify(pictureOf(secret, { ...around, mark: "DRILL " }));
    expect(told).toContain("DRILL INC-1 (confidential)");
    expect(told).not.toMatch(/checkout|CEO|pay/);
    expect(pictureOf(given(), { ...around, mark: "DRILL " }).title).toBe("DRILL checkout is down");
  });
});

const person: Actor = { kind: "person", person: ann };
function entry(minute: number, fact: Fact, by: Actor = person, from = "teams 19:x"): Entry {
  return { number: minute + 1, at: iso(minute), by, from, fact };
}

test("only what a person does in Teams, or by a phone, counts as having been done about a part", () => {
  const worse = (to: 2 | 3 | 4): Fact => ({ type: "severity changed", from: 1, to, because: "" });
  const acts = actsOf("INC-1", [
    entry(0, declared),
    entry(1, worse(2)),
    entry(2, worse(3), person, boardsDoor),
    entry(3, worse(4), muster, "timer"),
    entry(4, { type: "renamed", from: "x", to: "y" }, { kind: "outside", name: "Lee", system: "Azure Boards" }),
    entry(5, lead(), person),
    entry(6, { type: "noted", text: "x" }, person),
    entry(7, { type: "linked", url: "https://x", title: "x" }, person),
  ]);
  expect(acts).toEqual({ severity: iso(1), state: iso(5), assignedTo: iso(5) });
});
