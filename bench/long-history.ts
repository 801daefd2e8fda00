/** A history of very many entries, written by Muster's own adapter, a hundred rows in a transaction. */
import type { TableClient } from "@azure/data-tables";
import { collecting, inParallel } from "./seed.ts";
import type { Entry, Fact } from "../src/domain/incident/facts.ts";
import { azureLog } from "../src/azure/log.ts";

const person = { id: "00000000-0000-4000-8000-000000000001", name: "Megan Bowen" };
const one = { page: 1, step: 0, person: person.id, order: 0 };
/** What happens over and over. Nothing of it is longer the later it happens. */
const facts: readonly Fact[] = [
  { type: "noted", text: "The queue has 12,000 messages and grows." },
  { type: "severity changed", from: 3, to: 2, because: "more customers call" },
  { type: "paged", page: 1, step: 0, people: [person] },
  { type: "page tried", ...one, means: "sms" },
  { type: "page reported", ...one, state: "delivered" },
  { type: "acknowledged", person },
  { type: "action opened", action: 7, text: "restart the pool", owner: person },
  { type: "severity changed", from: 2, to: 3, because: "it is only Europe" },
  { type: "role assigned", role: "scribe", person },
  { type: "role released", role: "scribe", person },
];
const declared: Fact = { type: "declared", title: "Checkout is slow", description: "", severity: 3, said: null };

const at = "2026-11-22T18:40:12.000Z";
const appended = 50;

const end: readonly Fact[] = [{ type: "resolved", summary: "The pool is larger." }, { type: "closed" }];

const factAt = (index: number, count: number): Fact =>
  index === 0 ? declared : (end[index - count + end.length] ?? facts[index % facts.length]!);

/** Writes so many entries, a multiple of a hundred. The last are appended as ever, so that all that belongs to them is there. */
export async function writeLongHistory(table: TableClient, stream: string, count: number): Promise<void> {
  const before = count - appended;
  const entries = (from: number): Entry[] =>
    Array.from({ length: appended }, (_, index) => ({
      number: from + index + 1,
      at,
      by: { kind: "person", person },
      from: "bench",
      fact: factAt(from + index, count),
    }));
  const starts = Array.from({ length: Math.ceil(before / (2 * appended)) }, (_, index) => index * 2 * appended);
  await inParallel(starts, async (start) => {
    const { log, rows } = collecting();
    for (let from = start; from < Math.min(start + 2 * appended, before); from += appended)
      await log.append(stream, from, `cause ${from}`, entries(from));
    // A transaction has a hundred rows: without those that stand for causes and the end, which the last append writes.
    await table.submitTransaction(rows.filter(([, row]) => String(row["rowKey"]).startsWith("event-")));
  });
  await azureLog(table).append(stream, before, "the end", entries(before));
}
