import { describe, expect, test } from "@jest/globals";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import { ladderCard } from "../../src/views/ladder-card.ts";
import * as given from "./incidents.ts";
import { buttonsOf, seen } from "./seen.ts";

const { adele, alex, megan, reach } = given;

type Told = [minute: number, fact: Fact, who?: Person];
const entriesAt = (...told: Told[]): Entry[] =>
  told.map(([minute, fact, who], index) => ({
    number: index + 1,
    at: new Date(Date.parse(given.declaredAt) + minute * 60_000).toISOString(),
    by: who === undefined ? { kind: "muster" } : given.by(who),
    from: "test",
    fact,
  }));
const cardOf = (page: number, ...told: Told[]) =>
  ladderCard(given.incidentOf(entriesAt([0, given.declared(), adele], [0, given.pageOpened], ...told)), page);

const paged = (step: number, ...people: Person[]): Fact => ({
  type: "paged",
  step,
  people,
  reach: Object.fromEntries(people.map(({ id }) => [id, reach])),
});
const tried = (order: 0 | 1 | 2, person = megan): Fact => ({
  type: "page tried",
  page: 1,
  step: 0,
  person: person.id,
  order,
  means: reach[order].means,
});
const reported = (order: number, state: "delivered" | "seen" | "failing" | "failed", reason?: string): Fact => ({
  type: "page reported",
  page: 1,
  step: 0,
  person: megan.id,
  order,
  state,
  ...(reason === undefined ? {} : { reason }),
});
const alarm: Fact = { type: "alarm raised", page: 1, step: 2, why: "nobody answered" };

describe("while somebody is waited for", () => {
  test("the next means is announced with its minute", () => {
    const shown = seen(cardOf(1, [0, paged(0, megan)], [0, tried(0)], [1, reported(0, "delivered")]));
    expect(shown).toContain('"Waiting for Megan Bowen."');
    expect(shown).toContain("Next, 18:42 UTC ({{TIME(2026-11-22T18:42:12Z)}} local): Megan Bowen by text message.");
    expect(shown).toContain("Megan Bowen (step 1): in Teams 18:41 delivered");
  });

  test("the next step is announced when the means are used up", () => {
    const shown = seen(cardOf(1, [0, paged(0, megan)], [0, tried(0)], [2, tried(1)], [4, tried(2)]));
    expect(shown).toContain("Next, 18:45 UTC ({{TIME(2026-11-22T18:45:12Z)}} local): step 2, secondary of Checkout.");
  });

  test("a failed means says why, and the next one comes at once", () => {
    const card = cardOf(1, [0, paged(0, megan)], [0, tried(0)], [1, reported(0, "failed", "Muster is not installed.")]);
    const shown = seen(card);
    expect(shown).toContain("in Teams 18:41 failed: Muster is not installed.");
    expect(shown).toContain("Next, 18:41 UTC");
    expect(JSON.stringify(card.data)).toContain('"bad"');
  });

  test("one that is tried again says so", () => {
    expect(seen(cardOf(1, [0, paged(0, megan)], [0, tried(0)], [1, reported(0, "failing", "429")]))).toContain(
      "in Teams 18:41 failing, tried again: 429",
    );
  });

  test("whoever cannot come is not waited for", () => {
    const shown = seen(
      cardOf(1, [0, paged(0, megan, alex)], [0, tried(0)], [1, { type: "declined", person: megan }, megan]),
    );
    expect(shown).toContain('"Waiting for Alex Wilber."');
    expect(shown).toContain("in Teams 18:40 sending · not coming");
  });

  test("it can be answered, escalated or declined from the card, which names its page", () => {
    const card = cardOf(1, [0, paged(0, megan)]);
    expect(buttonsOf(card)).toEqual([
      ["Acknowledge", "ack"],
      ["Escalate now", "escalate"],
      ["I can't", "cant"],
    ]);
    expect(card.data).toMatchObject({ id: "INC-42", page: "1" });
  });
});

