/** Who hears of work items that changed: from a hook, or, because hooks get lost, by looking every few minutes. */
import type { KeptItem } from "../domain/work-item/kept.ts";
import { bringBack, type BringTools, bringTo } from "./bring-back.ts";
import { incidentList } from "./incident-list.ts";
import { readKept, streamOfItem } from "./kept-items.ts";
import type { Lanes } from "./lanes.ts";
import type { Recorder } from "./record.ts";

/** What somebody says of a work item; it is looked up before anything is believed. */
export type Hint = { id: number; rev?: number | undefined };

export type BoardsWatch = {
  /** Durable when it resolves. A work item of nobody's incident is ignored. Throws Outage. */
  hear(hint: Hint): Promise<void>;
  /** Compares the work items of incidents that are not closed, unless that was done a moment ago. Never throws. */
  look(): Promise<void>;
};

type Tools = Omit<BringTools, "workItems"> & {
  /** Undefined where there is no Azure Boards. */
  workItems: BringTools["workItems"] | undefined;
  recorder: Recorder;
  lanes: Lanes;
  now: () => Date;
  warn(error: unknown, about: Record<string, unknown>): void;
};

const everyMs = 5 * 60_000;
const watchedMax = 1_000;
const togetherMax = 8;

export function boardsWatch(tools: Tools): BoardsWatch {
  const { workItems, documents, lanes, now, warn } = tools;
  let lookedAt = Number.NEGATIVE_INFINITY;

  /** One at a time for each incident. */
  async function bring(stream: string): Promise<void> {
    if (workItems === undefined) return;
    await lanes.run(`${stream} boards`, () =>
      bringBack({ ...tools, workItems }, stream, bringTo(tools.recorder, stream)),
    );
  }

  async function compare(): Promise<void> {
    const open = await incidentList(documents).page("open", watchedMax);
    const kept: { stream: string; item: KeptItem }[] = [];
    for (let from = 0; from < open.length; from += togetherMax) {
      const some = open.slice(from, from + togetherMax).map(async ({ id: stream }) => {
        const item = (await readKept(documents, stream))?.value;
        return item === undefined ? [] : [{ stream, item }];
      });
      kept.push(...(await Promise.all(some)).flat());
    }
    if (kept.length === 0 || workItems === undefined) return;
    const revisions = await workItems.revisions(kept.map(({ item }) => item.id));
    for (const { stream, item } of kept) {
      const rev = revisions.get(item.id);
      const same = item.lost === true ? rev === undefined : rev === item.rev;
      if (!same) await bring(stream).catch((error: unknown) => warn(error, { stream, doing: "look at its work item" }));
    }
  }

  return {
    async hear({ id, rev }) {
      if (workItems === undefined) return;
      const stream = await streamOfItem(documents, id);
      if (stream === undefined) return;
      const kept = (await readKept(documents, stream))?.value;
      if (kept?.id !== id) return;
      // It may say that there is nothing new, and cost us only the look.
      if (rev !== undefined && rev <= kept.rev && kept.lost === undefined) return;
      await bring(stream);
    },
    async look() {
      const at = now().getTime();
      if (workItems === undefined || at - lookedAt < everyMs) return;
      lookedAt = at;
      await compare().catch((error: unknown) => warn(error, { doing: "look at the work items" }));
    },
  };
}
