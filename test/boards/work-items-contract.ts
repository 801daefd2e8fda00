/** What src/engine/ports.ts promises of WorkItems, for every implementation. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Severity } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import type { WorkItems } from "../../src/engine/ports.ts";
import { outageOf } from "../graph/tools.ts";

export type Item = {
  title: string;
  severity: Severity;
  category: string;
  assignedTo: string | undefined;
  links: string[];
  comments: string[];
  rev: number;
};
export type WorkItemWorld = {
  workItems: WorkItems;
  /** Two who may be assigned. */
  people: [Person, Person];
  count(): number;
  item(id: number): Item;
  stop(): Promise<void>;
};

export function workItemsContract(name: string, start: () => Promise<WorkItemWorld>): void {
  describe(`WorkItems in ${name}`, () => {
    let world: WorkItemWorld;
    beforeAll(async () => {
      world = await start();
    });
    afterAll(() => world.stop());
    const link = "https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/inc-1?groupId=1&tenantId=2";
    const open = (mark: string, more: Partial<Parameters<WorkItems["open"]>[0]> = {}) =>
      world.workItems.open({
        mark,
        title: "Checkout is down",
        description: "Since ten.",
        severity: 1,
        assignTo: world.people[0],
        link: undefined,
        ...more,
      });
    const changed = async (mark: string, ...changes: Parameters<WorkItems["update"]>[1][]): Promise<Item> => {
      const { id } = await open(mark);
      for (const change of changes) await world.workItems.update(id, change);
      return world.item(id);
    };

    test("a work item opens in progress, with its title, severity, link and who is on it", async () => {
      const { id, url } = await open("INC-1", { link });
      expect(url).toMatch(/^https?:\/\/.+\d+$/);
      expect(world.item(id)).toMatchObject({
        title: "Checkout is down",
        severity: 1,
        category: "InProgress",
        assignedTo: world.people[0].email,
        links: [link],
      });
    });

    test("nobody on call leaves it unassigned", async () => {
      expect(world.item((await open("INC-2", { assignTo: undefined })).id).assignedTo).toBeUndefined();
    });

    test("the same mark again gives the same work item and makes no second one", async () => {
      const first = await open("INC-3");
      const before = world.count();
      expect(await open("INC-3", { title: "Said otherwise" })).toEqual(first);
      expect(world.count()).toBe(before);
    });

    test("INC-4 is not taken for INC-42", async () => {
      expect((await open("INC-42")).id).not.toBe((await open("INC-4")).id);
      expect(await open("INC-42")).toEqual(await open("INC-42"));
    });

    test("a title of any length fits", async () => {
      expect(
        world.item((await open("INC-5", { title: `${"long ".repeat(200)}` })).id).title.length,
      ).toBeLessThanOrEqual(255);
    });

    test("a link, a severity, a comment and an assignee are there afterwards", async () => {
      const item = await changed("INC-6", {
        link: { url: link, comment: "Channel" },
        severity: 3,
        comment: "First look",
        assignTo: world.people[1],
      });
      expect(item).toMatchObject({
        links: [link],
        severity: 3,
        assignedTo: world.people[1].email,
        category: "InProgress",
      });
      expect(item.comments).toEqual(["First look"]);
    });

    test("the same change again changes nothing", async () => {
      const change = {
        link: { url: link, comment: "Channel" },
        severity: 2,
        comment: '5 < 6 & "so" it\'s\nmore',
        category: "Resolved",
        assignTo: world.people[1],
      } as const;
      const once = await changed("INC-7", change);
      expect(await changed("INC-7", change)).toEqual(once);
    });

    test("it resolves, and comes back into progress when the incident is reopened", async () => {
      expect(["Resolved", "Completed"]).toContain((await changed("INC-8", { category: "Resolved" })).category);
      expect((await changed("INC-8", { category: "InProgress" })).category).toBe("InProgress");
    });

    test("an incident that is declared again by a late retry does not bring a resolved work item back", async () => {
      await changed("INC-9", { category: "Resolved" });
      expect((await changed("INC-9")).category).not.toBe("InProgress");
    });

    test("a work item that is not there is an outage that will not pass", async () => {
      expect((await outageOf(world.workItems.update(987_654, { severity: 1 }))).again).toBe(false);
    });
  });
}
