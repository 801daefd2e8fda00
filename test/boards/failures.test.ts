import { afterEach, describe, expect, test } from "@jest/globals";
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import { outageOf, testTools } from "../graph/tools.ts";
import { against as serve, first, megan, picture, stroke } from "./against.ts";
import { found, item, refusal, valueAt } from "./boards-server.ts";

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

  test("a creation that did happen is adopted", async () => {
    const { workItems, server } = await against({
      create: () => "reset",
      wiql: () => found(7, 9),
      batch: () => ({
        status: 200,
        body: {
          count: 2,
          value: [
            { id: 7, rev: 1, fields: { "System.Tags": "INC-421; muster" } },
            { id: 9, rev: 2, fields: { "System.Tags": "INC-42; muster; sev1" } },
          ],
        },
      }),
    });
    expect(await workItems.open(first)).toMatchObject({ id: 9, rev: 2, made: false });
    expect(server.purposes().filter((each) => each === "create")).toHaveLength(1);
  });

  test("nobody listening is an outage that may pass", async () => {
    const { workItems, server } = await against({});
    await server.stop();
    expect(await outageOf(workItems.open(first))).toMatchObject({
      again: true,
      message: expect.stringContaining("could not be reached"),
    });
  });

  test("an outage is one for each question, and none of them is taken for a loss", async () => {
    const { workItems } = await against({ read: () => refusal(503, "busy"), updates: () => refusal(503, "busy") });
    expect((await outageOf(workItems.write(7, stroke({ severity: 2 })))).again).toBe(true);
    expect((await outageOf(workItems.since(7, 1, []))).again).toBe(true);
    expect((await outageOf(workItems.revisions([7]).then(() => workItems.since(7, 1, [])))).again).toBe(true);
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
    expect(logged.join()).toContain("MeganB@contoso.onmicrosoft.com");
  });

  test("a state that the rules forbid is not taken, the rest is, and the log says why", async () => {
    const { workItems, sent, logged } = await against({
      change: (seen) =>
        valueAt(seen, "/fields/System.State") === undefined
          ? item(7, 2)
          : refusal(400, "TF401320: Rule Error for field Reason."),
    });
    expect(await workItems.write(7, stroke({ state: "resolved", title: "Else" }))).toEqual({ rev: 2 });
    expect(valueAt(sent("PATCH")[1], "/fields/System.Title")).toBe("Else");
    expect(logged.join()).toContain("TF401320");
  });

  test("a field that the rules refuse does not stop a creation", async () => {
    const { workItems, sent } = await against({
      create: (_, number) =>
        number === 1 ? refusal(400, "TF401320: Rule Error for field Priority. Error code: X.") : item(7, 1),
      fields: () => ({
        status: 200,
        body: { value: [{ referenceName: "Microsoft.VSTS.Common.Priority", name: "Priority" }] },
      }),
    });
    expect((await workItems.open(first)).id).toBe(7);
    const sentPriority = sent("POST").map((each) => valueAt(each, "/fields/Microsoft.VSTS.Common.Priority"));
    expect(sentPriority).toEqual([1, undefined]);
  });

  test("a project that nobody may see any more is an outage, and its items are not lost", async () => {
    const { workItems } = await against({
      read: () => refusal(404, "TF401232"),
      updates: () => refusal(404, "TF401232"),
      types: () => refusal(404, "TF200016"),
    });
    expect((await outageOf(workItems.write(7, stroke({ severity: 2 })))).again).toBe(false);
    expect((await outageOf(workItems.since(7, 1, []))).message).toContain("AZURE_DEVOPS_PROJECT");
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
    const outage = await outageOf(workItems.open({ ...first, picture: { ...picture, assignedTo: null } }));
    expect(outage.again).toBe(false);
    expect(outage.message).toContain(words);
  });

  test("without a URL it says what to set, and asks nobody", async () => {
    const workItems = boardsWorkItems({ ...testTools(), config: {} });
    await workItems.warm();
    expect(await outageOf(workItems.open(first))).toMatchObject({
      again: false,
      message: expect.stringContaining("AZURE_DEVOPS_URL"),
    });
  });

  const withRest = (seconds: string) => ({ ...(item(7, 1) as object), headers: { "retry-after": seconds } }) as never;

  test("Retry-After is heeded with a refusal, and with an answer that succeeded", async () => {
    const { workItems, waits } = await against({
      create: (_, number) =>
        number === 1 ? refusal(429, "TF400733: slow down", { "retry-after": "2" }) : withRest("3"),
    });
    await workItems.open(first);
    await workItems.write(7, stroke({ title: "Else" }));
    expect(waits[0]).toBe(2000);
    // The pause of a test takes no time: both requests of the change come within the rest.
    expect(waits.slice(1).every((each) => each > 2500)).toBe(true);
    expect(waits).toHaveLength(3);
  });

  test("while it asked for a long rest with an answer that succeeded, nothing is sent", async () => {
    const { workItems, waits, server } = await against({ create: () => withRest("30") });
    await workItems.open(first);
    const before = server.seen.length;
    const outage = await outageOf(workItems.write(7, stroke({ title: "Else" })));
    expect(outage).toMatchObject({ again: true, message: expect.stringContaining("slow down") });
    expect(outage.afterMs).toBeGreaterThan(29_000);
    expect([server.seen.length, waits]).toEqual([before, []]);
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