describe("the alarm", () => {
  test("is the headline when the steps are used up, and says when it repeats", () => {
    const shown = seen(cardOf(1, [10, alarm], [10, paged(2, adele)]));
    expect(shown).toContain("ALARM: nobody has answered. Waiting for Adele Vance.");
    expect(shown).toContain("Adele Vance (alarm): paged 18:50");
    expect(shown).toContain('"attention"');
    const used = seen(
      cardOf(
        1,
        [10, alarm],
        [10, { type: "paged", step: 2, people: [adele] }],
        [10, { ...tried(0, adele), step: 2 } as Fact],
      ),
    );
    expect(used).toContain(
      "Next, 19:00 UTC ({{TIME(2026-11-22T19:00:12Z)}} local): the alarm repeats, everyone of Checkout.",
    );
  });

  test("is announced before it comes", () => {
    const shown = seen(cardOf(1, [5, { type: "nobody to page", step: 1 }]));
    expect(shown).toContain("Nobody can come (step 2).");
    expect(shown).toContain("ALARM, everyone of Checkout.");
  });

  test("with nobody to page says just that", () => {
    expect(seen(cardOf(1, [10, { type: "nobody to page", step: 2 }]))).toContain("ALARM: there is nobody to page.");
  });
});

test("an answer is the headline, with how and when, and takes the buttons away", () => {
  const card = cardOf(
    1,
    [0, paged(0, megan)],
    [0, tried(0)],
    [3, { type: "acknowledged", person: megan, means: "sms" }, megan],
  );
  expect(seen(card)).toContain('"Megan Bowen answered by text message."');
  expect(seen(card)).toContain("22 Nov 2026 18:43 UTC ({{TIME(2026-11-22T18:43:12Z)}} local)");
  expect(seen(card)).toContain("in Teams 18:40 sending · answered 18:43 by text message");
  expect(buttonsOf(card)).toEqual([]);
});

test("once it is resolved nothing is asked and nothing comes next", () => {
  const card = cardOf(1, [0, paged(0, megan)], [9, { type: "resolved", summary: "" }, alex]);
  expect(seen(card)).toContain("It is resolved.");
  expect(seen(card)).not.toContain("Next,");
  expect(buttonsOf(card)).toEqual([]);
});

test("a page that waits for the morning says when it begins, with the date", () => {
  const ladder = { ...given.ladder, waits: { severities: [1 as const], until: "2026-11-23T08:00:00Z" } };
  const shown = seen(cardOf(1, [0, { type: "page opened", page: 1, because: "", ladder }]));
  expect(shown).toContain("Nobody has been paged yet.");
  expect(shown).toContain(
    "Next, 23 Nov 2026 08:00 UTC ({{TIME(2026-11-23T08:00:00Z)}} local): step 1, primary of Checkout.",
  );
});

test("a page besides the first says who asks, and why", () => {
  const ladder = { policy: "", steps: [{ targets: [{ user: alex }], minutes: 5 }], lastResort: [] };
  const shown = seen(cardOf(2, [6, { type: "page opened", page: 2, because: "the database is slow", ladder }, adele]));
  expect(shown).toContain("Adele Vance asks for help: the database is slow");
  expect(shown).not.toContain("policy");
});

test("after midnight a try has its date", () => {
  const late = 6 * 60;
  expect(seen(cardOf(1, [late, paged(0, megan)], [late, tried(0)]))).toContain("in Teams 23 Nov 00:40 sending");
});

test("of many pages the latest twelve are shown", () => {
  const people = Array.from({ length: 15 }, (_, index) => ({ id: `p${index}`, name: `Person ${index}` }));
  const shown = seen(cardOf(1, [0, paged(0, ...people)]));
  expect(shown).toContain("and 3 more");
  expect(shown).toContain("Person 14 (step 1)");
  expect(shown).toContain("Person 3 (step 1)");
  expect(shown).not.toContain("Person 2 (step 1)");
});

test("there is no card of a page that does not exist", () => {
  expect(() => cardOf(7)).toThrow("INC-42 has no page 7.");
});
