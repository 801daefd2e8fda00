import { afterEach, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { against as serve, first, incident, megan, picture, stroke } from "./against.ts";
import { found, pat, patchOf, project, swaggerPaths, type, valueAt } from "./boards-server.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function against(...how: Parameters<typeof serve>): ReturnType<typeof serve> {
  const world = await serve(...how);
  stop = world.server.stop;
  return world;
}

describe("opening a work item when all is well", () => {
  test("is one request once the process is known", async () => {
    const { workItems, server } = await against({});
    await workItems.warm();
    const before = server.seen.length;
    expect(await workItems.open(first)).toMatchObject({ id: 7, rev: 1, made: true, moved: true });
    expect(server.purposes().slice(before)).toEqual(["create"]);
  });

  test("asks first whether the mark is there, unless the caller vouches that nobody has tried", async () => {
    const { workItems, server } = await against({});
    await workItems.open(incident);
    expect(server.purposes().filter((each) => each === "wiql")).toHaveLength(1);
  });

  test("says what happened in fields, as text and never as markup", async () => {
    const { workItems, sent } = await against({});
    const links = [{ title: "Channel & more", url: "https://teams.microsoft.com/l/channel/1?a=1&b=2" }];
    const description = { ...picture.description, lines: ["Services: <i>pay</i>"], links };
    await workItems.open({ ...first, picture: { ...picture, title: "x".repeat(300), description } });
    const [create] = sent("POST");
    expect(create?.path).toBe(`/contoso/${project}/_apis/wit/workItems/$${type}`);
    expect(create?.headers["content-type"]).toBe("application/json-patch+json");
    expect(String(valueAt(create, "/fields/System.Title"))).toHaveLength(255);
    expect(valueAt(create, "/fields/System.Description")).toBe(
      "<div>Since &lt;b&gt;ten&lt;/b&gt; &amp; counting<br>&quot;really&quot;</div><div>Services: &lt;i&gt;pay&lt;/i&gt;</div>" +
        '<ul><li><a href="https://teams.microsoft.com/l/channel/1?a=1&amp;b=2">Channel &amp; more</a></li></ul>',
    );
    expect(valueAt(create, "/fields/System.Tags")).toBe("muster; INC-42; sev1");
    expect(valueAt(create, "/fields/Microsoft.VSTS.Common.Priority")).toBe(1);
    expect(valueAt(create, "/fields/System.AssignedTo")).toBe(megan.email);
    expect(valueAt(create, "/relations/-")).toMatchObject({
      rel: "Hyperlink",
      url: "https://teams.microsoft.com/l/channel/1?a=1&b=2",
    });
    expect(valueAt(create, "/fields/System.State")).toBeUndefined();
  });

  test("fills only the fields that the type has, with values that they take", async () => {
    const { workItems, sent } = await against({
      fields: () => ({
        status: 200,
        body: {
          value: [
            { referenceName: "Microsoft.VSTS.Common.Severity", allowedValues: ["1 - Urgent", "2 - Soon"] },
            { referenceName: "Microsoft.VSTS.TCM.ReproSteps" },
          ],
        },
      }),
    });
    await workItems.open(first);
    const paths = patchOf(sent("POST")[0]).map((each) => each.path);
    expect(paths).toEqual([
      "/fields/System.Title",
      "/fields/Microsoft.VSTS.TCM.ReproSteps",
      "/fields/Microsoft.VSTS.Common.Severity",
      "/fields/System.AssignedTo",
      "/fields/System.Tags",
    ]);
    expect(valueAt(sent("POST")[0], "/fields/Microsoft.VSTS.Common.Severity")).toBe("1 - Urgent");
  });

  test("signs in with the personal access token, or with a bearer token that may change", async () => {
    const withPat = await against({});
    await withPat.workItems.open(first);
    expect(withPat.server.seen.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from(`:${pat}`).toString("base64")}`,
    );
    await withPat.server.stop();
    const withBearer = await against({}, { token: undefined });
    await withBearer.workItems.open(first);
    withBearer.tokens.token = async () => "another";
    await withBearer.workItems.write(7, stroke({ title: "Else" }));
    expect([...new Set(withBearer.server.seen.map((each) => each.headers.authorization))]).toEqual([
      "Bearer token for 499b84ac-1321-427f-aa17-267ca6975798/.default",
      "Bearer another",
    ]);
    expect(withBearer.server.purposes().filter((each) => each === "addresses").length).toBeLessThanOrEqual(2);
  });
});

const swagger = join(import.meta.dirname, "../../../shared/contracts/azure-boards-wit-7.1-swagger.json");
(existsSync(swagger) ? test : test.skip)("every path that is used is one that Microsoft describes", async () => {
  const { workItems, server } = await against({
    wiql: () => found(7),
    batch: () => ({ status: 200, body: { value: [{ id: 7, fields: { "System.Tags": "INC-4" } }] } }),
  });
  await workItems.open(incident);
  await workItems.write(7, stroke({}, { comment: ["x"] }));
  await workItems.since(7, 1, []);
  const paths = Object.entries(swaggerPaths(swagger)).map(([path, operations]) => ({
    operations,
    pattern: new RegExp(
      `^${path
        .replace("/{team}", "")
        .replace("$", "\\$")
        .replace(/\{\w+\}/g, "[^/]+")}$`,
      "i",
    ),
  }));
  const unknown = server.seen.filter(
    (each) =>
      each.method !== "OPTIONS" &&
      // The excerpt does not have the list of fields.
      !each.path.endsWith("/_apis/wit/fields") &&
      !paths.some(
        ({ pattern, operations }) => pattern.test(each.path) && operations[each.method.toLowerCase()] !== undefined,
      ),
  );
  expect(unknown.map((each) => `${each.method} ${each.path}`)).toEqual([]);
  expect(
    server.seen.every((each) => each.method === "OPTIONS" || String(each.headers.accept).includes("api-version=7.1")),
  ).toBe(true);
});
