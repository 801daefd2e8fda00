import type { Entry } from "../domain/incident/facts.ts";
import { placeOf } from "../domain/incident/incident.ts";
import type { Runbook } from "../domain/runbook/runbook.ts";
import { suggestRunbooks } from "../domain/runbook/suggest.ts";
import type { Chat } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import { runbooksView } from "../views/runbook.ts";

export type RunbookTools = { chat: Chat; runbooks(): Promise<Runbook[]> };

/** Brings the troubleshooting guides that fit the title to where people work on it; says nothing when none does. */
export async function bringRunbooks({ chat, runbooks }: RunbookTools, errand: Errand, entry: Entry): Promise<void> {
  const { title, description } = errand.state;
  const place = placeOf(errand.state);
  const fitting = suggestRunbooks(await runbooks(), `${title} ${description}`);
  if (place !== undefined && fitting.length > 0)
    await errand.once(entry, "runbooks", () => chat.post(place, runbooksView(fitting)));
}
