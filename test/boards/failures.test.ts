import { afterEach, describe, expect, test } from "@jest/globals";
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import { outageOf, testTools } from "../graph/tools.ts";
import { against as serve, first, incident, megan } from "./against.ts";
import { found, item, project, refusal, type, valueAt } from "./boards-server.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function against(...how: Parameters<typeof serve>): ReturnType<typeof serve> {
  const world = await serve(...how);
  stop = world.server.stop;
  return world;
}

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
