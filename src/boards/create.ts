/** Making a work item once: its mark is a tag, and a tag is not unique in Boards, so whether one is there has to be asked. */
import type { WorkItem as ApiWorkItem } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import { Outage } from "../engine/ports.ts";
import type { Boards, BoardsTools } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import type { Patch } from "./patch.ts";
import type { Field, Process } from "./process.ts";
import { findByTag } from "./read.ts";
import { withoutRefused } from "./refused.ts";

export type Desk = BoardsTools & { boards: Boards; process: Process };

/** `rev` and `state` only where it was just made. */
export type Made = { id: number; url: string; rev?: number; state?: string };

/** `fields` are those of the type, by whose names Boards refuses them. */
type Document = { type: string; patch: Patch; fields: readonly Field[] };

const lookAgainMs = 3_000;

/** Asks first whether one is there, unless the caller vouches that nobody has tried; and after a creation that went without an answer. */
export async function makeOnce(
  desk: Desk,
  { mark, tried }: { mark: string; tried?: "never" },
  document: () => Promise<Document>,
): Promise<Made> {
  const there = tried === "never" ? undefined : await findByTag(desk.boards, desk.config, mark);
  if (there !== undefined) return { id: there, url: pageOf(desk, there) };
  return make(desk, mark, await document());
}

async function make(desk: Desk, mark: string, { type, patch: first, fields }: Document): Promise<Made> {
  for (let patch = first; ; ) {
    try {
      return madeFrom(
        desk,
        await desk.boards("once", (api) => api.createWorkItem({}, patch, desk.config.AZURE_DEVOPS_PROJECT ?? "", type)),
      );
    } catch (error) {
      const less = withoutRefused(patch, error, fields);
      if (less !== undefined) {
        desk.log.warn({ mark }, `Azure Boards: ${(error as Error).message} The work item is made without that.`);
        patch = less;
        continue;
      }
      if (!(error instanceof BoardsFault) || error.happened === "no") throw error;
      await desk.pause(lookAgainMs / 3);
      const made = await findByTag(desk.boards, desk.config, mark).catch(() => undefined);
      if (made !== undefined) return { id: made, url: pageOf(desk, made) };
      // Not posted again here: the query may lag behind a creation that did happen. The next attempt asks again.
      throw new Outage(
        `Azure Boards did not say whether it made the work item (${error.message}); Muster will look again.`,
        { again: true, afterMs: lookAgainMs, cause: error },
      );
    }
  }
}

function madeFrom(desk: Desk, item: ApiWorkItem): Made {
  if (item.id === undefined) throw new BoardsFault("an answer without a number", { status: 502, happened: "perhaps" });
  const links: { html?: { href?: unknown } } = item._links ?? {};
  const page = String(links.html?.href ?? "");
  return {
    id: item.id,
    url: /^https?:\/\//.test(page) ? page : pageOf(desk, item.id),
    rev: item.rev ?? 1,
    state: String(item.fields?.["System.State"] ?? ""),
  };
}

const pageOf = ({ config }: Desk, id: number): string =>
  `${config.AZURE_DEVOPS_URL}/${encodeURIComponent(config.AZURE_DEVOPS_PROJECT ?? "")}/_workitems/edit/${id}`;
