/** What azure-devops-node-api asks before anything else: where each resource is and in which versions. */
const project = "{project}/_apis/{area}/{resource}";

/** id, area, resource name, route template, newest version, its revision. The ids are those of Azure DevOps Services. */
const locations = [
  ["72c7ddf8-2cdc-4f60-90cd-ab71c14a399b", "wit", "workItems", "{project}/_apis/{area}/{resource}/{id}", 3],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the dollar is part of Azure DevOps' own template.
  ["62d3d110-0047-428c-ad3c-4fe872c91c74", "wit", "workItems", "{project}/_apis/{area}/{resource}/${type}", 3],
  ["908509b6-4248-4475-a1cd-829139ba419f", "wit", "workItemsBatch", project, 1],
  ["a02355f5-5f8a-4671-8e32-369d23aac83d", "wit", "wiql", "{project}/{team}/_apis/{area}/{resource}/{id}", 2],
  ["a67d190c-c41f-424b-814d-0e906f659301", "wit", "queries", "{project}/_apis/{area}/{resource}/{*query}", 2],
  ["1a9c53f7-f243-4447-b110-35ef023636e4", "wit", "wiql", "{project}/{team}/_apis/{area}/{resource}", 2],
  [
    "608aac0a-32e1-4493-a863-b9cf4566d257",
    "wit",
    "comments",
    "{project}/_apis/{area}/workItems/{workItemId}/{resource}/{commentId}",
    4,
  ],
  ["7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa", "wit", "workItemTypes", "{project}/_apis/{area}/{resource}/{type}", 2],
  [
    "7c9d7a76-4a09-43e8-b5df-bd792f4ac6aa",
    "wit",
    "states",
    "{project}/_apis/{area}/workItemTypes/{type}/{resource}",
    1,
  ],
  [
    "bd293ce5-3d25-4192-8e67-e8092e879efb",
    "wit",
    "fields",
    "{project}/_apis/{area}/workItemTypes/{type}/{resource}/{field}",
    3,
  ],
  [
    "b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94",
    "wit",
    "fields",
    "{project}/_apis/{area}/{resource}/{fieldNameOrRefName}",
    3,
  ],
  [
    "6570bf97-d02c-4a91-8d93-3abe9895b1a9",
    "wit",
    "updates",
    "{project}/_apis/{area}/workItems/{id}/{resource}/{updateNumber}",
    4,
  ],
  ["603fe2ac-9723-48b9-88ad-09305aa6c6e1", "core", "projects", "_apis/{resource}/{*projectId}", 4],
  ["d30a3dd1-f8ba-442a-b86a-bd0c0c383e59", "core", "teams", "_apis/projects/{projectId}/{resource}/{*teamId}", 3],
  [
    "454b3e51-2e6e-48d4-ad81-978154089351",
    "Dashboard",
    "Dashboards",
    "{project}/{team}/_apis/{area}/{resource}/{dashboardId}",
    3,
  ],
  [
    "bdcff53a-8355-4172-a00a-40497ea23afc",
    "Dashboard",
    "Widgets",
    "{project}/{team}/_apis/{area}/Dashboards/{dashboardId}/{resource}/{widgetId}",
    2,
  ],
  ["288d122c-dbd4-451d-aa5f-7dbbba070728", "wiki", "wikis", "{project}/_apis/{area}/{resource}/{wikiIdentifier}", 2],
  [
    "25d3fbc7-fe3d-46cb-b5a5-0b6f79caf27b",
    "wiki",
    "pages",
    "{project}/_apis/{area}/wikis/{wikiIdentifier}/{resource}/{*path}",
    1,
  ],
  ["e81700f7-3be2-46de-8624-2eb35882fcaa", "Location", "ResourceAreas", "_apis/{resource}/{areaId}", 1],
  ["00d9565f-ed9c-4a06-9a50-00e7896ccab4", "Location", "ConnectionData", "_apis/{resource}", 1],
] as const;

export function locationsOf(area: string) {
  const value = locations
    .filter((each) => each[1].toLowerCase() === area.toLowerCase())
    .map(([id, inArea, resourceName, routeTemplate, resourceVersion]) => ({
      id,
      area: inArea,
      resourceName,
      routeTemplate,
      resourceVersion,
      minVersion: "1.0",
      maxVersion: "7.2",
      releasedVersion: "7.1",
    }));
  return { count: value.length, value };
}

const areas = {
  "5264459e-e5e0-4bd8-b118-0985e68a4ec5": "wit",
  "79134c72-4a58-4b42-976c-04e7115f32bf": "core",
  "31c84e0a-3ece-48fd-a29d-100849af99ba": "Dashboard",
  "bf7d82a0-8aa5-4613-94ef-6172a5ea01f3": "wiki",
};

export const resourceAreas = (url: string) => {
  const value = Object.entries(areas).map(([id, name]) => ({ id, name, locationUrl: `${url}/` }));
  return { count: value.length, value };
};
