/** The project's one team, which Azure DevOps makes with the project. */
import { type Call, ok, type Route } from "../http.ts";
import { stableGuid } from "../people.ts";
import type { Boards } from "./boards.ts";
import { boardsError } from "./errors.ts";
import { projectId, projectName } from "./identity.ts";

export const teamName = `${projectName} Team`;
export const teamId = stableGuid(`team ${teamName}`);

export const team = (url: string) => ({
  id: teamId,
  name: teamName,
  url: `${url}/_apis/projects/${projectId}/teams/${teamId}`,
  description: "The default project team.",
  identityUrl: `${url}/_apis/Identities/${teamId}`,
  projectName,
  projectId,
});

/** Refuses a team that is not there. */
export function checkTeam(name: string): void {
  if ([teamName.toLowerCase(), teamId].includes(name.toLowerCase())) return;
  throw boardsError(404, "TeamNotFoundException", `The team with id '${name}' does not exist.`);
}

export const teamRoutes = ({ ofProject, url }: Boards): Route[] => [
  ofProject("/teams", () => ok({ count: 1, value: [team(url)] })),
  ofProject("/teams/{team}", (call: Call) => {
    checkTeam(call.params["team"]!);
    return ok(team(url));
  }),
];
