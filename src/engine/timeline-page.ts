/** A page of an incident's timeline, which costs as much after ten thousand entries as after a hundred. */
import type { TimelinePage } from "../commands/command.ts";
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { fold } from "../domain/incident/incident.ts";
import type { Admit } from "./entrance.ts";
import { incidentList } from "./incident-list.ts";
import type { Documents, History, HistoryPage, Log } from "./ports.ts";

type Wanted = { stream: string; before: number | undefined; admit: Admit };

/** More than are shown: those that the timeline leaves out are among them. */
const entriesMax = 80;

/** Throws what `admit` throws where there is no such incident, or none for this person. */
export async function timelinePage(
  { log, documents }: { log: Log; documents: Documents },
  { stream, before, admit }: Wanted,
): Promise<TimelinePage> {
  const [page, listed] = await Promise.all([
    log.page(stream, { before, most: entriesMax }) as Promise<HistoryPage<Fact>>,
    incidentList(documents).get(stream),
  ]);
  // To whom a confidential one may be told stands in its history. Where the list knows none, there is none, or it is late.
  const whole = async (): Promise<readonly Entry[]> =>
    before === undefined && page.earlier === 0 ? page.entries : ((await log.read(stream)) as History<Fact>).entries;
  const incident = listed === undefined || listed.confidential === true ? admit(fold(stream, await whole())) : listed;
  const { drill, confidential } = incident;
  return {
    ...page,
    id: stream,
    // The list is late by a moment, and the latest entries are not.
    title: (before === undefined ? titleIn(page.entries) : undefined) ?? incident.title,
    ...(drill === undefined ? {} : { drill }),
    ...(confidential === undefined ? {} : { confidential }),
  };
}

function titleIn(entries: readonly Entry[]): string | undefined {
  const fact = entries.findLast((entry) => entry.fact.type === "declared" || entry.fact.type === "renamed")?.fact;
  return fact?.type === "declared" ? fact.title : fact?.type === "renamed" ? fact.to : undefined;
}
