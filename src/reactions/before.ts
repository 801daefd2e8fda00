import { fold, type Live } from "../domain/incident/incident.ts";
import type { Errand } from "../engine/reaction.ts";

/** Many cards ask for the same state in one run: a long history is folded once. */
const known = new WeakMap<Errand["entries"], { first: number; state: Live | undefined }>();

/** The incident as it was before the facts that this run reads; undefined before it was declared. */
function stateBefore(errand: Errand): Live | undefined {
  const first = errand.pending[0]?.number ?? Number.POSITIVE_INFINITY;
  const before = known.get(errand.entries);
  if (before?.first === first) return before.state;
  const state = foldedBefore(errand);
  known.set(errand.entries, { first, state });
  return state;
}

function foldedBefore({ stream, entries, pending }: Errand): Live | undefined {
  const first = pending[0]?.number ?? Number.POSITIVE_INFINITY;
  const was = fold(
    stream,
    entries.filter(({ number }) => number < first),
  );
  return was.status === "undeclared" ? undefined : was;
}

/** Whether a card, or whatever is made of the incident, says something else by now. Teams counts every update, also one that changes nothing. */
export function hasChanged(errand: Errand, made: (incident: Live) => unknown): boolean {
  const before = stateBefore(errand);
  return before === undefined || JSON.stringify(made(before)) !== JSON.stringify(made(errand.state));
}
