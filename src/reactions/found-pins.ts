/** Pins (📌) that Muster did not hear of. */
import { whyNotPinned } from "../domain/incident/pinning.ts";
import type { Entry } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import { messageIn } from "../engine/message-in.ts";
import type { HeldMessage, LoggedLine, Transcript } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";

type Place = {
  stream: string;
  entries: readonly Entry[];
  transcript: Transcript;
  findPerson(id: string): Promise<Person | undefined>;
};

/**
 * Teams often tells the id alone of whoever reacted. A pin that was taken off with `unpin` does not come back because its 📌 is
 * still there.
 */
export async function recordPins<F>(
  errand: Errand<unknown, F>,
  { stream, entries, transcript, findPerson }: Place,
  held: readonly HeldMessage[],
): Promise<void> {
  const before = everPinned(entries);
  const found = held.filter(({ id, pins = [] }) => pins.length > 0 && !before.has(id));
  if (found.length === 0) return;
  const lines = await transcript.read(stream);
  for (const { id, pins } of found) {
    const [by] = pins!;
    const who = by!.name === "" ? ((await findPerson(by!.id)) ?? { ...by!, name: "Somebody" }) : by!;
    await pinOnce(errand, { stream, lines, id, who });
  }
}

/** Whether it is pinned now, or was. */
export async function pinOnce<F>(
  errand: Errand<unknown, F>,
  { stream, lines, id, who }: { stream: string; lines: readonly LoggedLine[]; id: string; who: Person },
): Promise<boolean> {
  const message = messageIn(lines, id);
  if (message === undefined) return false;
  const about = { entry: errand.pending[0]!, key: `pin ${id}`, by: { kind: "person", person: who } } as const;
  await errand.decide(stream, about, (incident) =>
    incident.status === "undeclared" || whyNotPinned(incident, id) !== undefined
      ? []
      : [{ type: "pinned", message, note: "" }],
  );
  return true;
}

const everPinned = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ fact }) => (fact.type === "pinned" ? [fact.message.id] : [])));
