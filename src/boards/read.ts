/** Work items as they are in Azure Boards. */
import type { WorkItem as ApiWorkItem } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import type { Boards, BoardsConfig } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import { type Current, tagsOf } from "./patch.ts";

/** Relations of the SDK's WorkItemExpand, and Omit of its WorkItemErrorPolicy. */
const withRelations = 1;
const omit = 2;
const foundMax = 200;
/** The most that one request may name (Microsoft Learn, "Work Items - List"). */
const batchMax = 200;

/** Undefined when there is none of this number; BoardsFault 404 when it is the project that is not there. */
export async function readItem(boards: Boards, config: BoardsConfig, id: number): Promise<Current | undefined> {
  return unlessGone(boards, config, async () =>
    currentFrom(
      await boards("safe", (api) =>
        api.getWorkItem(id, undefined, undefined, withRelations, config.AZURE_DEVOPS_PROJECT),
      ),
    ),
  );
}

/** Boards says 404 of an item that was deleted, and of a project that nobody may see: the second is no loss. */
export async function unlessGone<T>(
  boards: Boards,
  config: BoardsConfig,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof BoardsFault) || error.status !== 404) throw error;
    await boards("safe", (api) => api.getWorkItemTypes(config.AZURE_DEVOPS_PROJECT ?? ""));
    return undefined;
  }
}

export function currentFrom(item: ApiWorkItem): Current {
  const fields: Record<string, unknown> = item.fields ?? {};
  const links = (item.relations ?? []).filter((each) => each.rel === "Hyperlink").map((each) => each.url ?? "");
  return {
    rev: item.rev ?? 0,
    type: String(fields["System.WorkItemType"] ?? ""),
    state: String(fields["System.State"] ?? ""),
    tags: tagsOf(String(fields["System.Tags"] ?? "")),
    fields,
    links,
  };
}

/** The revision of each that is there. */
export async function revisionsOf(
  boards: Boards,
  config: BoardsConfig,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const revisions = new Map<number, number>();
  for (let from = 0; from < ids.length; from += batchMax) {
    const some = ids.slice(from, from + batchMax);
    const items = await boards("safe", (api) =>
      api.getWorkItems(some, ["System.Rev"], undefined, undefined, omit, config.AZURE_DEVOPS_PROJECT),
    );
    for (const item of items as readonly (ApiWorkItem | null)[])
      if (item?.id !== undefined && item.rev !== undefined) revisions.set(item.id, item.rev);
  }
  return revisions;
}

/** The oldest work item that carries this tag. CONTAINS may also find INC-42 for INC-4, so each one found is read. */
export async function findByTag(boards: Boards, config: BoardsConfig, tag: string): Promise<number | undefined> {
  const project = config.AZURE_DEVOPS_PROJECT ?? "";
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS ${quoted(tag)} ORDER BY [System.Id]`;
  const result = await boards("safe", (api) => api.queryByWiql({ query }, { project }, undefined, foundMax));
  const ids = (result.workItems ?? []).flatMap(({ id }) => (id === undefined ? [] : [id])).slice(0, foundMax);
  if (ids.length === 0) return undefined;
  const items = await boards("safe", (api) =>
    api.getWorkItems(ids, ["System.Id", "System.Tags"], undefined, undefined, undefined, project),
  );
  const ours = items
    .filter((item) => currentFrom(item).tags.includes(tag))
    .flatMap(({ id }) => (id === undefined ? [] : [id]));
  return ours.length === 0 ? undefined : Math.min(...ours);
}

/** Text in a query. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
