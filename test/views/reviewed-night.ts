/** An incident in which everything happened that a review may tell of, folded from facts. */
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import {
  adele,
  alex,
  by,
  declared,
  declaredAt,
  megan,
  nestor,
  pageOpened,
  paged,
  service,
  workItemOpened,
} from "./incidents.ts";
import { muster, type Actor, type Person } from "../../src/domain/people.ts";

export const lee: Person = { id: "00000000-0000-4000-8000-leegu0000000", name: "Lee Gu" };
export const channelId = "19:inc42@thread.tacv2";
const webUrl =
  "https://teams.microsoft.com/l/channel/19%3Ainc42%40thread.tacv2/inc-42?groupId=11111111-0000-4000-8000-000000000001&tenantId=22222222-0000-4000-8000-000000000002";

type Told = { fact: Fact; who?: Person | Actor; from?: string; message?: string };

/** Said in a thread of the incident's channel: the thread's first message, and the message itself. */
const inThread = (root: string, message: string) => ({ from: `teams ${channelId};messageid=${root}`, message });

const actorOf = (who: Person | Actor | undefined): Actor => {
  if (who === undefined) return muster;
  return "kind" in who ? who : by(who);
};

const alertActor: Actor = { kind: "alert", source: "azure-monitor" };

const told: Told[] = [
  {
    fact: {
      ...(declared("Checkout is down", "Customers see a blank page.\nSince the deployment?") as Extract<
        Fact,
        { type: "declared" }
      >),
      meaning: "critical, all customers feel it",
      team: "33333333-0000-4000-8000-000000000003",
      alert: {
        source: "azure-monitor",
        key: "checkout-errors",
        links: [{ title: "The query", url: "https://portal.azure.com/#query" }],
        startedAt: "2026-11-22T18:21:00.000Z",
      },
    },
    who: alertActor,
    from: "alert azure-monitor",
  },
  { fact: pageOpened },
  {
    fact: {
      type: "channel opened",
      channel: { id: channelId, serviceUrl: service },
      name: "inc-42-checkout-is-down",
      webUrl,
    },
  },
  { fact: workItemOpened },
  { fact: paged(0, megan) },
  { fact: { type: "page tried", page: 1, step: 0, person: megan.id, order: 0, means: "teams" } },
  { fact: { type: "acknowledged", person: megan }, who: megan, ...inThread("1795372900000", "1795372901234") },
  {
    fact: { type: "role assigned", role: "commander", person: adele, title: "incident commander" },
    who: adele,
    ...inThread("1795372960000", "1795372960000"),
  },
  {
    fact: { type: "role assigned", role: "expert", person: alex, title: "subject matter expert", several: true },
    who: adele,
  },
  { fact: { type: "aware", person: nestor, how: "spoke" } },
  { fact: { type: "noted", text: "deployed 4.2 at 18:20" }, who: alex, ...inThread("1795373000000", "1795373000000") },
  { fact: { type: "noted", text: "the database is idle" }, who: alex },
  { fact: { type: "noted", text: "Rolled back to 4.1" }, who: alex },
  { fact: { type: "affected told", who: "1,200 customers in Europe", count: 1200 }, who: adele },
  { fact: { type: "services told", services: ["checkout", "payments"] }, who: adele },
  {
    fact: { type: "detection told", by: "customer", through: "ticket 4711", url: "https://support.example/4711" },
    who: adele,
  },
  {
    fact: { type: "severity changed", from: 1, to: 2, because: "only cards", meaning: "major, many customers feel it" },
    who: adele,
    ...inThread("1795373060000", "1795373061000"),
  },
  {
    fact: {
      type: "action opened",
      action: 1,
      text: "restart the pool",
      owner: alex,
      dueAt: "2026-11-22T19:00:00.000Z",
    },
    who: adele,
  },
  { fact: { type: "action done", action: 1, result: "the pool is up" }, who: alex },
  { fact: { type: "action opened", action: 2, text: "call the bank", owner: lee }, who: adele },
  { fact: { type: "proposed", proposal: 1, text: "we fail over", closesAt: "2026-11-22T19:05:00.000Z" }, who: alex },
  { fact: { type: "objected", proposal: 1, because: "the replica is behind" }, who: nestor },
  { fact: { type: "proposal settled", proposal: 1, outcome: "decided", because: "it has caught up" }, who: adele },
  { fact: { type: "decided", text: "we stay read-only" }, who: adele },
  {
    fact: { type: "proposed", proposal: 2, text: "we restart everything", closesAt: "2026-11-22T19:15:00.000Z" },
    who: alex,
  },
  { fact: { type: "proposal settled", proposal: 2, outcome: "withdrawn", because: "" }, who: alex },
  { fact: { type: "follow-up noted", followUp: 1, text: "an alert for the queue", owner: lee }, who: adele },
  {
    fact: {
      type: "follow-up filed",
      followUp: 1,
      id: 18,
      url: "https://dev.azure.com/contoso/Operations/_workitems/edit/18",
    },
  },
  { fact: { type: "follow-up noted", followUp: 2, text: "a drill for the failover" }, who: adele },
  {
    fact: {
      type: "pinned",
      message: { id: "1795373100000", text: "the cache is empty", author: nestor, saidAt: "2026-11-22T18:58:00.000Z" },
      note: "",
    },
    who: adele,
  },
  { fact: { type: "linked", url: "https://grafana.example/d/1", title: "The dashboard" }, who: alex },
  {
    fact: { type: "update posted", text: "Card payments fail for some.", nextDueAt: "2026-11-22T19:30:00.000Z" },
    who: adele,
    ...inThread("1795373200000", "1795373200000"),
  },
  { fact: { type: "phase changed", to: "mitigated", text: "" }, who: alex },
  { fact: { type: "noted", text: "The alert says that it is over." }, who: alertActor, from: "alert azure-monitor" },
  { fact: { type: "related", to: "INC-40", title: "Search is slow" }, who: adele },
  { fact: { type: "gave up", doing: "post in the broadcast channel", reason: "Muster is not in it." } },
  { fact: { type: "resolved", summary: "The rollback is complete." }, who: alex },
  {
    fact: {
      type: "review opened",
      owner: adele,
      meetingDueAt: "2026-11-27T23:59:00.000Z",
      severity: 2,
      zone: "Europe/Berlin",
    },
  },
  { fact: { type: "review assigned", part: "facilitator", person: nestor }, who: adele },
  {
    fact: { type: "review scheduled", what: "meeting", at: "2026-11-25T13:00:00.000Z", zone: "Europe/Berlin" },
    who: adele,
  },
];

const timed = (all: readonly Told[]): Entry[] =>
  all.map(({ fact, who, from = "timer", message }, index) => ({
    number: index + 1,
    at: new Date(Date.parse(declaredAt) + index * 60_000).toISOString(),
    by: actorOf(who),
    from,
    ...(message === undefined ? {} : { message }),
    fact,
  }));

export const reviewedNight: Entry[] = timed(told);

/** Every text that came from outside, anywhere in a fact or around it, becomes this one. Times, kinds and ids stay. */
export function nightWith(text: string): Entry[] {
  const kept =
    /^(type|at|number|kind|id|did|role|to|from|which|by|state|outcome|about|part|what|how|means|why|zone|severity|step|serviceUrl|\w*At)$/;
  const change = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => change(each, key === "services" ? "service" : ""));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]));
    return typeof value === "string" && !kept.test(key) ? text : value;
  };
  return reviewedNight.map((entry) => {
    const { fact, by: who } = entry;
    return { ...entry, by: change(who, "by") as Actor, from: text, message: text, fact: change(fact, "fact") as Fact };
  });
}
