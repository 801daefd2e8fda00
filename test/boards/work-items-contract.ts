/** What src/engine/ports/work-items.ts promises, for every implementation. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Severity } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import type { Edit } from "../../src/domain/work-item/edit.ts";
import type { Stroke } from "../../src/domain/work-item/kept.ts";
import type { WorkItemPicture } from "../../src/domain/work-item/picture.ts";
import type { WorkItems } from "../../src/engine/ports/work-items.ts";

export type Item = {
  title: string;
  severity: Severity;
  category: string;
  assignedTo: string | undefined;
  description: string;
  links: string[];
  comments: string[];
  related: boolean;
  rev: number;
};
/** What a person changes in the service itself. */
export type Change = {
  title?: string;
  severity?: Severity;
  state?: "done";
  assignedTo?: Person;
  description?: string;
};
export type WorkItemWorld = {
  workItems: WorkItems;
  /** Two who may be assigned. */
  people: [Person, Person];
  /** Whether an incident without anybody on it is in the same category as one that somebody is on. */
  begun: "InProgress" | "Proposed";
  count(): number;
  item(id: number): Item;
  edit(id: number, by: Person, change: Change): Promise<void>;
  remove(id: number): Promise<void>;
  restore(id: number): Promise<void>;
  stop(): Promise<void>;
};

const link = {
  title: "Communications Channel",
  url: "https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/inc-1?groupId=1&tenantId=2",
};

