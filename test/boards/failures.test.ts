import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import { outageOf, testTools } from "../graph/tools.ts";
import {
  type Answers,
  boardsServer,
  found,
  item,
  pat,
  patchOf,
  project,
  refusal,
  states,
  swaggerPaths,
  type,
  valueAt,
} from "./boards-server.ts";

const megan = { id: "m", name: "Megan Bowen", email: "MeganB@contoso.onmicrosoft.com" };
const incident = {
  mark: "INC-42",
  title: "Checkout is down",
  description: 'Since <b>ten</b> & counting\n"really"',
  severity: 1,
  assignTo: megan,
  link: undefined,
} as const;
const first = { ...incident, tried: "never" } as const;

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function against(answers: Answers, more: { token?: string | undefined; deadlineMs?: number } = {}) {
  const server = await boardsServer(answers);
  stop = server.stop;
  const tools = testTools();
  const token = "token" in more ? more.token : pat;
  const config = {
    AZURE_DEVOPS_URL: `${server.url}/contoso`,
    AZURE_DEVOPS_PROJECT: project,
    AZURE_DEVOPS_TYPE: type,
    AZURE_DEVOPS_TOKEN: token,
  };
  const workItems = boardsWorkItems({
    ...tools,
    config,
    ...(more.deadlineMs === undefined ? {} : { deadlineMs: more.deadlineMs }),
  });
  const sent = (method: string) => server.seen.filter((each) => each.method === method && !each.path.endsWith("/wiql"));
  return { ...tools, server, workItems, sent };
}

describe("opening a work item when all is well", () => {
  test("is two requests once the process is known: create, and into progress", async () => {
    const { workItems, server } = await against({});
    await workItems.warm();
    const before = server.seen.length;
    await workItems.open(first);
    expect(server.purposes().slice(before)).toEqual(["create", "change"]);
  });

  test("asks first whether the mark is there, unless the caller vouches that nobody has tried", async () => {
    const { workItems, server } = await against({});
    await workItems.open(incident);
    expect(server.purposes().filter((each) => each === "wiql")).toHaveLength(1);
  });

  test("says what happened in fields, as text and never as markup", async () => {
    const { workItems, sent } = await against({});
    await workItems.open({ ...first, title: `${"x".repeat(300)}`, link: "https://teams.microsoft.com/l/channel/1" });
    const [create] = sent("POST");
    expect(create?.path).toBe(`/contoso/${project}/_apis/wit/workItems/$${type}`);
    expect(create?.headers["content-type"]).toBe("application/json-patch+json");
    expect(String(valueAt(create, "/fields/System.Title"))).toHaveLength(255);
    expect(valueAt(create, "/fields/System.Description")).toBe(
      "Since &lt;b&gt;ten&lt;/b&gt; &amp; counting<br>&quot;really&quot;",
    );
    expect(valueAt(create, "/fields/System.Tags")).toBe("muster; INC-42; sev1");
    expect(valueAt(create, "/fields/Microsoft.VSTS.Common.Priority")).toBe(1);
    expect(valueAt(create, "/fields/System.AssignedTo")).toBe(megan.email);
    expect(valueAt(create, "/relations/-")).toMatchObject({
      rel: "Hyperlink",
      url: "https://teams.microsoft.com/l/channel/1",
    });
    expect(patchOf(sent("PATCH")[0])).toEqual([
      { op: "test", path: "/rev", value: 1 },
      { op: "add", path: "/fields/System.State", value: "Doing" },
    ]);
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
      "/fields/System.Tags",
      "/fields/Microsoft.VSTS.Common.Severity",
      "/fields/System.AssignedTo",
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
    await withBearer.workItems.update(7, { category: "InProgress" });
    expect([...new Set(withBearer.server.seen.map((each) => each.headers.authorization))]).toEqual([
      "Bearer token for 499b84ac-1321-427f-aa17-267ca6975798/.default",
      "Bearer another",
    ]);
    expect(withBearer.server.purposes().filter((each) => each === "addresses").length).toBeLessThanOrEqual(2);
  });

  test("a process without a state in progress leaves the item where it is and says so in the log", async () => {
    const { workItems, sent, logged } = await against({
      states: () => states(["Open", "Proposed"], ["Shut", "Completed"]),
    });
    expect((await workItems.open(first)).id).toBe(7);
    expect(sent("PATCH")).toEqual([]);
    expect(logged.join()).toContain("No state of Issue is in progress");
  });
});

