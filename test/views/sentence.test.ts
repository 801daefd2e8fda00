import { describe, expect, test } from "@jest/globals";
import type { Fact, TryState } from "../../src/domain/incident/facts.ts";
import { sentence } from "../../src/views/sentence.ts";
import {
  adele,
  alex,
  channelOpened,
  declared,
  entriesOf,
  hostile,
  incidentOf,
  ladder,
  megan,
  pageOpened,
  workItemOpened,
} from "./incidents.ts";

const role = (person: typeof adele, name: "commander" | "scribe" = "commander"): Fact => ({
  type: "role assigned",
  role: name,
  person,
});
const released: Fact = { type: "role released", role: "deputy", person: alex };

test.each<[string, Fact]>([
  ["Adele Vance related it to INC-7 (search).", { type: "related", to: "INC-7", title: "search" }],
  ["Adele Vance merged it into INC-7 (search): it goes on there.", { type: "merged", into: "INC-7", title: "search" }],
  [
    "Adele Vance marked it as a duplicate of INC-7 (search): it goes on there.",
    { type: "merged", into: "INC-7", title: "search", duplicate: true },
  ],
  ["INC-9 (mail) is merged into this.", { type: "absorbed", from: "INC-9", title: "mail" }],
  ["INC-9 (mail) is a duplicate of this.", { type: "absorbed", from: "INC-9", title: "mail", duplicate: true }],
  ["INC-9 (mail) is reopened, and goes on by itself again.", { type: "released", from: "INC-9", title: "mail" }],
  ["Adele Vance made it a part of INC-7 (search).", { type: "parent set", parent: "INC-7", title: "search" }],
  [
    "Adele Vance took it out of INC-7 (search): it is no part of that any more.",
    { type: "parent left", parent: "INC-7", title: "search" },
  ],
  ["INC-9 (mail) is a part of this.", { type: "child added", child: "INC-9", title: "mail" }],
  ["INC-9 (mail) is no part of this any more.", { type: "child left", child: "INC-9", title: "mail" }],
  ["Parts of it are still open: INC-9 (mail).", { type: "parts told", open: [{ id: "INC-9", title: "mail" }] }],
  [
    "All parts of it are over: INC-8, INC-9.",
    {
      type: "parts told",
      open: [],
      over: [
        { id: "INC-8", at: "" },
        { id: "INC-9", at: "" },
      ],
    },
  ],
  ["Adele Vance renamed it from search to mail", { type: "renamed", from: "search", to: "mail" }],
  ["The channel is called inc-1-mail now.", { type: "channel renamed", name: "inc-1-mail" }],
  ["Its channel is gone: It was deleted.", { type: "channel lost", reason: "It was deleted." }],
  ["Adele Vance asked for a channel of its own.", { type: "channel asked" }],
])("“%s”", (words, fact) => {
  const [entry] = entriesOf([fact, adele]);
  expect(sentence(entry!)).toBe(words);
});

