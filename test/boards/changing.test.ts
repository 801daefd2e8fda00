import { afterEach, describe, expect, test } from "@jest/globals";
import { against as serve, megan, stroke } from "./against.ts";
import { item, patchOf, refusal, valueAt } from "./boards-server.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function against(...how: Parameters<typeof serve>): ReturnType<typeof serve> {
  const world = await serve(...how);
  stop = world.server.stop;
  return world;
}

describe("changing a work item", () => {
  test("reads it, and writes what is different on condition that nobody has written since", async () => {
    const { workItems, server, sent } = await against({});
    await workItems.warm();
    const before = server.seen.length;
    expect(await workItems.write(7, stroke({ state: "acknowledged", title: "Else" }))).toEqual({ rev: 2 });
    expect(server.purposes().slice(before)).toEqual(["read", "change"]);
    expect(patchOf(sent("PATCH")[0])).toEqual([
      { op: "test", path: "/rev", value: 1 },
      { op: "add", path: "/fields/System.Title", value: "Else" },
      { op: "add", path: "/fields/System.State", value: "Doing" },
    ]);
  });

  test("somebody else's change in between is said, whether it is seen or comes at the same instant", async () => {
    const { workItems, sent } = await against({
      read: (_, number) => item(7, number === 1 ? 2 : 1),
      change: () => refusal(412, "VS403351: test failed"),
    });
    expect(await workItems.write(7, stroke({ severity: 2 }))).toBe("changed");
    expect(sent("PATCH")).toEqual([]);
    expect(await workItems.write(7, stroke({ severity: 2 }))).toBe("changed");
    expect(sent("PATCH")).toHaveLength(1);
  });

  test("a link that is there in another spelling is not added again", async () => {
    const url = "https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/a b";
    const { workItems, sent } = await against({
      read: () =>
        item(7, 1, {}, [
          { rel: "Hyperlink", url: "https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/a%20b" },
        ]),
    });
    const description = { text: "x", lines: [], links: [{ title: "Channel", url }] };
    await workItems.write(7, stroke({ description }));
    expect(patchOf(sent("PATCH")[0]).map(({ path }) => path)).toEqual(["/rev", "/fields/System.Description"]);
  });

  test("a tag that somebody added stays beside the one of the severity", async () => {
    const { workItems, sent } = await against({
      read: () => item(7, 1, { "System.Tags": "muster; INC-42; sev1; payments" }),
    });
    await workItems.write(7, stroke({ severity: 2 }));
    expect(valueAt(sent("PATCH")[0], "/fields/System.Tags")).toBe("muster; INC-42; payments; sev2");
  });

  test("a field that is somebody's is not in the patch", async () => {
    const { workItems, sent } = await against({});
    await workItems.write(7, stroke({ title: "Ours", state: "acknowledged" }, { leave: ["System.Title"] }));
    expect(patchOf(sent("PATCH")[0]).map(({ path }) => path)).toEqual(["/rev", "/fields/System.State"]);
  });

  test("an item in a state that the process has lost is saved with the one that fits", async () => {
    const { workItems, sent } = await against({ read: () => item(7, 1, { "System.State": "Triaged" }) });
    await workItems.write(7, stroke({ title: "Else" }, { now: "acknowledged" }));
    expect(valueAt(sent("PATCH")[0], "/fields/System.State")).toBe("Doing");
  });

  test("an answer that was lost does not make the change twice", async () => {
    let done = false;
    const { workItems, sent } = await against({
      change: () => {
        const again = done;
        done = true;
        return again ? refusal(412, "VS403351: test failed") : "reset";
      },
    });
    expect(await workItems.write(7, stroke({ severity: 2 }))).toBe("changed");
    expect(sent("PATCH")).toHaveLength(2);
  });

  test("people who are unknown to Boards do not stop the rest of the change", async () => {
    const { workItems, sent } = await against({
      change: (seen) =>
        valueAt(seen, "/fields/System.AssignedTo") === undefined
          ? item(7, 2)
          : refusal(400, "'Assigned To' is an unknown identity."),
    });
    await workItems.write(7, stroke({ severity: 2, assignedTo: megan }));
    expect(valueAt(sent("PATCH")[1], "/fields/Microsoft.VSTS.Common.Priority")).toBe(2);
  });

  test("what is said is text, and never markup", async () => {
    const { workItems, sent } = await against({});
    await workItems.write(7, stroke({}, { comment: ["5 < 7 & <b>more</b>", "next"] }));
    expect(valueAt(sent("PATCH")[0], "/fields/System.History")).toBe("5 &lt; 7 &amp; &lt;b&gt;more&lt;/b&gt;<br>next");
  });
});

