/** Every view, for many incidents and everything hostile, as the card that Teams would get. */
import { describe, expect, test } from "@jest/globals";
import { sections } from "../../src/commands/index.ts";
import type { Closed, Live, Resolved } from "../../src/domain/incident/incident.ts";
import type { Target } from "../../src/domain/oncall/book.ts";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import type { Entry, Fact, Severity } from "../../src/domain/incident/facts.ts";
import type { Message } from "../../src/engine/ports.ts";
import { declareForm } from "../../src/views/declare-form.ts";
import { helpInFull, helpView, unknownView } from "../../src/views/help.ts";
import { ladderCard } from "../../src/views/ladder-card.ts";
import { incidentCard } from "../../src/views/incident-card.ts";
import { listView } from "../../src/views/list.ts";
import { pageCard } from "../../src/views/page-card.ts";
import { resolvedCard } from "../../src/views/resolved-card.ts";
import { runbooksView, runbookView } from "../../src/views/runbook.ts";
import { shiftBriefCard } from "../../src/views/shift-brief.ts";
import { statusView } from "../../src/views/status.ts";
import { timelineView } from "../../src/views/timeline.ts";
import { updateCard } from "../../src/views/update-card.ts";
import * as given from "../views/incidents.ts";
import { cardOf, expectHarmless, expectLawful } from "./harmless.ts";
import { bytesOf, complaintsOf } from "./official.ts";

/** The night again, with this text wherever a person, an alert or another system may put one. */
function nightOf(text: string): Entry[] {
  const named = (id: string) => ({ id, name: text });
  return given.entriesOf(
    [
      {
        ...(given.declared(text, text) as object),
        alert: {
          source: text,
          key: text,
          links: [
            { title: text, url: text },
            { title: text, url: "https://portal.azure.com/#(x)" },
          ],
          startedAt: text,
        },
      } as never,
      named("1"),
    ],
    {
      type: "page opened",
      page: 1,
      because: text,
      ladder: { ...given.ladder, policy: text, lastResort: [{ person: text }] },
    },
    {
      type: "page opened",
      page: 2,
      because: text,
      ladder: { policy: text, steps: [{ targets: targetsOf(text), minutes: 5 }], lastResort: [{ person: text }] },
    },
    { type: "paged", page: 2, step: 0, people: [given.megan, named("2")], reach: { "2": given.reach } },
    { type: "page tried", page: 2, step: 0, person: "2", order: 0, means: "teams" },
    { type: "page reported", page: 2, step: 0, person: "2", order: 0, state: "failed", reason: text },
    { type: "alarm raised", page: 2, step: 1, why: "nobody reached" },
    { type: "went quiet", page: 2, person: named("2"), since: text },
    { type: "shift changed", schedule: text, from: [named("2")], to: [named("3")] },
    { type: "activity seen", lastAt: "9" },
    { type: "channel unavailable", reason: text, instead: null },
    { type: "work item unavailable", reason: text },
    { type: "channel opened", channel: { id: text, serviceUrl: text }, name: text, webUrl: text },
    { type: "work item opened", id: 7, url: "javascript:alert(1)" },
    { type: "gave up", doing: text, reason: text },
    given.paged(0, named("2"), named("3")),
    { type: "page failed", step: 0, person: named("2"), reason: text },
    [{ type: "declined", person: named("3") }, named("3")],
    { type: "nobody to page", step: 1 },
    [{ type: "escalated" }, named("3")],
    [{ type: "role assigned", role: "commander", person: named("4") }, named("1")],
    [{ type: "role assigned", role: "scribe", person: named("5") }, named("5")],
    [{ type: "role released", role: "scribe", person: named("5") }, named("1")],
    [{ type: "severity changed", from: 1, to: 3, because: text }, named("1")],
    [{ type: "impact started", startedAt: text }, named("1")],
    [{ type: "noted", text }, named("1")],
    [{ type: "update posted", text, nextDueAt: "2026-11-22T19:30:00.000Z" }, named("4")],
    [{ type: "related", to: "INC-7", title: text }, named("4")],
    [{ type: "absorbed", from: "INC-8", title: text, aware: [named("5")] }, named("4")],
    [{ type: "child added", child: "INC-9", title: text }, named("4")],
    [{ type: "parent set", parent: "INC-1", title: text }, named("4")],
    { type: "parts told", open: [{ id: "INC-9", title: text }] },
    [{ type: "renamed", from: text, to: text }, named("4")],
    { type: "channel renamed", name: text },
    [{ type: "resolved", summary: text }, named("4")],
    [{ type: "reopened", because: text }, named("4")],
    [{ type: "merged", into: "INC-2", title: text, url: text }, named("4")],
    [{ type: "reopened", because: text }, named("4")],
    { type: "channel lost", reason: text },
    [{ type: "resolved", summary: text }, named("4")],
    [{ type: "closed" }, named("4")],
  );
}

