import { expect, test } from "@jest/globals";
import type { Fact } from "../../src/domain/incident/facts.ts";
import { pageCard } from "../../src/views/page-card.ts";
import { expandCard } from "../../src/teams/cards.ts";
import {
  acknowledged,
  adele,
  alex,
  declared,
  entriesOf,
  incidentOf,
  megan,
  paged,
  pageOpened,
  resolved,
  ladder,
} from "./incidents.ts";
import { seen } from "./seen.ts";

type Told = Fact | [Fact, typeof adele];

/** Megan's card of the first step, after these facts: its headline and its buttons. */
function megansCard(...told: Told[]) {
  const incident = incidentOf(entriesOf([declared(), adele], pageOpened, paged(0, megan), ...told));
  const message = pageCard(incident, { page: 1, person: megan, step: 0 });
  const actions = (expandCard(message.card, message.data)["actions"] ?? []) as { title: string; data: unknown }[];
  return {
    headline: (message.data as { headline: string }).headline,
    after: (message.data as { after: string }).after,
    actions,
    summary: message.summary,
  };
}

const buttons = (...told: Told[]) => megansCard(...told).actions.map((action) => action.title);

test("whoever is paged may acknowledge, escalate or say that they cannot", () => {
  const card = megansCard();
  expect(card.summary).toBe("You are paged. INC-42 (severity 1): Checkout is down");
  expect(card.actions.map(({ title, data }) => [title, data])).toEqual([
    ["Acknowledge", { say: "ack", incident: "INC-42" }],
    ["Escalate", { say: "escalate", incident: "INC-42" }],
    ["I can't", { say: "cant", incident: "INC-42" }],
  ]);
});

test("an answer takes the buttons away and says whose it was", () => {
  expect(megansCard(acknowledged(alex))).toMatchObject({
    headline: "It is answered.",
    after: "Alex Wilber answered 22 Nov 2026 18:42 UTC.",
    actions: [],
  });
  expect(megansCard(acknowledged(megan))).toMatchObject({ headline: "You are on it.", actions: [] });
});

test("whoever cannot come is asked no more", () => {
  expect(megansCard([{ type: "declined", person: megan }, megan])).toMatchObject({
    headline: "You cannot come.",
    actions: [],
  });
});

test("a page that went on can still be taken, but not escalated again", () => {
  expect(megansCard(paged(1, alex)).headline).toBe("The page went on to the next step.");
  expect(buttons(paged(1, alex))).toEqual(["Acknowledge"]);
  expect(buttons([{ type: "escalated" }, megan])).toEqual(["Acknowledge"]);
});

test("somebody paged again answers the newer card", () => {
  expect(megansCard(paged(1, alex), paged(2, megan, alex))).toMatchObject({
    headline: "You are paged again.",
    actions: [],
  });
});

test("when it is resolved nothing is asked", () => {
  expect(megansCard(resolved("It was the cache.", alex))).toMatchObject({ headline: "It is resolved.", actions: [] });
  expect(megansCard(resolved("It was the cache.", alex)).after).toContain("It was the cache.");
});

const asked: Fact = { type: "page opened", page: 2, because: "the database is slow", ladder };

test("somebody who is paged besides reads who asks for them, and why", () => {
  const entries = entriesOf([declared(), adele], pageOpened, [asked, adele], { ...paged(0, megan), page: 2 } as Fact);
  const card = pageCard(incidentOf(entries), { page: 2, person: megan, step: 0 });
  expect(card.data).toMatchObject({
    headline: "You are paged.",
    because: "Adele Vance asks for help: the database is slow",
  });
  expect(seen(card)).toContain("the database is slow");
  expect(pageCard(incidentOf(entries), { page: 1, person: megan, step: 0 }).data).toMatchObject({ because: "" });
});

test("each page has its own answer", () => {
  const entries = entriesOf(
    [declared(), adele],
    pageOpened,
    [asked, adele],
    paged(0, alex),
    { ...paged(0, megan), page: 2 } as Fact,
    acknowledged(alex),
  );
  const card = (page: number, person: typeof alex) => pageCard(incidentOf(entries), { page, person, step: 0 }).data;
  expect(card(1, alex)).toMatchObject({ headline: "You are on it." });
  expect(card(2, megan)).toMatchObject({ headline: "You are paged.", open: true });
});

test("the last resort reads that it is the alarm", () => {
  const entries = entriesOf([declared(), adele], pageOpened, paged(ladder.steps.length, megan));
  expect(pageCard(incidentOf(entries), { page: 1, person: megan, step: ladder.steps.length }).data).toMatchObject({
    headline: "ALARM: nobody has answered. You are paged.",
  });
});
