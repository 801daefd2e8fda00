/** What src/engine/ports.ts promises of Channels, for every implementation. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Channels } from "../../src/engine/ports.ts";
import { outageOf } from "./tools.ts";

export type ChannelWorld = {
  channels: Channels;
  teams: [string, string];
  list(team: string): Promise<{ id: string; name: string; description: string }[]>;
  /** Makes the team hold as many channels as it can. */
  fill(team: string): Promise<void>;
  stop(): Promise<void>;
};

export function channelsContract(name: string, start: () => Promise<ChannelWorld>): void {
  describe(`Channels in ${name}`, () => {
    let world: ChannelWorld;
    beforeAll(async () => {
      world = await start();
    });
    afterAll(() => world.stop());
    const open = (mark: string, named: string, teams: string[] = world.teams) =>
      world.channels.open(teams, { name: named, mark, description: `What became of ${mark}` });

    test("a channel opens in the first team and its description carries the mark", async () => {
      const channel = await open("INC-1", "inc-1-checkout-is-down");
      expect(channel).toMatchObject({ name: "inc-1-checkout-is-down", team: world.teams[0] });
      expect(channel.id).toMatch(/^19:.+@thread\.tacv2$/);
      expect(channel.webUrl).toContain(`https://teams.microsoft.com/l/channel/${encodeURIComponent(channel.id)}/`);
      expect((await world.list(world.teams[0])).find(({ id }) => id === channel.id)?.description).toBe(
        "[INC-1] What became of INC-1",
      );
    });

    test("the same mark again gives the same channel and makes no second one", async () => {
      const first = await open("INC-2", "inc-2-login-fails");
      const before = (await world.list(world.teams[0])).length;
      expect(await open("INC-2", "inc-2-login-fails")).toEqual(first);
      expect((await world.list(world.teams[0])).length).toBe(before);
    });

    test("a name that another incident has gets a number behind it, and is found again by its mark", async () => {
      await open("INC-3", "the-same-name");
      const second = await open("INC-30", "the-same-name");
      const third = await open("INC-300", "The-Same-Name");
      expect([second.name, third.name]).toEqual(["the-same-name-2", "The-Same-Name-3"]);
      expect(await open("INC-30", "the-same-name")).toEqual(second);
    });

    test("a name of 50 characters still gets its number", async () => {
      const long = "x".repeat(50);
      await open("INC-5", long);
      expect((await open("INC-6", long)).name).toBe(`${"x".repeat(48)}-2`);
    });

    test("a channel gets another name, and getting it again changes nothing", async () => {
      const { id, team } = await open("INC-20", "inc-20-mail");
      expect(await world.channels.rename(team, id, "inc-20-mail-is-late")).toBe("inc-20-mail-is-late");
      expect(await world.channels.rename(team, id, "inc-20-mail-is-late")).toBe("inc-20-mail-is-late");
      const named = (await world.list(team)).find((each) => each.id === id);
      expect(named).toMatchObject({ name: "inc-20-mail-is-late", description: "[INC-20] What became of INC-20" });
    });

    test("a name that another channel has gets a number behind it, also when it is asked for again", async () => {
      await open("INC-21", "inc-of-the-day");
      await open("INC-22", "inc-of-the-day-2");
      const { id, team } = await open("INC-23", "inc-23");
      expect(await world.channels.rename(team, id, "INC-of-the-day")).toBe("INC-of-the-day-3");
      expect(await world.channels.rename(team, id, "INC-of-the-day")).toBe("INC-of-the-day-3");
    });

    test("a channel that is not there, and a name that is not lawful, are outages that will not pass", async () => {
      const { id, team } = await open("INC-24", "inc-24");
      expect((await outageOf(world.channels.rename(team, "19:nowhere@thread.tacv2", "x"))).again).toBe(false);
      expect((await outageOf(world.channels.rename(team, id, "a/b"))).again).toBe(false);
      expect((await world.list(team)).find((each) => each.id === id)?.name).toBe("inc-24");
    });

    test("a team that does not exist is passed over, and alone it is an outage that will not pass", async () => {
      const nowhere = "00000000-0000-4000-8000-000000000000";
      expect((await open("INC-7", "inc-7-dns", [nowhere, world.teams[1]])).team).toBe(world.teams[1]);
      expect((await outageOf(open("INC-8", "inc-8-dns", [nowhere]))).again).toBe(false);
    });

    test("without any team there is an outage that will not pass", async () => {
      expect((await outageOf(open("INC-9", "inc-9-disk", []))).again).toBe(false);
    });

    test("a full team is passed over for the next one", async () => {
      await world.fill(world.teams[0]);
      expect((await open("INC-10", "inc-10-queue")).team).toBe(world.teams[1]);
      const outage = await outageOf(open("INC-11", "inc-11-queue", [world.teams[0]]));
      expect(outage.again).toBe(false);
    });
  });
}
