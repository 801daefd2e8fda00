/** What people do to work items in Boards, as the engine hears of it; what it makes of it; and who is not believed. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { Outage } from "../../src/engine/ports.ts";
import { type BoardsNight, boardsNight } from "./boards-night.ts";

let night: BoardsNight;
beforeEach(async () => {
  night = boardsNight();
  await night.say("declare sev2 checkout is down");
});
const types = async () => (await night.facts()).map(({ type }) => type);
const many = async (type: string) => (await types()).filter((each) => each === type).length;
const item = () => night.items.all[0]!;

describe("an edit", () => {
  test("is a fact by whoever made it, once, however often the hook tells of it", async () => {
    await night.edit({ title: "payments too" });
    for (let again = 0; again < 3; again++) await night.engine.boards.hear({ id: 1, rev: 2 });
    await night.engine.boards.hear({ id: 1 });
    const told = (await night.entries()).filter(({ from }) => from === "azure boards");
    expect(told.map(({ fact, by }) => [fact.type, by])).toEqual([
      ["work item edited", { kind: "person", person: { id: "ann", name: "Ann", email: "ann@example.org" } }],
      ["renamed", { kind: "person", person: { id: "ann", name: "Ann", email: "ann@example.org" } }],
    ]);
    expect((await night.incident()).title).toBe("payments too");
  });

  test("of somebody who is not found is by their name", async () => {
    await night.edit({ severity: 3 }, { name: "Jo of the vendor", email: "jo@elsewhere.org" });
    const [edited] = (await night.entries()).filter(({ from }) => from === "azure boards");
    expect(edited?.by).toEqual({ kind: "outside", name: "Jo of the vendor", system: "Azure Boards" });
    expect((await night.incident()).severity).toBe(3);
  });

  test("that two replicas find at the same instant is one", async () => {
    const other = night.life("two");
    night.items.edit(1, { name: "Ann", email: "ann@example.org" }, night.now().toISOString(), { title: "once" });
    await Promise.all([night.engine.boards.hear({ id: 1 }), other.boards.hear({ id: 1 })]);
    await Promise.all([night.settled(), other.lanes.settled()]);
    expect([await many("work item edited"), await many("renamed")]).toEqual([1, 1]);
  });

  test("that comes between our look and our word is brought back first, and ours is made on top of it", async () => {
    night.items.edit(1, { name: "Ann", email: "ann@example.org" }, night.now().toISOString(), { title: "theirs" });
    await night.wait(1);
    await night.say("severity INC-1 1 because it is everywhere");
    await night.settled();
    expect(item().fields).toMatchObject({ title: "theirs", severity: 1 });
    expect((await night.incident()).title).toBe("theirs");
    expect(item().comments).toHaveLength(1);
  });

  test("is overruled by what somebody said in Teams later, and is told all the same", async () => {
    night.items.edit(1, { name: "Ann", email: "ann@example.org" }, night.now().toISOString(), { severity: 4 });
    await night.wait(1);
    await night.say("severity INC-1 1 because it is everywhere");
    await night.settled();
    expect([item().fields.severity, (await night.incident()).severity]).toEqual([1, 1]);
    expect([await many("work item edited"), await many("severity changed")]).toEqual([1, 1]);
  });

  test("of a state stays while only time goes on", async () => {
    await night.edit({ state: "Active" });
    await night.say("note INC-1 x");
    await night.wait(30);
    expect(item().fields.state).toBe("Active");
    await night.say("resolve INC-1 fixed");
    expect(item().fields.state).toBe("Resolved");
  });
});

describe("who is not believed", () => {
  test("is a hook about an item that is nobody's, or that has nothing new, which costs Boards nothing", async () => {
    night.asked.length = 0;
    await night.engine.boards.hear({ id: 4711 });
    await night.engine.boards.hear({ id: 1, rev: 1 });
    expect(night.asked).toEqual([]);
  });

  test("is a hook that says what is not so", async () => {
    const before = (await night.entries()).length;
    await night.engine.boards.hear({ id: 1, rev: 99 });
    expect(night.asked.at(-1)).toBe("since");
    expect((await night.entries()).length).toBe(before);
  });

  test("is ourselves: what we write comes back, and is no fact", async () => {
    const before = item().rev;
    await night.say("severity INC-1 1 because it is everywhere");
    for (let rev = before; rev <= item().rev; rev++) await night.engine.boards.hear({ id: 1, rev });
    await night.engine.boards.hear({ id: 1 });
    expect(await many("work item edited")).toBe(0);
  });
});

describe("a hook that is lost", () => {
  test("is made good by looking every few minutes, in one request for all", async () => {
    await night.say("declare sev3 login is slow");
    await night.engine.rounds.run();
    await night.settled();
    await night.edit({ title: "unheard" }, undefined, false);
    await night.wait(4);
    await night.engine.rounds.run();
    await night.settled();
    expect(await many("renamed")).toBe(0);
    await night.wait(2);
    night.asked.length = 0;
    await night.engine.rounds.run();
    await night.settled();
    expect(await many("renamed")).toBe(1);
    expect(night.asked.filter((each) => each === "revisions")).toHaveLength(1);
  });

  test("costs nothing when a message is said", async () => {
    night.asked.length = 0;
    await night.say("status INC-1");
    await night.say("note INC-1 nothing new");
    expect(night.asked).toEqual([]);
  });
});

describe("Boards that is down", () => {
  test("is an outage for the hook, and the edit comes when it asks again", async () => {
    night.items.edit(1, { name: "Ann" }, night.now().toISOString(), { title: "later" });
    night.down();
    await expect(night.engine.boards.hear({ id: 1, rev: 2 })).rejects.toBeInstanceOf(Outage);
    night.up();
    await night.engine.boards.hear({ id: 1, rev: 2 });
    expect(await many("renamed")).toBe(1);
  });

  test("keeps no round from being made", async () => {
    night.down();
    await night.wait(6);
    await night.engine.rounds.run();
    await night.settled();
  });
});

describe("a work item that is deleted", () => {
  test("is lost, once, and there again when it is brought back", async () => {
    night.items.remove(1);
    await night.engine.boards.hear({ id: 1 });
    await night.engine.boards.hear({ id: 1 });
    expect(await night.incident()).toMatchObject({ noWorkItem: expect.stringContaining("deleted in Azure Boards") });
    expect(await many("work item lost")).toBe(1);
    await night.say("severity INC-1 1 because it is everywhere");
    night.items.restore(1);
    await night.engine.boards.hear({ id: 1 });
    await night.settled();
    expect(await many("work item restored")).toBe(1);
    expect((await night.incident()).workItem?.id).toBe(1);
    expect(item().fields.severity).toBe(1);
  });

  test("is kept in step when it is back, also where that is noted slowly", async () => {
    night.items.remove(1);
    await night.engine.boards.hear({ id: 1 });
    await night.say("severity INC-1 1 because it is everywhere");
    night.items.restore(1);
    const { write } = night.documents;
    night.documents.write = async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return write(...given);
    };
    await night.engine.boards.hear({ id: 1 });
    await night.settled();
    expect(item().fields.severity).toBe(1);
  });

  test("is found to be lost by writing, and by looking", async () => {
    night.items.remove(1);
    await night.say("severity INC-1 1 because it is everywhere");
    expect(await many("work item lost")).toBe(1);
    const other = boardsNight();
    await other.say("declare sev2 login is down");
    other.items.remove(1);
    await other.wait(6);
    await other.engine.rounds.run();
    await other.settled();
    expect((await other.facts()).filter(({ type }) => type === "work item lost")).toHaveLength(1);
  });

  test("has another in its place, and comes back to nobody then", async () => {
    night.items.remove(1);
    await night.engine.boards.hear({ id: 1 });
    await night.say("workitem new INC-1");
    expect((await night.incident()).workItem?.id).toBe(2);
    night.items.restore(1);
    await night.engine.boards.hear({ id: 1 });
    await night.edit({ title: "old" });
    await night.edit({ title: "new" }, undefined, true, 2);
    expect([(await night.incident()).title, await many("work item restored")]).toEqual(["new", 0]);
  });

  test("is taken up by whoever asks for another one, when it was brought back unheard", async () => {
    night.items.remove(1);
    await night.engine.boards.hear({ id: 1 });
    night.items.restore(1);
    await night.say("workitem new INC-1");
    expect([(await night.incident()).workItem?.id, night.items.all.length]).toEqual([1, 1]);
    await night.edit({ title: "again" });
    expect((await night.incident()).title).toBe("again");
  });
});
