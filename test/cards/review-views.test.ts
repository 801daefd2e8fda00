/** The cards of a review, at every moment of it and with everything hostile in it, as Teams would get them. */
import { describe, expect, test } from "@jest/globals";
import type { Entry } from "../../src/domain/incident/facts.ts";
import type { Resolved } from "../../src/domain/incident/incident.ts";
import type { Message } from "../../src/engine/ports.ts";
import { resolvedCard } from "../../src/views/resolved-card.ts";
import { reviewCard } from "../../src/views/review-card.ts";
import { reviewReminder } from "../../src/views/review-reminder.ts";
import { adele, by, hostile, incidentOf } from "../views/incidents.ts";
import { nightWith, reviewedNight } from "../views/reviewed-night.ts";
import { cardOf, expectHarmless, expectLawful } from "./harmless.ts";

/** The titles of a card's own buttons, in their order. */
const buttonsOf = (card: Record<string, unknown>): string[] =>
  ((card["actions"] ?? []) as { title: string }[]).map(({ title }) => title);

const onwards = (entries: readonly Entry[], ...facts: Entry["fact"][]): Entry[] => [
  ...entries,
  ...facts.map((fact, index) => ({
    number: entries.length + 1 + index,
    at: `2026-11-25T1${index}:00:00.000Z`,
    by: by(adele),
    from: "test",
    fact,
  })),
];

const steps: Entry["fact"][] = [
  { type: "review scheduled", what: "repair", at: "2026-11-26T13:00:00.000Z" },
  { type: "review moved", to: "in review" },
  { type: "review published", where: "wiki", url: "javascript:alert(1)" },
  { type: "review moved", to: "reviewed" },
  { type: "closed", because: "x" },
];

/** From the opening of the review on. */
function messagesOf(entries: readonly Entry[]): Message[] {
  const whole = onwards(entries, ...steps);
  const opened = whole.findIndex(({ fact }) => fact.type === "review opened");
  return whole.slice(opened).flatMap((_, index): Message[] => {
    const upTo = whole.slice(0, opened + index + 1);
    const incident = incidentOf(upTo) as Resolved;
    return [
      reviewCard(incident, true),
      resolvedCard(incident, upTo),
      resolvedCard(incident, upTo, { again: true }),
      reviewReminder(incident, { type: "review asked", about: "meeting", of: adele }),
    ];
  });
}

describe.each(hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]))(
  "whatever is written: %s",
  (_, text) => {
    test("every card is lawful, and nothing of it is a mention, HTML, a card function or a link but to the web", () => {
      for (const message of messagesOf(nightWith(text))) {
        if ("text" in message) {
          expect(message.text.replace(/\\./g, "")).not.toMatch(/<|\]\(/);
          continue;
        }
        expectLawful(cardOf(message));
        expectHarmless(message.card, cardOf(message));
      }
    });
  },
);

describe("the card of a review offers", () => {
  const opening = reviewedNight.findIndex(({ fact }) => fact.type === "review opened");
  const opened = reviewedNight.slice(0, opening + 1);
  const offers = (entries: readonly Entry[], wiki = true): string[] =>
    buttonsOf(cardOf(reviewCard(incidentOf(entries), wiki)));

  test("what is missing first, and the wiki only where there is one", () => {
    expect(offers(opened)).toEqual([
      "Set the meeting",
      "Name a facilitator",
      "Show the document",
      "Put it into the wiki",
      "Another owner",
    ]);
    expect(offers(opened, false)).not.toContain("Put it into the wiki");
    const ownerless = opened.map((entry) =>
      entry.fact.type === "review opened" ? { ...entry, fact: { ...entry.fact, owner: null } } : entry,
    );
    expect(offers(ownerless)[0]).toBe("I own it");
  });

  test("repairs once the meeting has a date, and closing once it is reviewed", () => {
    expect(offers(reviewedNight)).toEqual([
      "The meeting begins",
      "Plan the repairs",
      "Show the document",
      "Put it into the wiki",
      "Another owner",
      "Move the meeting",
    ]);
    expect(offers(onwards(reviewedNight, ...steps.slice(0, 2)))).toContain("It is reviewed");
    expect(offers(onwards(reviewedNight, ...steps.slice(0, 4)))).toEqual([
      "Close",
      "Show the document",
      "Put it into the wiki",
      "Move the repairs",
    ]);
    expect(offers(onwards(reviewedNight, ...steps))).toEqual(["Show the document", "Put it into the wiki"]);
  });

  test("nothing to press while the incident is open again, and the card of the end says that it is", () => {
    const again = onwards(reviewedNight, { type: "reopened", because: "it is back" });
    expect(offers(again)).toEqual([]);
    const ended = incidentOf(reviewedNight) as Resolved;
    const card = cardOf(resolvedCard(ended, reviewedNight, { again: true }));
    expect([buttonsOf(card), JSON.stringify(card)]).toEqual([[], expect.stringContaining("REOPENED")]);
  });

  test("to close an incident that owes a review only anyway, with the reason", () => {
    const card = (entries: readonly Entry[]) =>
      buttonsOf(cardOf(resolvedCard(incidentOf(entries) as Resolved, entries)));
    expect(card(reviewedNight)).toEqual(["Reopen", "Close anyway"]);
    expect(card(onwards(reviewedNight, ...steps.slice(0, 4)))).toEqual(["Reopen", "Close"]);
    const minor = opened
      .slice(0, -1)
      .map((entry) =>
        entry.fact.type === "severity changed" ? { ...entry, fact: { ...entry.fact, to: 3 as const } } : entry,
      );
    expect(card(minor)).toEqual(["Reopen", "Review", "Close"]);
  });
});
