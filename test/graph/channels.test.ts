import { startSandbox } from "../../sandbox/sandbox.ts";
import { makeChannel } from "../../sandbox/graph/channels.ts";
import { appId } from "../../sandbox/people.ts";
import { appSecret } from "../../sandbox/tokens.ts";
import { graphChannels } from "../../src/graph/channels.ts";
import { memoryChannels } from "../../src/memory/channels.ts";
import { channelsContract, type ChannelWorld } from "./channels-contract.ts";
import { sandboxTokens, tenant, testTools } from "./tools.ts";

channelsContract("memory", async (): Promise<ChannelWorld> => {
  const teams: [string, string] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
  const channels = memoryChannels({ teams, room: 40 });
  return {
    channels,
    teams,
    list: async (team) => channels.all.filter((each) => each.team === team),
    async fill(team) {
      for (let number = 0; channels.all.filter((each) => each.team === team).length < 40; number += 1)
        channels.all.push({ id: `19:${number}`, name: `filler-${number}`, webUrl: "", team, description: "" });
    },
    stop: async () => {},
  };
});

channelsContract("Graph, as the sandbox speaks it", async (): Promise<ChannelWorld> => {
  const sandbox = await startSandbox({ muster: "none", storage: process.env["AZURITE"] as string });
  const teams = sandbox.store.world.teams;
  const [first, second] = [teams[0], teams[1]];
  if (first === undefined || second === undefined) throw new Error("The sandbox has fewer than two teams.");
  const tokens = sandboxTokens(sandbox.url, appSecret, appId);
  const config = { GRAPH_URL: `${sandbox.url}/graph/v1.0`, BOT_APP_TENANT: tenant };
  return {
    channels: graphChannels({ ...testTools(tokens), config }),
    teams: [first.group, second.group],
    list: async (team) =>
      sandbox.store.world.places
        .filter((each) => each.team === team && each.kind === "channel")
        .map((each) => ({ id: each.id, name: each.name, description: each.description ?? "" })),
    async fill(team) {
      const full = teams.find((each) => each.group === team) ?? first;
      const count = () =>
        sandbox.store.world.places.filter((each) => each.team === team && each.kind === "channel").length;
      while (count() < 1000) makeChannel(sandbox.store, full, `filler-${count()}`, undefined);
    },
    stop: () => sandbox.stop(),
  };
});
