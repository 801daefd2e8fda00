/** Work items of incidents that are in a state which their type has lost: Boards shows them with an error, and saves them only in another state. */
import type { Boards, BoardsConfig } from "./client.ts";
import { incidentTag } from "./patch.ts";
import type { WorkItemType } from "./process.ts";
import { quoted } from "./read.ts";

const shownMax = 20;

/** One sentence, or none. */
export async function strandedTrouble(boards: Boards, config: BoardsConfig, type: WorkItemType): Promise<string[]> {
  if (type.states.length === 0) return [];
  const project = config.AZURE_DEVOPS_PROJECT ?? "";
  const states = type.states.map(({ name }) => quoted(name)).join(", ");
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.WorkItemType] = ${quoted(type.name)} AND [System.Tags] CONTAINS ${quoted(incidentTag)} AND [System.State] NOT IN (${states}) ORDER BY [System.Id]`;
  const result = await boards("safe", (api) => api.queryByWiql({ query }, { project }, undefined, shownMax));
  const ids = (result.workItems ?? []).map(({ id }) => id);
  return ids.length === 0
    ? []
    : [
        `Work items ${ids.join(", ")} are in a state that ${type.name} has no more, and cannot be saved in it. Open each and choose another state, or bring the state back.`,
      ];
}
