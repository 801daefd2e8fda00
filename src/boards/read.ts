/** Work items as they are in Azure Boards. */
import type { WorkItem as ApiWorkItem } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import type { Boards, BoardsConfig } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import { type Current, htmlFrom, tagsOf } from "./patch.ts";

/** Relations of the SDK's WorkItemExpand. */
const withRelations = 1;
const foundMax = 200;
const commentsMax = 200;

export async function readItem(boards: Boards, config: BoardsConfig, id: number): Promise<Current> {
  const item = await boards("safe", (api) =>
    api.getWorkItem(id, undefined, undefined, withRelations, config.AZURE_DEVOPS_PROJECT),
  );
  return currentFrom(item);
}

export function currentFrom(item: ApiWorkItem): Current {
  const fields: Record<string, unknown> = item.fields ?? {};
  const links = (item.relations ?? []).filter((each) => each.rel === "Hyperlink").map((each) => each.url ?? "");
  return {
    rev: item.rev ?? 0,
    state: String(fields["System.State"] ?? ""),
    tags: tagsOf(String(fields["System.Tags"] ?? "")),
    assignedTo: identity(fields["System.AssignedTo"]),
    fields,
    links,
  };
}

/** An object with uniqueName since Azure DevOps Services, "Name <name@example.org>" before. */
function identity(value: unknown): string {
  if (typeof value === "object" && value !== null) return String((value as { uniqueName?: unknown }).uniqueName ?? "");
  return /<([^>]*)>/.exec(String(value ?? ""))?.[1] ?? String(value ?? "");
}

/** The oldest work item that carries this tag. CONTAINS may also find INC-42 for INC-4, so each one found is read. */
export async function findByTag(boards: Boards, config: BoardsConfig, tag: string): Promise<number | undefined> {
  const project = config.AZURE_DEVOPS_PROJECT ?? "";
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS '${tag.replaceAll("'", "''")}' ORDER BY [System.Id]`;
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

/** Says whether this comment stands there already, among the newest ones. Where comments cannot be read, it says no. */
export async function hasComment(boards: Boards, config: BoardsConfig, id: number, comment: string): Promise<boolean> {
  try {
    const list = await boards("safe", (api) => api.getComments(config.AZURE_DEVOPS_PROJECT ?? "", id, commentsMax));
    return (list.comments ?? []).some((each) => plain(each.text ?? "") === plain(htmlFrom(comment)));
  } catch (error) {
    if (error instanceof BoardsFault && [400, 404, 405].includes(error.status)) return false;
    throw error;
  }
}

/** Boards rewrites HTML in its own way: compare only what a reader sees. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&(?:lt|#60);/g, "<")
    .replace(/&(?:gt|#62);/g, ">")
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39);/g, "'")
    .replace(/&(?:amp|#38);/g, "&")
    .replace(/\s+/g, " ")
    .trim();
