/** The same Chat contract against the sandbox, with a token that its login really issued. */
import { pino } from "pino";
import { tokens } from "../../src/azure/tokens.ts";
import { readConfig } from "../../src/config.ts";
import { teamsChat } from "../../src/teams/connector.ts";
import { sandboxClient } from "../../sandbox/client.ts";
import { musterEnvironment } from "../../sandbox/environment.ts";
import { people } from "../../sandbox/people.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { chatContract } from "./chat-contract.ts";

chatContract("the sandbox", async () => {
  const sandbox = await startSandbox({ storage: process.env["AZURITE"] ?? "", muster: "none" });
  const config = readConfig({ ...musterEnvironment(0, { ...sandbox, offsetMs: 0 }) });
  const now = () => new Date();
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const chat = teamsChat({ config, tokens: tokens(config, now), now, pause, log: pino({ level: "silent" }) });

  const teams = sandboxClient(sandbox.url);
  const conversations = await teams.conversations();
  const channel = conversations.find(({ name }) => name === "Payments");
  const [reachable, unreachable] = people;
  const team = sandbox.store.world.teams.find(({ group }) => group === channel?.teamId);
  if (channel === undefined || team === undefined || reachable === undefined || unreachable === undefined)
    throw new Error("The sandbox is empty.");
  const personal = conversations.find(({ kind, members }) => kind === "personal" && members?.includes(unreachable.id));
  await teams.install(personal?.id ?? "", false);
  const root = await teams.say(channel.id, reachable.name, "a thread begins");
  return {
    chat,
    thread: { id: `${channel.id};messageid=${root.id}`, serviceUrl: config.CONNECTOR_URL },
    nowhere: { id: "19:00000000000000000000000000000000@thread.tacv2", serviceUrl: config.CONNECTOR_URL },
    team,
    reachable,
    unreachable,
    seen: async (place, id) =>
      (await teams.messages(place.id.split(";")[0] ?? "")).find((message) => message.id === id),
    close: sandbox.stop,
  };
});
