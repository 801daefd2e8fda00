/** What must be true of the pages of an incident, whatever was killed. */
import type { Fact, TryOf } from "../../src/domain/incident/facts.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";

/** Every step after the one before it, every try once, and of every try it is known what came of it. */
export function checkPaging(id: string, facts: readonly Fact[]): string[] {
  const steps = facts.flatMap((fact) => (fact.type === "paged" ? [fact.step] : []));
  const tries = facts.flatMap((fact) => (fact.type === "page tried" ? [nameOf(fact)] : []));
  const reports = new Set(facts.flatMap((fact) => (fact.type === "page reported" ? [nameOf(fact)] : [])));
  return [
    ...(steps.some((step, index) => step !== index) ? [`${id}: its steps were ${steps.join(", ")}.`] : []),
    ...(new Set(tries).size < tries.length ? [`${id}: a try was made twice: ${tries.join("; ")}.`] : []),
    ...tries.filter((name) => !reports.has(name)).map((name) => `${id}: nobody knows what came of try ${name}.`),
  ];
}

const nameOf = ({ page, paged, order }: TryOf): string => `${page} ${paged} ${order}`;

/** Cards in the incident's own channel that say who is waited for. */
export function laddersOf({ store }: Sandbox, marked: RegExp): number {
  const channel = store.world.places.find(({ description = "" }) => marked.test(description));
  const all = channel === undefined ? [] : store.messagesIn(channel.id);
  return all.filter(({ from, card }) => from.bot && /Waiting for /.test(JSON.stringify(card) ?? "")).length;
}
