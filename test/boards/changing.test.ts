import { afterEach, describe, expect, test } from "@jest/globals";
import { against as serve, megan } from "./against.ts";
import { item, refusal, valueAt } from "./boards-server.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function against(...how: Parameters<typeof serve>): ReturnType<typeof serve> {
  const world = await serve(...how);
  stop = world.server.stop;
  return world;
}

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