describe("opening a work item when Boards is in doubt", () => {
  test.each(["reset", "hang", 500, 502, 503, 504] as const)(
    "a creation that ends in %s is looked up and never posted again",
    async (end) => {
      const { workItems, server } = await against(
        { create: () => (typeof end === "number" ? refusal(end, "sorry") : end) },
        { deadlineMs: 150 },
      );
      expect(await outageOf(workItems.open(first))).toMatchObject({ again: true, afterMs: expect.any(Number) });
      expect(server.purposes().filter((each) => each === "create")).toHaveLength(1);
      expect(server.purposes().at(-1)).toBe("wiql");
    },
  );

  test("a creation that did happen is adopted and set going", async () => {
    const { workItems, sent } = await against({
      create: () => "reset",
      wiql: () => found(7, 9),
      batch: () => ({
        status: 200,
        body: {
          count: 2,
          value: [
            { id: 7, rev: 1, fields: { "System.Tags": "INC-421; muster" } },
            { id: 9, rev: 1, fields: { "System.Tags": "INC-42; muster; sev1" } },
          ],
        },
      }),
      read: () => item(9, 1),
    });
    expect((await workItems.open(first)).id).toBe(9);
    expect(sent("PATCH").map((each) => each.path)).toEqual([`/contoso/${project}/_apis/wit/workItems/9`]);
  });

  test("nobody listening is an outage that may pass", async () => {
    const { workItems, server } = await against({});
    await server.stop();
    expect(await outageOf(workItems.open(first))).toMatchObject({
      again: true,
      message: expect.stringContaining("could not be reached"),
    });
  });

  test("a state that cannot be set just now is an outage, and the next attempt finds the item and sets it", async () => {
    const { workItems, server } = await against({
      change: (_, number) => (number <= 3 ? refusal(503, "busy") : item(7, 2)),
      wiql: () => found(7),
      batch: () => ({ status: 200, body: { value: [{ id: 7, fields: { "System.Tags": "INC-42" } }] } }),
    });
    expect((await outageOf(workItems.open(first))).again).toBe(true);
    expect((await workItems.open(incident)).id).toBe(7);
    expect(server.purposes().filter((each) => each === "create")).toHaveLength(1);
    expect(server.purposes().at(-1)).toBe("change");
  });
});

describe("when Boards refuses", () => {
  test("somebody whom Boards does not know leaves the item unassigned, and the log says so", async () => {
    const unknown = refusal(
      400,
      "The identity value 'MeganB@contoso.onmicrosoft.com' for field 'Assigned To' is an unknown identity.",
    );
    const { workItems, sent, logged } = await against({ create: (_, number) => (number === 1 ? unknown : item(7, 1)) });
    expect((await workItems.open(first)).id).toBe(7);
    expect(sent("POST").map((each) => valueAt(each, "/fields/System.AssignedTo"))).toEqual([megan.email, undefined]);
    expect(logged.join()).toContain("does not know MeganB@contoso.onmicrosoft.com");
  });

  test("a state that the rules forbid keeps the item, and the log says why", async () => {
    const { workItems, logged } = await against({
      change: () => refusal(400, "TF401320: Rule Error for field Reason."),
    });
    expect((await workItems.open(first)).id).toBe(7);
    expect(logged.join()).toContain("TF401320");
  });

  test.each([
    [401, "AZURE_DEVOPS_TOKEN"],
    [203, "AZURE_DEVOPS_PROJECT"],
    [403, "let it view and edit work items"],
    [404, "AZURE_DEVOPS_TYPE"],
    [400, "TF401320: Rule Error for field Area"],
  ])("HTTP %i says what to mend and will not pass", async (status, words) => {
    const { workItems } = await against({
      create: () =>
        status === 203
          ? { status, body: "<html>Sign in</html>" }
          : refusal(status, "TF401320: Rule Error for field Area"),
    });
    const outage = await outageOf(workItems.open({ ...first, assignTo: undefined }));
    expect(outage.again).toBe(false);
    expect(outage.message).toContain(words);
  });

  test("without a URL it says what to set, and asks nobody", async () => {
    const workItems = boardsWorkItems({ ...testTools(), config: { AZURE_DEVOPS_TYPE: type } });
    await workItems.warm();
    expect(await outageOf(workItems.open(first))).toMatchObject({
      again: false,
      message: expect.stringContaining("AZURE_DEVOPS_URL"),
    });
  });

  test("Retry-After is heeded with a refusal, and with an answer that succeeded", async () => {
    const { workItems, waits } = await against({
      create: (_, number) =>
        number === 1
          ? refusal(429, "TF400733: slow down", { "retry-after": "2" })
          : ({ ...(item(7, 1) as object), headers: { "retry-after": "3" } } as never),
    });
    await workItems.open(first);
    expect(waits[0]).toBe(2000);
    expect(waits[1]).toBeGreaterThan(2500);
    expect(waits).toHaveLength(2);
  });

  test("a long Retry-After is handed to the caller", async () => {
    const { workItems, waits } = await against({ create: () => refusal(429, "TF400733", { "retry-after": "300" }) });
    expect(await outageOf(workItems.open(first))).toMatchObject({ again: true, afterMs: 300_000 });
    expect(waits).toEqual([]);
  });

  test("a rule that was broken makes the process be read again", async () => {
    const { workItems, server } = await against({
      create: (_, number) => (number === 1 ? refusal(400, "TF401320: Rule Error") : item(7, 1)),
    });
    await outageOf(workItems.open(first));
    await workItems.open(first);
    expect(server.purposes().filter((each) => each === "states")).toHaveLength(2);
  });
});

