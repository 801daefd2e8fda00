/** When Muster starts, what was said while it was down is missing: every open incident's transcript is compared with Teams. */
import { muster } from "../domain/people.ts";
import { incidentList } from "./incident-list.ts";
import type { Documents } from "./ports.ts";
import type { TranscriptWork } from "./transcript-work.ts";

type Tools = { documents: Documents; work: TranscriptWork; now: () => Date; holder: string };

const openMax = 1_000;
/** Graph takes four requests a second on one team, which has other things to do too. */
const gapMs = 500;

/**
 * Asks for one after the other. Several that start at once all ask; whoever compares answers everybody who has asked until
 * then, and one at a time does.
 */
export async function compareOpen(
  { documents, work, now, holder }: Tools,
  pause: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const startedAt = now().toISOString();
  const open = await incidentList(documents).page("open", openMax);
  for (const [index, { id }] of open.entries()) {
    if (index > 0) await pause(gapMs);
    await work.compare(id, "start", { cause: `start of ${holder} ${startedAt}`, by: muster, from: "start" });
  }
}
