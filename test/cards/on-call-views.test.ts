/** Every view of on-call, for everything hostile and too much of it, as Teams would get it. */
import { describe, expect, test } from "@jest/globals";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import { meansOfPaging } from "../../src/domain/oncall/book.ts";
import type { RosterNow } from "../../src/domain/oncall/duty.ts";
import type { Message } from "../../src/engine/ports.ts";
import { alarmText } from "../../src/views/alarm.ts";
import { changesView } from "../../src/views/changes.ts";
import { explainView } from "../../src/views/explain.ts";
import { handedOverText } from "../../src/views/handed-over.ts";
import { onCallView } from "../../src/views/oncall.ts";
import { dayBeforeText, handOffText, shiftStartsText } from "../../src/views/shift-notices.ts";
import { coverCard, swapCard } from "../../src/views/swap-card.ts";
import { testPageCard, testResultsView } from "../../src/views/test-page-card.ts";
import * as given from "../views/incidents.ts";
import { cardOf, expectHarmless, expectHarmlessText, expectLawful } from "./harmless.ts";

/** A roster with more of everything than a card has room for. */
function rosterOf(text: string): RosterNow {
  const people = Array.from({ length: 9 }, () => text);
  const start = new Date(given.declaredAt);
  const rotation = { name: text, schedule: text, now: people, until: start, next: { onCall: people, start } };
  return {
    name: text,
    services: people,
    rotations: [{ ...rotation, now: [] }, ...Array.from({ length: 15 }, () => rotation)],
    experts: people.map((name) => ({ name, topics: people })),
  };
}

const testOf = (text: string) => ({
  person: text,
  at: given.declaredAt,
  means: meansOfPaging.map((means) => ({ means, state: "failed", reason: text })),
});

function asksOf(text: string): Message[] {
  const stretch = { schedule: text, start: text, end: given.declaredAt };
  const ask = { id: "A1", from: text, to: text, give: stretch, take: stretch, because: text, by: text, zone: text };
  return [
    swapCard({ ...ask, state: "asked" }),
    swapCard({ ...ask, state: "declined" }),
    coverCard({ ...ask, state: "taken" }),
  ];
}

/** What is said of on-call in words alone. */
function textsOf(text: string): string[] {
  const shift = {
    schedule: text,
    at: new Date(given.declaredAt),
    until: undefined,
    before: [text],
    after: [text],
    zone: text,
  };
  const incident = given.incidentOf(
    given.entriesOf(
      [given.declared(text, text), { id: "1", name: text }],
      { type: "page opened", page: 2, because: text, ladder: given.ladder },
      { type: "paged", page: 2, step: 0, people: [{ id: "2", name: text }] },
    ),
  );
  const open = Array.from({ length: 12 }, () => ({ ...summaryOf(incident), commander: text, channelUrl: text }));
  const stretch = { schedule: text, start: text, end: text };
  const messages = [
    dayBeforeText(shift),
    shiftStartsText({ ...shift, open }),
    handOffText({ ...shift, open }),
    handedOverText({ from: text, by: text, give: [stretch], take: [stretch], state: "accepted" }, open, text),
    handedOverText({ from: text, by: text, give: [stretch], take: [stretch], state: "declined" }, open, text),
    explainView(text, [text]),
    ...incident.pages.map((page) => ({ text: alarmText(incident, page) })),
  ];
  return messages.map((message) => ("text" in message ? message.text : ""));
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** With so many rosters, changes and test pages. */
const listsOf = (text: string, count: number): Message[] => [
  onCallView({ rosters: times(count, () => rosterOf(text)), at: undefined, zone: text }),
  changesView(times(count, () => ({ at: text, by: text, from: text, what: text }))),
  testResultsView(times(count, () => testOf(text))),
];

const cases = given.hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]);

describe.each(cases)("whatever is written: %s", (_, text) => {
  test("every card is lawful, and nothing in it means anything", () => {
    for (const message of [...listsOf(text, 1), testPageCard(text, text), ...asksOf(text)]) {
      const card = cardOf(message);
      expectLawful(card);
      expectHarmless("card" in message ? message.card : "", card);
    }
  });

  test("every message is short, and nothing in it means anything", () => {
    for (const said of textsOf(text)) {
      expectHarmlessText(said);
      expect(said.length).toBeLessThan(4_000);
    }
  });
});

test.each(['"'.repeat(20), "<b>words</b> and more ".repeat(30)])(
  "forty of everything named %j are lawful cards",
  (text) => {
    for (const message of listsOf(text, 40)) expectLawful(cardOf(message));
  },
);
