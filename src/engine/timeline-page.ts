/** A page of an incident's timeline, which costs as much after ten thousand entries as after a hundred. */
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { fold } from "../domain/incident/incident.ts";
import { incidentList } from "./incident-list.ts";
import type { Documents, History, HistoryPage, Log } from "./ports.ts";

export type TimelinePage = HistoryPage<Fact> & { id: string; title: string };

/** More than are shown: those that the timeline leaves out are among them. */
const entriesMax = 80;

/** Undefined where there is no such incident. */
export async function timelinePage(
  { log, documents }: { log: Log; documents: Documents },
  stream: string,
  before: number | undefined,
): Promise<TimelinePage | undefined> {
  const [page, listed] = await Promise.all([
    log.page(stream, { before, most: entriesMax }) as Promise<HistoryPage<Fact>>,
    incidentList(documents).get(stream),
  ]);
  // The list is late by a moment, and the latest entries are not.
  const known = before === undefined ? titleIn(page.entries) : undefined;
  const title = known ?? listed?.title ?? (await readTitle(log, stream));
  return title === undefined ? undefined : { ...page, id: stream, title };
}

/** Read only where the list does not know the incident: there is none, or the list is late. */
async function readTitle(log: Log, stream: string): Promise<string | undefined> {
  const found = fold(stream, ((await log.read(stream)) as History<Fact>).entries);
  return found.status === "undeclared" ? undefined : found.title;
}

function titleIn(entries: readonly Entry[]): string | undefined {
  const fact = entries.findLast((entry) => entry.fact.type === "declared" || entry.fact.type === "renamed")?.fact;
  return fact?.type === "declared" ? fact.title : fact?.type === "renamed" ? fact.to : undefined;
}