export function workItemsContract(name: string, start: () => Promise<WorkItemWorld>): void {
  describe(`WorkItems in ${name}`, () => {
    let world: WorkItemWorld;
    let marks = 0;
    beforeAll(async () => {
      world = await start();
    });
    afterAll(() => world.stop());
    const picture = (more: Partial<WorkItemPicture> = {}): WorkItemPicture => ({
      title: "Checkout is down",
      severity: 1,
      state: "declared",
      assignedTo: world.people[0],
      description: { text: "Since ten.", lines: [], links: [] },
      detected: null,
      source: null,
      conversation: null,
      ...more,
    });
    const newMark = (): string => `INC-${++marks * 1_000}`;
    const open = (mark = newMark(), more: Partial<WorkItemPicture> = {}) =>
      world.workItems.open({ mark, picture: picture(more) });
    const stroke = (rev: number, parts: Partial<WorkItemPicture>, more: Partial<Stroke> = {}): Stroke => ({
      rev,
      parts,
      leave: [],
      comment: [],
      said: 0,
      now: "acknowledged",
      ...more,
    });
    /** Opens one and makes these changes. */
    async function changed(
      ...all: [Partial<WorkItemPicture>, Partial<Stroke>?][]
    ): Promise<{ id: number; item: Item }> {
      const { id } = await open();
      for (const [parts, more] of all) await world.workItems.write(id, stroke(world.item(id).rev, parts, more));
      return { id, item: world.item(id) };
    }
    const since = async (id: number, rev: number, attempts: Stroke[] = []): Promise<Edit[]> => {
      const edits = await world.workItems.since(id, rev, attempts);
      if (edits === "gone") throw new Error("It is gone.");
      return edits;
    };

    test("a work item opens with its title, severity, links and who is on it, and says that it was made", async () => {
      const { id, url, made, rev } = await open(newMark(), {
        description: { text: "Since <b>ten</b>.", lines: ["Services: pay"], links: [link] },
      });
      expect(url).toMatch(/^https?:\/\/.+\d+$/);
      expect([made, rev]).toEqual([true, world.item(id).rev]);
      expect(world.item(id)).toMatchObject({
        title: "Checkout is down",
        severity: 1,
        assignedTo: world.people[0].email,
        links: [link.url],
      });
      expect(world.item(id).description).toContain("Since <b>ten</b>. Services: pay");
    });

    test("nobody on call leaves it unassigned", async () => {
      expect(world.item((await open(newMark(), { assignedTo: null })).id).assignedTo).toBeUndefined();
    });

    test("the same mark again gives the same work item and makes no second one", async () => {
      const mark = newMark();
      const { moved: _, made: _first, ...first } = await open(mark);
      const before = world.count();
      expect(await open(mark, { title: "Said otherwise" })).toMatchObject({ ...first, made: false });
      expect(world.count()).toBe(before);
    });

    test("INC-4 is not taken for INC-42", async () => {
      const [one, other] = [await open("INC-42"), await open("INC-4")];
      expect(one.id).not.toBe(other.id);
      expect((await open("INC-42")).id).toBe(one.id);
    });

    test("a title of any length fits", async () => {
      const { id } = await open(newMark(), { title: "long ".repeat(200) });
      expect(world.item(id).title.length).toBeLessThanOrEqual(255);
    });

    test("a stroke changes what it names, says what it says, and leaves the rest", async () => {
      const { item } = await changed([
        { severity: 3, assignedTo: world.people[1], description: { text: "Now", lines: [], links: [link] } },
        { comment: ["Ann said: 5 < 6 & more", "and so on"] },
      ]);
      expect(item).toMatchObject({ severity: 3, assignedTo: world.people[1].email, links: [link.url] });
      expect(item.title).toBe("Checkout is down");
      expect(item.description).toContain("Now");
      expect(item.comments).toHaveLength(1);
      expect(item.comments[0]).toContain("Ann said: 5 < 6 & more");
    });

    test("nobody is on it any more", async () => {
      expect((await changed([{ assignedTo: null }])).item.assignedTo).toBeUndefined();
    });

    test("the same again makes no revision, and says at which one it is", async () => {
      const change: Partial<WorkItemPicture> = {
        title: "Else",
        severity: 2,
        assignedTo: world.people[1],
        state: "acknowledged",
      };
      const { id, item } = await changed([change]);
      expect(await world.workItems.write(id, stroke(item.rev, change))).toEqual({ rev: item.rev });
      expect(world.item(id)).toEqual(item);
    });

    test("its state follows the incident: begun, in progress, over, in progress again, closed", async () => {
      const { id } = await open();
      const categories = [world.item(id).category];
      for (const state of ["acknowledged", "resolved", "reopened", "resolved", "closed"] as const) {
        await world.workItems.write(id, stroke(world.item(id).rev, { state }));
        categories.push(world.item(id).category);
      }
      const [first, ...rest] = categories;
      expect(first).toBe(world.begun);
      const over = expect.stringMatching(/^(Resolved|Completed)$/);
      expect(rest).toEqual(["InProgress", over, "InProgress", over, "Completed"]);
    });

    test("who changed it since makes a stroke do nothing", async () => {
      const { id, rev } = await open();
      await world.edit(id, world.people[1], { title: "Theirs" });
      expect(await world.workItems.write(id, stroke(rev, { title: "Ours" }))).toBe("changed");
      expect(world.item(id).title).toBe("Theirs");
    });

    test("a field that is somebody's stays theirs, and the rest is written", async () => {
      const { id, rev } = await open();
      await world.edit(id, world.people[1], { title: "Theirs" });
      const [edit] = await since(id, rev);
      const leave = edit!.changes.map(({ field }) => field);
      await world.workItems.write(id, stroke(edit!.rev, { title: "Ours", severity: 2 }, { leave }));
      expect(world.item(id)).toMatchObject({ title: "Theirs", severity: 2 });
    });

    test("an edit comes back with who made it, what they changed, and what that means", async () => {
      const { id, rev } = await open();
      await world.edit(id, world.people[1], { title: "Payments <b>too</b>", severity: 2, assignedTo: world.people[1] });
      const edits = await since(id, rev);
      expect(edits).toHaveLength(1);
      expect(edits[0]).toMatchObject({
        rev: rev + 1,
        by: { name: world.people[1].name, email: world.people[1].email },
        title: "Payments <b>too</b>",
        severities: expect.arrayContaining([2]),
        assignedTo: { name: world.people[1].name, email: world.people[1].email },
      });
      expect(edits[0]?.stroke).toBeUndefined();
      expect(Date.parse(edits[0]!.at)).not.toBeNaN();
      expect(new Set(edits[0]!.changes.map(({ part }) => part))).toEqual(new Set(["title", "severity", "assignedTo"]));
      expect(edits[0]!.changes.find(({ part }) => part === "title")).toMatchObject({
        from: "Checkout is down",
        to: "Payments <b>too</b>",
      });
    });

    test("a state that ends it says that the incident is over", async () => {
      const { id, item } = await changed([{ state: "acknowledged" }]);
      await world.edit(id, world.people[1], { state: "done" });
      const [edit] = await since(id, item.rev);
      expect(edit?.moved).toMatchObject({ from: "open", to: expect.stringMatching(/^(resolved|closed)$/) });
    });

    test("edits come in their order, and those of before are not told again", async () => {
      const { id, rev } = await open();
      await world.edit(id, world.people[1], { title: "One" });
      await world.edit(id, world.people[0], { title: "Two" });
      expect((await since(id, rev)).map(({ title, by }) => [title, by.name])).toEqual([
        ["One", world.people[1].name],
        ["Two", world.people[0].name],
      ]);
      expect((await since(id, rev + 1)).map(({ title }) => title)).toEqual(["Two"]);
      expect(await since(id, rev + 2)).toEqual([]);
    });

    test("a stroke that was made is known as ours, and one that was overtaken is not", async () => {
      const { id, rev } = await open();
      const ours = stroke(rev, { title: "Ours", severity: 2 }, { comment: ["said"] });
      await world.workItems.write(id, ours);
      expect((await since(id, rev, [ours])).map((edit) => edit.stroke)).toEqual([ours]);
      await world.edit(id, world.people[1], { title: "Theirs" });
      const late = stroke(rev + 1, { title: "Late" });
      expect((await since(id, rev, [ours, late])).map((edit) => edit.stroke)).toEqual([ours, undefined]);
    });

    test("a stroke that only says something, or only adds a link, is known as ours too", async () => {
      const { id, rev } = await open();
      const said = stroke(rev, {}, { comment: ["resolved: the certificate was renewed"] });
      await world.workItems.write(id, said);
      expect((await since(id, rev, [said])).map((edit) => edit.stroke)).toEqual([said]);
    });

    test("one that was deleted is gone for whoever writes or asks, and there again when it is brought back", async () => {
      const { id, rev } = await open();
      await world.remove(id);
      expect(await world.workItems.write(id, stroke(rev, { title: "Else" }))).toBe("gone");
      expect(await world.workItems.since(id, rev, [])).toBe("gone");
      expect((await world.workItems.revisions([id])).size).toBe(0);
      await world.restore(id);
      const edits = await since(id, rev);
      const last = edits.at(-1)?.rev ?? rev;
      expect(edits.flatMap(({ changes }) => changes)).toEqual([]);
      expect((await world.workItems.revisions([id])).get(id)).toBe(last);
      expect(await world.workItems.write(id, stroke(last, { title: "Else" }))).toEqual({ rev: last + 1 });
    });

    test("the revisions of many are asked for at once, and those that never were are missing", async () => {
      const [one, other] = [await open(), await open()];
      await world.edit(other.id, world.people[0], { title: "Else" });
      const revisions = await world.workItems.revisions([one.id, other.id, 987_654]);
      expect([...revisions]).toEqual([
        [one.id, one.rev],
        [other.id, other.rev + 1],
      ]);
      expect((await world.workItems.revisions([])).size).toBe(0);
    });

    test("what was put off becomes a work item once, related to the incident's, for its owner", async () => {
      const { id } = await open();
      const task = {
        mark: `${newMark()}-follow-up-1`,
        title: "Alert on the queue",
        text: "5 < 6",
        links: [link],
        assignTo: world.people[1],
        relatedTo: id,
      };
      const first = await world.workItems.file(task);
      const before = world.count();
      expect(await world.workItems.file(task)).toEqual(first);
      expect(world.count()).toBe(before);
      expect(first.id).not.toBe(id);
      expect(world.item(first.id)).toMatchObject({
        title: "Alert on the queue",
        assignedTo: world.people[1].email,
        related: true,
      });
      expect(world.item(first.id).description).toContain("5 < 6");
    });

    test("a work item of a follow-up is not taken for the incident's", async () => {
      const mark = newMark();
      await world.workItems.file({ mark: `${mark}-follow-up-1`, title: "x", text: "", links: [], assignTo: null });
      expect((await open(mark)).made).toBe(true);
    });
  });
}