test.each<[string, Fact | [Fact, typeof adele]]>([
  ["Adele Vance declared a severity 1 incident: Checkout is down", [declared(), adele]],
  ["The channel inc-42-checkout-is-down is open.", channelOpened],
  [
    "It has no channel of its own: every team is full.",
    { type: "channel unavailable", reason: "every team is full", instead: null },
  ],
  ["Work item 17 is open.", workItemOpened],
  ["It has no work item: Azure Boards said 401.", { type: "work item unavailable", reason: "Azure Boards said 401." }],
  ["Megan Bowen is paged (step 1, on call).", { type: "paged", step: 0, people: [megan] }],
  [
    "Adele Vance, Megan Bowen and Alex Wilber are paged (step 3).",
    { type: "paged", step: 2, people: [adele, megan, alex] },
  ],
  ["There is nobody to page (step 1, on call).", { type: "nobody to page", step: 0 }],
  [
    "Megan Bowen could not be paged (step 2): no app.",
    { type: "page failed", step: 1, person: megan, reason: "no app" },
  ],
  [
    "Adele Vance asks for Diego Siciliani: the database is slow",
    [
      {
        type: "page opened",
        page: 2,
        because: "the database is slow",
        ladder: { policy: "", steps: [{ targets: [{ person: "Diego Siciliani" }], minutes: 5 }], lastResort: [] },
      },
      adele,
    ],
  ],
  ["The page follows the policy Checkout (2 steps).", pageOpened],
  [
    "The page follows the policy Checkout (2 steps), not before 23 Nov 2026 08:00 UTC if it can wait.",
    {
      type: "page opened",
      page: 1,
      because: "",
      ladder: { ...ladder, waits: { severities: [4], until: "2026-11-23T08:00:00Z" } },
    },
  ],
  ["Megan Bowen is paged (page 2, step 1).", { type: "paged", page: 2, step: 0, people: [megan] }],
  ["There is nobody to page (page 2, step 3).", { type: "nobody to page", page: 2, step: 2 }],
  ["ALARM: nobody has answered the page.", { type: "alarm raised", page: 1, step: 2, why: "nobody answered" }],
  ["ALARM: page 2 has reached nobody.", { type: "alarm raised", page: 2, step: 2, why: "nobody reached" }],
  ["ALARM: nobody is on call for the page.", { type: "alarm raised", page: 1, step: 2, why: "nobody on call" }],
  ["Muster pages somebody by phone.", { type: "page tried", page: 1, step: 0, person: "x", order: 0, means: "call" }],
  [
    "Nobody has done or said anything since 22 Nov 2026 19:00 UTC: Megan Bowen is paged again.",
    { type: "went quiet", page: 1, person: megan, since: "2026-11-22T19:00:00Z" },
  ],
  [
    "People are talking in the channel, last at 22 Nov 2026 19:00 UTC.",
    { type: "activity seen", lastAt: "2026-11-22T19:00:00Z" },
  ],
  [
    "Alex Wilber is on call in checkout-primary now, after Megan Bowen.",
    { type: "shift changed", schedule: "checkout-primary", from: [megan], to: [alex] },
  ],
  [
    "Nobody is on call in checkout-primary now: the shift of Megan Bowen is over.",
    { type: "shift changed", schedule: "checkout-primary", from: [megan], to: [] },
  ],
  [
    "Megan Bowen acknowledged the page by text message.",
    [{ type: "acknowledged", person: megan, means: "sms" }, megan],
  ],
  [
    "Megan Bowen acknowledged page 2 by phone.",
    [{ type: "acknowledged", page: 2, person: megan, means: "call" }, megan],
  ],
  ["Megan Bowen acknowledged the page.", [{ type: "acknowledged", person: megan, means: "teams" }, megan]],
  ["Megan Bowen escalated page 2.", [{ type: "escalated", page: 2 }, megan]],
  ["Megan Bowen acknowledged the page.", [{ type: "acknowledged", person: megan }, megan]],
  ["Megan Bowen cannot come.", [{ type: "declined", person: megan }, megan]],
  ["Megan Bowen escalated the page.", [{ type: "escalated" }, megan]],
  ["Adele Vance took command.", [role(adele), adele]],
  ["Adele Vance gave command to Alex Wilber.", [role(alex), adele]],
  ["Adele Vance made Alex Wilber scribe.", [role(alex, "scribe"), adele]],
  ["Alex Wilber took the role of scribe.", [role(alex, "scribe"), alex]],
  ["Alex Wilber stepped down as deputy.", [released, alex]],
  ["Adele Vance released Alex Wilber as deputy.", [released, adele]],
  [
    "Adele Vance changed severity from 1 to 2: only cards",
    [{ type: "severity changed", from: 1, to: 2, because: "only cards" }, adele],
  ],
  ["Adele Vance changed severity from 2 to 1.", [{ type: "severity changed", from: 2, to: 1, because: "" }, adele]],
  [
    "Alex Wilber put the start of the impact at 22 Nov 2026 18:21 UTC.",
    [{ type: "impact started", startedAt: "2026-11-22T18:21:00Z" }, alex],
  ],
  ["Alex Wilber noted: rolled back", [{ type: "noted", text: "rolled\nback" }, alex]],
  [
    "Adele Vance posted an update (next due 22 Nov 2026 19:10 UTC): half of them",
    [{ type: "update posted", text: "half of them", nextDueAt: "2026-11-22T19:10:00Z" }, adele],
  ],
  [
    "The update due 22 Nov 2026 19:10 UTC is overdue.",
    { type: "update overdue", dueAt: "2026-11-22T19:10:00Z", nextDueAt: "2026-11-22T19:40:00Z" },
  ],
  ["Alex Wilber resolved the incident: rolled back", [{ type: "resolved", summary: "rolled back" }, alex]],
  ["Alex Wilber reopened the incident.", [{ type: "reopened", because: "" }, alex]],
  ["Alex Wilber closed the incident.", [{ type: "closed" }, alex]],
  [
    "Muster could not open a channel: Graph does not answer.",
    { type: "gave up", doing: "open a channel", reason: "Graph does not answer" },
  ],
])("%s", (words, told) => {
  expect(sentence(entriesOf(told as Fact)[0]!)).toBe(words);
});

