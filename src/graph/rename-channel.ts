/** Gives a channel another name. Doing it again changes nothing, so that a request without an answer may be repeated. */
import { outageFrom } from "./advice.ts";
import type { Graph } from "./client.ts";
import { GraphFault } from "./fault.ts";
import { isTaken, namesMax, nextName, noneFree } from "./free-names.ts";
import { listChannels } from "./team.ts";

const renaming = { what: "rename channels in this team", permission: "ChannelSettings.ReadWrite.Group" };

/** The name it has then: the first free one like the one that is wanted. Throws Outage. */
export async function renameChannel(graph: Graph, team: string, id: string, wanted: string): Promise<string> {
  let name = wanted;
  for (let number = 1; number <= namesMax; ) {
    try {
      await graph({
        method: "PATCH",
        path: `/teams/${encodeURIComponent(team)}/channels/${encodeURIComponent(id)}`,
        body: { displayName: name },
      });
      return name;
    } catch (error) {
      if (!(error instanceof GraphFault) || !isTaken(error)) throw outageFrom(error, renaming);
      // Its own name is free for it: it may have got that one before a crash.
      const others = (await listChannels(graph, team)).filter((each) => each.id !== id);
      ({ name, number } = nextName(wanted, number, others));
    }
  }
  throw noneFree(wanted);
}
