import type { Entry } from "../domain/incident/facts.ts";
import type { PublicBoard, PublicIncident } from "../domain/status/board.ts";
import { handRunIncidents } from "../domain/status/public.ts";
import { type StatusFact, statusStream } from "../domain/status/statuspage.ts";
import { statusJson, statusPage } from "../views/status-page.ts";
import type { Documents, Log, Site } from "./ports.ts";

/** The kind of the documents that hold what the public may know of an incident. */
export const publicIncidentKind = "public";

export type StatusSite = {
  board(): Promise<PublicBoard>;
  /** Writes the page and its data where the world reads them. */
  publish(): Promise<void>;
};

type Tools = { documents: Documents; log: Log; site: Site; now: () => Date; name: string };

export function statusSite({ documents, log, site, now, name }: Tools): StatusSite {
  async function board(): Promise<PublicBoard> {
    const [known, byHand] = await Promise.all([
      documents.list<PublicIncident>(publicIncidentKind),
      log.read(statusStream),
    ]);
    const all = [...known.map(({ value }) => value), ...handRunIncidents(byHand.entries as Entry<StatusFact>[])];
    const last = all
      .flatMap(({ statements }) => statements.map(({ at }) => at))
      .sort()
      .at(-1);
    all.sort((one, other) => other.openedAt.localeCompare(one.openedAt));
    return {
      name,
      updatedAt: last ?? now().toISOString(),
      open: all.filter(({ state }) => state !== "resolved"),
      history: all.filter(({ state }) => state === "resolved"),
    };
  }

  return {
    board,
    async publish() {
      await site.publish("status.json", "application/json; charset=utf-8", async () => statusJson(await board()));
      await site.publish("index.html", "text/html; charset=utf-8", async () => statusPage(await board()));
    },
  };
}