const targetsOf = (text: string): Target[] => [
  { person: text },
  { rotation: text, roster: text },
  { expert: text },
  { user: { id: text, name: text } },
];

/** The card of a page changes with almost every fact about it; not each is worth a look. */
const ladderEvery = 4;

/** Every message the views make of a history, at each of its moments. */
function messagesOf(entries: Entry[], text: string): Message[] {
  const moments = entries.map((_, index) => given.incidentOf(entries.slice(0, index + 1)));
  const people = [given.megan, { id: "3", name: text }];
  return [
    ...moments.flatMap((incident) => [
      incidentCard(incident),
      ...people.map((person) => pageCard(incident, { page: 2, person, step: 0 })),
    ]),
    ...moments
      .filter((_, index) => index % ladderEvery === 0)
      .flatMap((incident) => incident.pages.map(({ number }) => ladderCard(incident, number))),
    ...moments.filter(isOver).map((incident) => resolvedCard(incident, entries)),
    ...afterwards(moments.at(-1)!, entries, text),
    declareForm({ title: text, description: text, severity: 3 }),
    unknownView(text, ["severity", "resolve"]),
    shiftBriefCard(moments.at(-1)!, entries, { id: "1", name: text }),
    runbooksView([{ name: text, title: text, summary: text }]),
    runbookView({ name: text, title: text, text }),
  ];
}

const afterwards = (incident: Live, entries: Entry[], text: string): Message[] => [
  statusView(incident),
  timelineView({ id: incident.id, title: incident.title, entries, earlier: 60, before: 100 }),
  updateCard(
    incident,
    { text, at: given.declaredAt, by: given.by({ id: "1", name: text }), nextDueAt: given.declaredAt },
    text,
  ),
  listView(
    {
      incidents: Array.from({ length: 20 }, (_, index) => ({
        ...summaryOf(incident),
        severity: ((index % 4) + 1) as Severity,
        channelUrl: text,
      })),
      goOn: "INC-7",
    },
    { which: "all", words: text, before: "INC-42" },
  ),
];

const isOver = (incident: Live): incident is Resolved | Closed => incident.status !== "open";

const cases = given.hostile.map((text): [string, string] => [JSON.stringify(text.slice(0, 30)), text]);

describe.each(cases)("whatever is written: %s", (_, text) => {
  const messages = [
    ...new Map(messagesOf(nightOf(text), text).map((message) => [JSON.stringify(message), message])).values(),
  ];
  const cards = messages.map((message) => ({ name: "card" in message ? message.card : "", card: cardOf(message) }));

  test("every card is read without a complaint, lawful and small enough", () => {
    for (const { card } of cards) expectLawful(card);
  });

  test("nothing of it is a mention, HTML, a card function or a link anywhere but to the web", () => {
    for (const { name, card } of cards) expectHarmless(name, card);
  });

  test("the line for notifications is one short line", () => {
    for (const message of messages) {
      const summary = "summary" in message ? message.summary : "";
      expect(summary.length).toBeLessThanOrEqual(302);
      expect(summary).toMatch(/^\P{Cc}+$/u);
    }
  });
});

/** Every means of somebody fails, with a long reason. */
const failuresOf = ({ id }: { id: string }): Fact[] =>
  given.reach.flatMap(({ means }, order): Fact[] => [
    { type: "page tried", page: 1, step: 0, person: id, order, means },
    { type: "page reported", page: 1, step: 0, person: id, order, state: "failed", reason: "word ".repeat(100) },
  ]);

test("a history of a thousand facts and a crowd of people still make small cards", () => {
  const crowd = Array.from({ length: 200 }, (_, index) => ({
    id: `p${index}`,
    name: `Somebody Withaverylongname ${index}`,
  }));
  const told = Array.from(
    { length: 1_000 },
    (): ReturnType<typeof given.updated> => given.updated("word ".repeat(400), given.adele),
  );
  const entries = given.entriesOf(
    [given.declared(), given.adele],
    given.pageOpened,
    { ...given.paged(0, ...crowd), reach: Object.fromEntries(crowd.map(({ id }) => [id, given.reach])) } as Fact,
    ...crowd.flatMap((each) => failuresOf(each)),
    ...told,
    given.resolved("x ".repeat(4_000), given.adele),
  );
  const incident = given.incidentOf(entries) as Resolved;
  for (const message of [
    ladderCard(incident, 1),
    incidentCard(incident),
    timelineView({ id: incident.id, title: incident.title, entries, earlier: 0 }),
    resolvedCard(incident, entries),
  ])
    expect(bytesOf(cardOf(message))).toBeLessThan(60_000);
});

test("the list of all commands is one card", () => {
  for (const message of [helpView(sections), helpInFull(sections)]) {
    expect(complaintsOf(cardOf(message))).toEqual([]);
    expect(bytesOf(cardOf(message))).toBeLessThan(40_000);
  }
});
