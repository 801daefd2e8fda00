/** Incidents for the tests of what people see: folded from facts, as in life. */
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import { fold, type Live } from "../../src/domain/incident/incident.ts";
import type { Reach } from "../../src/domain/oncall/book.ts";
import { type Actor, muster, type Person } from "../../src/domain/people.ts";

const person = (name: string): Person => {
  const mail = name.toLowerCase().replace(" ", ".");
  return {
    id: `00000000-0000-4000-8000-${mail.padEnd(12, "0").slice(0, 12)}`,
    name,
    email: `${mail}@contoso.onmicrosoft.com`,
  };
};
export const adele = person("Adele Vance");
export const megan = person("Megan Bowen");
export const alex = person("Alex Wilber");
export const nestor = person("Nestor Wilke");

export const by = (who: Person): Actor => ({ kind: "person", person: who });

export const declaredAt = "2026-11-22T18:40:12.000Z";
export const service = "https://smba.example/teams";

/**
 * Entries a minute apart; each is a fact and who did it (Muster, if nobody is named). The first page is opened in the
 * instant in which the incident is declared.
 */
export function entriesOf(...told: (Fact | [Fact, Person])[]): Entry[] {
  let minute = -1;
  return told.map((each, index) => {
    const [fact, who] = Array.isArray(each) ? each : [each, undefined];
    if (fact !== pageOpened) minute += 1;
    const at = new Date(Date.parse(declaredAt) + minute * 60_000).toISOString();
    return { number: index + 1, at, by: who === undefined ? muster : by(who), from: "teams", fact };
  });
}

export function incidentOf(entries: readonly Entry[], id = "INC-42"): Live {
  const incident = fold(id, entries);
  if (incident.status === "undeclared") throw new Error("These entries declare nothing.");
  return incident;
}

export const declared = (title = "Checkout is down", description = ""): Fact => ({
  type: "declared",
  title,
  description,
  severity: 1,
  said: { id: "19:general@thread.tacv2;messageid=1", serviceUrl: service },
});

/** Two steps of five minutes, then the last resort. */
export const ladder: Ladder = {
  policy: "Checkout",
  roster: "Checkout",
  steps: [
    { targets: [{ rotation: "primary", roster: "Checkout" }], minutes: 5 },
    { targets: [{ rotation: "secondary", roster: "Checkout" }], minutes: 5 },
  ],
  lastResort: [{ everyone: "Checkout" }],
};
export const reach = [
  { means: "teams", afterMinutes: 0 },
  { means: "sms", afterMinutes: 2 },
  { means: "call", afterMinutes: 4 },
] as const satisfies readonly Reach[];
export const pageOpened: Fact = { type: "page opened", page: 1, because: "", ladder };

export const channelOpened: Fact = {
  type: "channel opened",
  channel: { id: "19:inc42@thread.tacv2", serviceUrl: service },
  name: "inc-42-checkout-is-down",
  webUrl: "https://teams.microsoft.com/l/channel/19%3Ainc42%40thread.tacv2/inc-42-checkout-is-down?groupId=1",
};
export const workItemOpened: Fact = {
  type: "work item opened",
  id: 17,
  url: "https://dev.azure.com/contoso/Operations/_workitems/edit/17",
};
export const paged = (step: number, ...people: Person[]): Fact => ({ type: "paged", step, people });
export const acknowledged = (who: Person): [Fact, Person] => [{ type: "acknowledged", person: who }, who];
export const updated = (text: string, who: Person): [Fact, Person] => [
  { type: "update posted", text, nextDueAt: "2026-11-22T19:10:00.000Z" },
  who,
];
export const resolved = (summary: string, who: Person): [Fact, Person] => [{ type: "resolved", summary }, who];

/** A whole night, from the first word to the end. */
export const night: Entry[] = entriesOf(
  [
    declared(
      "Checkout is down",
      "Customers see a blank page after “Pay now”. Started right after the 18:20 deployment.",
    ),
    adele,
  ],
  pageOpened,
  channelOpened,
  workItemOpened,
  paged(0, megan),
  { type: "page failed", step: 0, person: megan, reason: "Muster is not installed for Megan Bowen." },
  paged(1, alex),
  acknowledged(alex),
  [{ type: "role assigned", role: "commander", person: adele }, adele],
  [{ type: "role assigned", role: "scribe", person: nestor }, adele],
  [{ type: "severity changed", from: 1, to: 2, because: "only cards are affected, invoices still work" }, adele],
  [{ type: "impact started", startedAt: "2026-11-22T18:21:00.000Z" }, alex],
  [{ type: "noted", text: "Rolled back the deployment of 18:20" }, alex],
  updated("Card payments fail for about half of our customers. We are rolling back the last deployment.", adele),
  { type: "update overdue", dueAt: "2026-11-22T19:10:00.000Z", nextDueAt: "2026-11-22T19:40:00.000Z" },
  resolved("The rollback is complete and card payments work again. No data was lost.", alex),
);

/** What people and machines throw at a title, a note or a name. */
export const hostile: readonly string[] = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the template engine would read
  "${title} ${$root.id} ${1+1}",
  "{{DATE(2017-02-14T06:08:00Z)}} {{TIME(2017-02-14T06:08:00Z)}} {{{DATE(2017-02-14T06:08:00Z, LONG)}}}",
  "<at>all</at> <at>Megan Bowen</at> &lt;at&gt;all&lt;/at&gt;",
  "[click](javascript:alert(1)) [x](https://evil.example) ![i](https://evil.example/i.png)",
  "<b>bold</b><script>alert(1)</script><img src=x onerror=alert(1)> **bold** _italic_ ~~strike~~ `code`",
  "# heading\n- list\n1. one\n> quote\n    code\n---\n| a | b |",
  "\u202Etxet desrever\u202C \u2066isolated שלום عاجل: الدفع معطل",
  "👩‍🚒🔥 checkout 💥\ud83d",
  '=HYPERLINK("https://evil.example")\u0000\u0007\u001b[31m',
  `${"long ".repeat(6_000)}end`,
  "one\r\n\r\n\r\ntwo\u2028three\tfour &nbsp; five",
  "\\*backslash\\_ \\",
];
