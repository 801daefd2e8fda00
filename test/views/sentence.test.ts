import { expect, test } from "@jest/globals";
import type { Fact } from "../../src/domain/incident/facts.ts";
import { sentence } from "../../src/views/sentence.ts";
import { adele, alex, channelOpened, declared, entriesOf, hostile, megan, workItemOpened } from "./incidents.ts";

const role = (person: typeof adele, name: "commander" | "scribe" = "commander"): Fact => ({
  type: "role assigned",
  role: name,
  person,
});
const released: Fact = { type: "role released", role: "deputy", person: alex };

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
