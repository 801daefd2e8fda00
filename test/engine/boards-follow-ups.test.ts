/** What was put off becomes work items of its own when the incident is over, and a work item is asked for only where there is none. */
import { describe, expect, test } from "@jest/globals";
import { boardsNight } from "./boards-night.ts";

const putOff = async (...without: Parameters<typeof boardsNight>) => {
  const night = boardsNight(...without);
  await night.say("declare sev3 checkout is slow");
  await night.say("todo INC-1 add an alert");
  await night.say("todo INC-1 write the guide");
  await night.say("resolve INC-1 failed over");
  return night;
};
const facts = async (night: ReturnType<typeof boardsNight>, type: string) =>
  (await night.facts()).filter((fact) => fact.type === type);

describe("what was put off", () => {
  test("waits until the incident is closed, and becomes a work item once, related to the incident's", async () => {
    const night = await putOff();
    expect(night.items.all).toHaveLength(1);
    await night.say("close INC-1");
    expect(night.items.all.slice(1).map(({ fields, relatedTo }) => [fields.title, relatedTo])).toEqual([
      ["add an alert", 1],
      ["write the guide", 1],
    ]);
    await night.say("reopen INC-1 because it is back");
    await night.say("resolve INC-1 again");
    await night.say("close INC-1");
    expect(night.items.all).toHaveLength(3);
    expect(await facts(night, "follow-up filed")).toHaveLength(2);
  });

  test("becomes one at once when it is noted after that", async () => {
    const night = await putOff();
    await night.say("close INC-1");
    await night.say("todo INC-1 tell the bank");
    expect(night.items.all.at(-1)?.fields.title).toBe("tell the bank");
  });

  test("waits for Boards that is down, and no longer", async () => {
    const night = await putOff();
    night.down();
    await night.say("close INC-1");
    await night.wait(20);
    expect(night.items.all).toHaveLength(1);
    night.up();
    await night.wait(2);
    expect(night.items.all).toHaveLength(3);
  });

  test("is left to people where there is no Boards, with why, once for each", async () => {
    const night = await putOff("no Boards");
    await night.say("close INC-1");
    await night.say("todo INC-1 tell the bank");
    const unfiled = await facts(night, "follow-up unfiled");
    expect(unfiled).toHaveLength(3);
    expect(unfiled[0]).toMatchObject({ reason: expect.stringContaining("AZURE_DEVOPS_URL") });
  });

  test("is left to people where the incident is confidential", async () => {
    const night = boardsNight();
    for (const text of [
      "declare confidential sev3 keys are out",
      "todo INC-1 change them",
      "resolve INC-1 done",
      "close INC-1",
    ])
      await night.say(text, undefined, "personal");
    expect(night.items.all.map(({ fields }) => fields.title)).toEqual(["INC-1 (confidential)"]);
    expect(await facts(night, "follow-up unfiled")).toHaveLength(1);
  });
});

describe("a work item that is asked for", () => {
  test("is refused where there is one, and where there is no Boards it is said", async () => {
    const night = await putOff();
    await night.say("workitem new INC-1");
    expect(await facts(night, "work item wanted")).toEqual([]);
    expect(night.items.all).toHaveLength(1);
    const without = await putOff("no Boards");
    await without.say("workitem new INC-1");
    expect(await facts(without, "work item unavailable")).toEqual([
      { type: "work item unavailable", reason: expect.stringContaining("not set up") },
    ]);
  });

  test("comes when Boards is back, where it gave up before", async () => {
    const night = boardsNight();
    night.down();
    await night.say("declare sev3 checkout is slow");
    await night.wait(30 * 60);
    expect(await night.incident()).toMatchObject({ noWorkItem: expect.stringContaining("could not be reached") });
    night.up();
    await night.say("workitem new INC-1");
    await night.wait(11);
    expect(await night.incident()).toMatchObject({ workItem: { id: 1 } });
    expect(night.items.all[0]?.fields).toMatchObject({ title: "checkout is slow", severity: 3 });
  });
});
