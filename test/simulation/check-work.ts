/** What people took on is asked about when its time is up, what was proposed comes to an end, and the times are kept. */
import type { Entry, FactOf } from "../../src/domain/incident/facts.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import { measureOf } from "../../src/domain/incident/measure.ts";
import { monthOf } from "../../src/domain/learning/month.ts";
import { measuresBetween } from "../../src/engine/measures.ts";
import type { Night } from "./night.ts";

/** A bell may be seconds late, and an answer takes a moment. */
const slackMs = 60_000;

export async function workComplaints(night: Night, entries: readonly Entry[], incident: Live): Promise<string[]> {
  const now = night.world.now().getTime();
  return [
    ...numbersOf(entries, incident),
    ...(incident.status === "open" ? forgotten(incident, now) : []),
    ...settledTwice(entries, incident),
    ...(await timesKept(night, incident)),
  ];
}

/** One after another, and none twice. */
function numbersOf(entries: readonly Entry[], { id }: Live): string[] {
  const opened = entries.flatMap(({ fact }) => (fact.type === "action opened" ? [fact.action] : []));
  const proposed = entries.flatMap(({ fact }) => (fact.type === "proposed" ? [fact.proposal] : []));
  return [opened, proposed]
    .filter((numbers) => numbers.some((number, index) => number !== index + 1))
    .map((numbers) => `${id}: numbers are ${numbers.join(", ")}`);
}

function forgotten({ id, work }: Live, now: number): string[] {
  const over = (at: string | undefined): boolean => at !== undefined && Date.parse(at) + slackMs < now;
  return [
    ...work.actions
      .filter(({ state, dueAt, askedAt }) => state === "open" && over(dueAt) && askedAt === undefined)
      .map(({ number }) => `${id}: nobody asked how action ${number} went`),
    ...work.proposals
      .filter(({ state, closesAt, waiting }) => state === "open" && over(closesAt) && waiting !== true)
      .map(({ number }) => `${id}: proposal ${number} was left hanging`),
  ];
}

function settledTwice(entries: readonly Entry[], { id }: Live): string[] {
  const settled = entries.flatMap(({ fact }) => (fact.type === "proposal settled" ? [fact.proposal] : []));
  const asked = entries.filter(({ fact }) => fact.type === "action asked") as Entry<FactOf<"action asked">>[];
  const hasty = asked.filter(({ at, fact }, index) =>
    asked.some((other, before) => before < index && other.fact.action === fact.action && other.at === at),
  );
  return [
    ...settled
      .filter((number, index) => settled.indexOf(number) !== index)
      .map((number) => `${id}: proposal ${number} was settled twice`),
    ...hasty.map(({ fact }) => `${id}: it was asked twice in one instant how action ${fact.action} went`),
  ];
}

async function timesKept({ stores }: Night, incident: Live): Promise<string[]> {
  const measure = measureOf(incident);
  const month = monthOf(measure.declaredAt)!;
  const { measures } = await measuresBetween(stores.documents, month, month, 100);
  const kept = measures.find(({ id }) => id === incident.id);
  return JSON.stringify(kept) === JSON.stringify(measure)
    ? []
    : [`${incident.id}: its times are not those that are kept`];
}
