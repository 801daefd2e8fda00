/** Azure DevOps at /devops/contoso: what azure-devops-node-api needs to work with work items. */
import { type Call, type Handler, ok, type Route, route } from "../http.ts";
import { stableGuid, tenant } from "../people.ts";
import type { Delivery } from "../delivery.ts";
import type { Store } from "../state.ts";
import { personalAccessToken, type Tokens } from "../tokens.ts";
import { dashboardRoutes } from "./dashboard-routes.ts";
import { editRoutes } from "./edits.ts";
import { boardsError } from "./errors.ts";
import { createHooks, type Hooks, type HooksOptions } from "./hooks.ts";
import { organization, projectId, projectName } from "./identity.ts";
import { itemRoutes } from "./item-routes.ts";
import { locationsOf, resourceAreas } from "./locations.ts";
import { processRoutes } from "./process-routes.ts";
import { queryRoutes } from "./query-routes.ts";
import { team, teamRoutes } from "./teams.ts";
import { typeRoutes } from "./type-routes.ts";
import { wikiRoutes } from "./wiki-routes.ts";

export type Boards = {
  store: Store;
  delivery: Delivery;
  hooks: Hooks;
  url: string;
  /** A route below the project that runs only with a valid token or PAT and a project that exists. */
  inProject(method: string, path: string, handler: Handler): Route;
  signedIn(method: string, path: string, handler: Handler): Route;
  /** GET below the project where the organisation has it, `/_apis/projects/{name}`. */
  ofProject(path: string, handler: Handler): Route;
};

export function boardsRoutes(options: HooksOptions & { tokens: Tokens }): Route[] {
  const { store, delivery, tokens } = options;
  const hooks = createHooks(options);
  const url = `${options.url}/devops/${organization}`;
  const root = `/devops/${organization}`;
  const signedIn: Boards["signedIn"] = (method, path, handler) =>
    route(method, `${root}${path}`, async (call) => {
      if (!(await mayEnter(call, tokens))) throw unauthorized();
      return handler(call);
    });
  const known = (name: string): void => {
    if (![projectName.toLowerCase(), projectId].includes(name.toLowerCase())) throw noProject(name);
  };
  const inProject: Boards["inProject"] = (method, path, handler) =>
    signedIn(method, `/{project}${path}`, (call) => {
      known(call.params["project"]!);
      return handler(call);
    });
  const ofProject: Boards["ofProject"] = (path, handler) =>
    signedIn("GET", `/_apis/projects/{name}${path}`, (call) => {
      known(call.params["name"]!);
      return handler(call);
    });
  const boards: Boards = { store, delivery, hooks, url, inProject, signedIn, ofProject };

  return [
    route("OPTIONS", `${root}/_apis/{area}`, (call) => ok(locationsOf(call.params["area"]!))),
    signedIn("GET", "/_apis/resourceAreas", () => ok(resourceAreas(url))),
    signedIn("GET", "/_apis/connectionData", () => ok(connectionData())),
    ofProject("", () => ok({ ...project(url), defaultTeam: team(url) })),
    signedIn("GET", "/_apis/projects", () => ok({ count: 1, value: [project(url)] })),
    ...itemRoutes(boards),
    ...typeRoutes(boards),
    ...queryRoutes(boards),
    ...teamRoutes(boards),
    ...dashboardRoutes(boards),
    ...wikiRoutes(boards),
    ...processRoutes(boards),
    ...editRoutes(boards),
    ...hooks.routes,
  ];
}

const project = (url: string) => ({
  id: projectId,
  name: projectName,
  url: `${url}/_apis/projects/${projectId}`,
  state: "wellFormed",
  revision: 1,
  visibility: "private",
  lastUpdateTime: "2026-01-01T00:00:00Z",
});

const connectionData = () => {
  const user = {
    id: stableGuid("service principal Muster"),
    providerDisplayName: "Muster",
    isActive: true,
    subjectDescriptor: "aadsp.sandbox",
  };
  return {
    authenticatedUser: user,
    authorizedUser: user,
    instanceId: tenant,
    deploymentType: "hosted",
    locationServiceData: {},
  };
};

const noProject = (name: string) =>
  boardsError(
    404,
    "ProjectDoesNotExistWithNameException",
    `TF200016: The following project does not exist: ${name}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
  );

function unauthorized() {
  const rejection = boardsError(
    401,
    "UnauthorizedRequestException",
    "TF400813: The user is not authorized to access this resource.",
  );
  rejection.answer.headers = {
    "www-authenticate":
      'Bearer authorization_uri=https://login.microsoftonline.com/, Basic realm="https://dev.azure.com/"',
  };
  return rejection;
}

async function mayEnter(call: Call, tokens: Tokens): Promise<boolean> {
  const header = call.headers.authorization ?? "";
  const basic = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  if (basic === undefined) return (await tokens.check(header, "devops")) !== undefined;
  const [, password] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return password === personalAccessToken;
}
