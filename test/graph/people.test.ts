import { afterEach, describe, expect, test } from "@jest/globals";
import { checkGraph } from "../../src/graph/check.ts";
import { graphPeople } from "../../src/graph/people.ts";
import { problemsOf } from "./contract.ts";
import { type Reply, type Scripted, scripted, type Seen } from "./scripted.ts";
import { outageOf, testTools } from "./tools.ts";

const adele = {
  id: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
  displayName: "Adele Vance",
  userPrincipalName: "AdeleV@contoso.onmicrosoft.com",
  mail: null,
};
const notFound: Reply = {
  status: 404,
  body: { error: { code: "Request_ResourceNotFound", message: "Resource does not exist" } },
};
const forbidden: Reply = { status: 403, body: { error: { code: "Forbidden", message: "Insufficient privileges" } } };

let server: Scripted | undefined;
afterEach(() => server?.stop());

async function against(answer: (seen: Seen, number: number) => Reply) {
  server = await scripted(answer);
  const tools = { ...testTools(), config: { GRAPH_URL: server.url } };
  return { people: graphPeople(tools), tools, seen: server.seen };
}

describe("finding a person", () => {
  test("an id or a principal name gives the person with their address", async () => {
    const { people, seen } = await against(() => ({ status: 200, body: adele }));
    expect(await people.findPerson("AdeleV@contoso.onmicrosoft.com")).toEqual({
      id: adele.id,
      name: "Adele Vance",
      email: adele.userPrincipalName,
    });
    expect(seen.flatMap((each) => problemsOf(each))).toEqual([]);
  });

  test("somebody unknown is nobody, and nothing is asked for an empty name", async () => {
    const { people, seen } = await against(() => notFound);
    expect(await people.findPerson("nobody@contoso.onmicrosoft.com")).toBeUndefined();
    expect(await people.findPerson("  ")).toBeUndefined();
    expect(seen).toHaveLength(1);
  });

  test("a name cannot become another path", async () => {
    const { people, seen } = await against(() => notFound);
    await people.findPerson("../groups?x=1");
    await people.findPerson("$o'brien@contoso.onmicrosoft.com");
    expect(seen.map(({ path }) => path)).toEqual([
      "/users/../groups?x=1",
      "/users('$o''brien@contoso.onmicrosoft.com')",
    ]);
    expect(seen.every(({ query }) => [...query.keys()].join() === "$select")).toBe(true);
  });

  test("a throttled look-up is repeated, a forbidden one names the permission", async () => {
    const { people } = await against((_, number) =>
      number === 1 ? { status: 503, headers: { "retry-after": "1" } } : forbidden,
    );
    expect((await outageOf(people.findPerson("x"))).message).toContain("User.ReadBasic.All");
  });
});

describe("the doctor's look at Graph", () => {
  const team = "33333333-3333-4333-8333-333333333333";
  const good = ({ method, path }: Seen): Reply => {
    if (method === "POST")
      return { status: 400, body: { error: { code: "BadRequest", message: "displayName is required" } } };
    if (path.endsWith("/installedApps"))
      return {
        status: 200,
        body: {
          value: [
            {
              id: "x",
              consentedPermissionSet: {
                resourceSpecificPermissions: [
                  { permissionValue: "Channel.Create.Group", permissionType: "application" },
                  { permissionValue: "ChannelSettings.ReadWrite.Group", permissionType: "application" },
                ],
              },
            },
          ],
        },
      };
    return path.startsWith("/users") ? notFound : { status: 200, body: { value: [] } };
  };

  test("all is well when the permissions are there", async () => {
    const { tools, seen } = await against(good);
    const checks = await checkGraph(tools, [team]);
    expect(checks.filter((each) => !each.good)).toEqual([]);
    expect(checks).toHaveLength(4);
    expect(seen.flatMap((each) => problemsOf(each))).toEqual([]);
  });

  test("consent that is missing is seen in the installation, without trying to change anything", async () => {
    const { tools, seen } = await against((call) =>
      call.path.endsWith("/installedApps")
        ? {
            status: 200,
            body: {
              value: [
                {
                  id: "x",
                  consentedPermissionSet: {
                    resourceSpecificPermissions: [{ permissionValue: "TeamMember.Read.Group" }],
                  },
                },
              ],
            },
          }
        : good(call),
    );
    const [, create, rename] = await checkGraph(tools, [team]);
    expect(create).toMatchObject({ good: false, advice: expect.stringContaining("grant Channel.Create.Group") });
    expect(rename).toMatchObject({
      good: false,
      advice: expect.stringContaining("grant ChannelSettings.ReadWrite.Group"),
    });
    expect(seen.some(({ method }) => method !== "GET")).toBe(false);
  });

  test("where the installation cannot be read, a request that nobody can be granted tells", async () => {
    const without = await against((call) =>
      call.path.endsWith("/installedApps") || call.method !== "GET" ? forbidden : good(call),
    );
    expect((await checkGraph(without.tools, [team])).map((each) => each.good)).toEqual([true, false, false, true]);
    await server?.stop();
    const granted = await against((call) => {
      if (call.path.endsWith("/installedApps")) return forbidden;
      return call.method === "PATCH" ? notFound : good(call);
    });
    expect((await checkGraph(granted.tools, [team])).every((each) => each.good)).toBe(true);
    expect(granted.seen.flatMap((each) => problemsOf(each))).toEqual([]);
  });

  test("a team without room, a team that is not there and no team at all are each named", async () => {
    const crowded = Array.from({ length: 950 }, (_, index) => ({ id: `19:${index}`, displayName: `c${index}` }));
    const { tools } = await against((call) =>
      call.path === `/teams/${team}/channels` && call.method === "GET"
        ? { status: 200, body: { value: crowded } }
        : call.path.includes("gone")
          ? notFound
          : good(call),
    );
    const advice = (await checkGraph(tools, [team, "gone"])).filter((each) => !each.good).map((each) => each.advice);
    expect(advice[0]).toContain("950 of 1000");
    expect(advice[1]).toContain("Entra group id");
    expect((await checkGraph(tools, []))[0]?.advice).toContain("INCIDENT_TEAMS");
  });

  test("nobody listening is said once for each thing, and nothing is thrown", async () => {
    const { tools } = await against(good);
    await server?.stop();
    expect((await checkGraph(tools, [team])).every((each) => !each.good && each.advice !== "")).toBe(true);
  });
});
