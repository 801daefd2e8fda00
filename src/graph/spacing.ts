/** Graph allows four requests a second on one team; a burst of incidents is spread out instead of being refused. */
import { Outage } from "../engine/ports.ts";

const gapInTeamMs = 250;
const queueMsMax = 10_000;
const teamsMax = 1000;

/** Waits for this team's turn. The first comes at once: a single declaration is never slowed. `busy` is said when the queue is too long. */
export function spacing({
  now,
  pause,
  busy = "Too many channels are being created in this team at once.",
  gapMs = gapInTeamMs,
}: {
  now: () => Date;
  pause: (ms: number) => Promise<void>;
  busy?: string;
  gapMs?: number;
}): (team: string) => Promise<void> {
  const free = new Map<string, number>();
  return async (team) => {
    const at = now().getTime();
    const turn = Math.max(at, free.get(team) ?? 0);
    const waitMs = turn - at;
    if (waitMs > queueMsMax) throw new Outage(busy, { again: true, afterMs: waitMs });
    if (free.size >= teamsMax) free.clear();
    free.set(team, turn + gapMs);
    if (waitMs > 0) await pause(waitMs);
  };
}