describe("what somebody did", () => {
  const update = (rev: number, fields: Record<string, unknown>, more: object = {}) => ({
    id: rev,
    rev,
    revisedBy: { displayName: "Adele Vance", uniqueName: "AdeleV@contoso.onmicrosoft.com" },
    revisedDate: "9999-01-01T00:00:00Z",
    fields: { "System.ChangedDate": { newValue: "2026-11-01T10:00:00.123Z" }, ...fields },
    ...more,
  });
  const updates = (...all: object[]) => ({
    updates: () => ({ status: 200, body: { value: all } }),
    read: () => item(7, 3),
  });

  test("has the time of the change, and not that of the revision after it", async () => {
    const { workItems } = await against(updates(update(3, { "System.Title": { oldValue: "a", newValue: "b" } })));
    expect(await workItems.since(7, 2, [])).toMatchObject([{ rev: 3, at: "2026-11-01T10:00:00.123Z", title: "b" }]);
  });

  test("is asked for behind what is known, and fields that we do not keep are nobody's business", async () => {
    const { workItems, server } = await against(
      updates(update(2, {}), update(3, { "System.AreaPath": { oldValue: "a", newValue: "b" } })),
    );
    expect(await workItems.since(7, 2, [])).toMatchObject([{ rev: 3, changes: [] }]);
    expect(server.seen.find(({ path }) => path.endsWith("/updates"))?.query.get("$skip")).toBe("2");
  });

  test("is ours where it says what a stroke said, also when a rule of the process did more", async () => {
    const made = stroke({ state: "resolved" }, { rev: 2, comment: ["it is <over>"] });
    const fields = {
      "System.State": { oldValue: "Doing", newValue: "Done" },
      "System.History": { newValue: "<div>it is &lt;over&gt;</div>" },
      "System.AssignedTo": { newValue: { displayName: "A rule", uniqueName: "rule@contoso.com" } },
    };
    const { workItems } = await against(updates(update(3, fields)));
    expect(await workItems.since(7, 2, [made])).toMatchObject([{ stroke: made }]);
  });

  test.each([
    ["another value", { "System.State": { newValue: "To Do" } }],
    ["other words", { "System.State": { newValue: "Done" }, "System.History": { newValue: "mine" } }],
    ["nothing of it", { "System.Title": { newValue: "x" } }],
  ])("is not ours with %s", async (_, fields) => {
    const meant = stroke({ state: "resolved" }, { rev: 2, comment: ["over"] });
    const { workItems } = await against(updates(update(3, fields)));
    const edits = await workItems.since(7, 2, [meant]);
    expect(edits === "gone" ? edits : edits[0]?.stroke).toBeUndefined();
  });

  test("is read where people are text, as events and older servers write them", async () => {
    const fields = { "System.AssignedTo": { newValue: "Lee Gu <LeeG@contoso.onmicrosoft.com>", oldValue: "Al" } };
    const { workItems } = await against(updates(update(3, fields)));
    expect(await workItems.since(7, 2, [])).toMatchObject([
      {
        assignedTo: { name: "Lee Gu", email: "LeeG@contoso.onmicrosoft.com" },
        changes: [{ from: "Al", to: "Lee Gu" }],
      },
    ]);
  });
});