describe("with the pages at hand", () => {
  const asked: Fact = { type: "page opened", page: 2, because: "the database is slow", ladder };
  const paged: Fact = { type: "paged", page: 2, step: 0, people: [megan] };
  const one = { page: 2, step: 0, person: megan.id, order: 0 };
  const reported = (state: TryState, reason?: string): Fact => ({
    type: "page reported",
    ...one,
    state,
    ...(reason === undefined ? {} : { reason }),
  });
  const { pages } = incidentOf(
    entriesOf([declared(), adele], pageOpened, asked, paged, { type: "page tried", ...one, means: "sms" }),
  );

  test.each<[string, Fact]>([
    ["Megan Bowen is paged: the database is slow", paged],
    ["Megan Bowen is paged (step 2): the database is slow", { type: "paged", page: 2, step: 1, people: [megan] }],
    ["Muster pages Megan Bowen by text message.", { type: "page tried", ...one, means: "sms" }],
    ["The text message to Megan Bowen is sent.", reported("sent")],
    ["The text message to Megan Bowen has arrived.", reported("delivered")],
    ["The text message to Megan Bowen has been seen.", reported("seen")],
    ["The text message to Megan Bowen failed: no such number.", reported("failed", "no such number")],
    ["The text message to Megan Bowen did not go out, and is tried again: 429.", reported("failing", "429")],
  ])("%s", (words, fact) => {
    expect(sentence(entriesOf(fact)[0]!, pages)).toBe(words);
  });
});

test("a page says what it is about where nothing is known but the fact", () => {
  const one = { page: 2, step: 0, person: megan.id, order: 0 };
  const told = (fact: Fact) => sentence(entriesOf(fact)[0]!);
  expect(told({ type: "paged", page: 2, step: 1, people: [megan], because: "the database is slow" })).toBe(
    "Megan Bowen is paged (step 2): the database is slow",
  );
  expect(told({ type: "page reported", ...one, state: "failed", means: "sms", name: megan.name, reason: "429" })).toBe(
    "The text message to Megan Bowen failed: 429.",
  );
});

test("an alert is named as who declared", () => {
  const [entry] = entriesOf(declared());
  expect(sentence({ ...entry!, by: { kind: "alert", source: "azure-monitor" } })).toBe(
    "An alert from azure-monitor declared a severity 1 incident: Checkout is down",
  );
});

test.each([...hostile])("a sentence stays one bounded line whatever is in it", (text) => {
  const said = sentence(
    entriesOf([
      { type: "noted", text },
      { id: "1", name: text },
    ] as [Fact, typeof adele])[0]!,
  );
  expect(said.length).toBeLessThan(600);
  expect(said).not.toMatch(/[\p{Cc}\u2028\u202a-\u202e]/u);
});