describe("changing a work item", () => {
  test("somebody else's change in between is read, and ours is made on top of it", async () => {
    const { workItems, sent } = await against({
      read: (_, number) => item(7, number),
      change: (_, number) => (number === 1 ? refusal(412, "VS403351: test failed") : item(7, 3)),
    });
    await workItems.update(7, { severity: 2 });
    expect(sent("PATCH").map((each) => valueAt(each, "/rev"))).toEqual([1, 2]);
    expect(valueAt(sent("PATCH")[1], "/fields/System.Tags")).toBe("muster; INC-42; sev2");
  });

  test("a link that is there in another spelling is not added again", async () => {
    const link = "https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/a b";
    const { workItems, sent } = await against({
      read: () =>
        item(7, 1, {}, [
          { rel: "Hyperlink", url: "https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/a%20b" },
        ]),
    });
    await workItems.update(7, { link: { url: link, comment: "Channel" } });
    expect(sent("PATCH")).toEqual([]);
  });

  test("a comment that stands there as Boards rewrote it is not made again", async () => {
    const { workItems, sent } = await against({
      comments: () => ({ status: 200, body: { comments: [{ id: 1, text: "<div>5 &lt; 6 &amp;&nbsp;more</div>" }] } }),
    });
    await workItems.update(7, { comment: "5 < 6 & more" });
    expect(sent("PATCH")).toEqual([]);
    await workItems.update(7, { comment: "5 < 7" });
    expect(valueAt(sent("PATCH")[0], "/fields/System.History")).toBe("5 &lt; 7");
  });

  test("resolving ends in Completed where the process has no Resolved, and reopening begins again", async () => {
    const { workItems, sent } = await against({
      read: (_, number) => item(7, number, { "System.State": number === 1 ? "Doing" : "Done" }),
    });
    await workItems.update(7, { category: "Resolved" });
    await workItems.update(7, { category: "Resolved" });
    await workItems.update(7, { category: "InProgress" });
    expect(sent("PATCH").map((each) => valueAt(each, "/fields/System.State"))).toEqual(["Done", "Doing"]);
  });

  test("an answer that was lost does not make the change twice", async () => {
    let done = false;
    const { workItems, sent } = await against({
      read: () =>
        item(7, done ? 2 : 1, done ? { "Microsoft.VSTS.Common.Priority": 2, "System.Tags": "INC-42; sev2" } : {}),
      change: () => {
        const again = done;
        done = true;
        return again ? refusal(412, "VS403351: test failed") : "reset";
      },
    });
    await workItems.update(7, { severity: 2 });
    expect(sent("PATCH")).toHaveLength(2);
  });

  test("people who are unknown to Boards do not stop the rest of the change", async () => {
    const { workItems, sent } = await against({
      change: (seen) =>
        valueAt(seen, "/fields/System.AssignedTo") === undefined
          ? item(7, 2)
          : refusal(400, "'Assigned To' is an unknown identity."),
    });
    await workItems.update(7, { severity: 2, assignTo: megan });
    expect(valueAt(sent("PATCH")[1], "/fields/Microsoft.VSTS.Common.Priority")).toBe(2);
  });
});

const swagger = join(import.meta.dirname, "../../../shared/contracts/azure-boards-wit-7.1-swagger.json");
(existsSync(swagger) ? test : test.skip)("every path that is used is one that Microsoft describes", async () => {
  const { workItems, server } = await against({
    wiql: () => found(7),
    batch: () => ({ status: 200, body: { value: [{ id: 7, fields: { "System.Tags": "INC-4" } }] } }),
  });
  await workItems.open(incident);
  await workItems.update(7, { comment: "x" });
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
      !paths.some(
        ({ pattern, operations }) => pattern.test(each.path) && operations[each.method.toLowerCase()] !== undefined,
      ),
  );
  expect(unknown.map((each) => `${each.method} ${each.path}`)).toEqual([]);
  expect(
    server.seen.every((each) => each.method === "OPTIONS" || String(each.headers.accept).includes("api-version=7.1")),
  ).toBe(true);
});
