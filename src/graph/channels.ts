/** Channels for incidents in Microsoft Teams, through Graph. When all is well this is one POST. */
import { type Channel, type Channels, Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import { type Graph, graphClient, type GraphTools } from "./client.ts";
import { GraphFault } from "./fault.ts";
import { isTaken, namesMax, nextName, noneFree } from "./free-names.ts";
import { renameChannel } from "./rename-channel.ts";
import { spacing } from "./spacing.ts";
import { type Listed, listChannels, settled } from "./team.ts";

export type ChannelTools = GraphTools & { config: { GRAPH_URL: string; BOT_APP_TENANT: string }; now: () => Date };

type Wanted = { name: string; mark: string; description: string };
type At = { graph: Graph; team: string; pause: (ms: number) => Promise<void> };
/** A refusal is a team that certainly made nothing: the next one may be asked. */
type Attempt = { channel: Listed } | { refusal: string };

const looksMax = 3;
const lookAfterMs = 400;
const patienceMs = 5_000;
/** Graph refuses descriptions beyond 1,024 characters. */
const descriptionMax = 1000;
const creating = { what: "create channels in this team", permission: "Channel.Create.Group" };
const full =
  "The team for incident channels is full (1,000 channels; deleted ones count for 30 days): add another team to INCIDENT_TEAMS.";

/** Channels in the first team of the pool that takes them. */
export function graphChannels(tools: ChannelTools): Channels {
  const graph = graphClient(tools);
  const turn = spacing(tools);
  return {
    async open(teams, wanted) {
      const refusals = new Set<string>();
      for (const team of teams) {
        await turn(team);
        const attempt = await openIn({ graph, team, pause: tools.pause }, wanted);
        if ("channel" in attempt) return finished(attempt.channel, team, tools.config.BOT_APP_TENANT);
        tools.log.warn({ team, incident: wanted.mark }, attempt.refusal);
        refusals.add(attempt.refusal);
      }
      if (refusals.size === 0)
        refusals.add(
          "There is no team for incident channels: set INCIDENT_TEAMS to the Entra group id of a team that has the app.",
        );
      throw new Outage([...refusals].join(" "), { again: false });
    },
    async rename(team, id, name) {
      await turn(team);
      return renameChannel(graph, team, id, name);
    },
  };
}

/**
 * Creates it under the first free name. A name that is taken may be ours from an attempt before a crash, and a
 * request without an answer may have been carried out: both times the team's channels are searched for the mark
 * before anything is posted again. Names are unique in a team, so even a list that lags cannot make two.
 */
async function openIn(at: At, wanted: Wanted): Promise<Attempt> {
  let name = wanted.name;
  let doubts = 0;
  for (let number = 1; number <= namesMax; ) {
    try {
      return { channel: await create(at, { ...wanted, name }) };
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      if (isFull(error)) return { refusal: full };
      const doubtful = error.happened === "perhaps";
      if (!doubtful && !isTaken(error)) return refused(error);
      if (doubtful) await at.pause(lookAfterMs);
      const channels = await channelsOf(at, error);
      const ours = channels.find((each) => each.description.includes(inBrackets(wanted.mark)));
      if (ours !== undefined) return { channel: ours };
      if (doubtful) doubts += 1;
      else ({ name, number } = nextName(wanted.name, number, channels));
      if (doubts >= looksMax || (error.afterMs ?? 0) > patienceMs) throw outageFrom(error, creating);
    }
  }
  throw noneFree(wanted.name);
}

function refused(fault: GraphFault): Attempt {
  const outage = outageFrom(fault, creating);
  if (outage instanceof Outage && !outage.again) return { refusal: outage.message };
  throw outage;
}

/** While it is in doubt whether the channel was made, "no permission to look" must not read as "it was not". */
async function channelsOf({ graph, team }: At, because: GraphFault): Promise<Listed[]> {
  try {
    return await listChannels(graph, team);
  } catch (error) {
    throw because.happened === "perhaps" ? outageFrom(because, creating) : error;
  }
}

/** So that INC-4 is not found in INC-42. */
const inBrackets = (mark: string): string => `[${mark}]`;

async function create({ graph, team, pause }: At, { name, mark, description }: Wanted): Promise<Listed> {
  const words = `${inBrackets(mark)} ${description.replace(/\s+/g, " ")}`
    .trim()
    .slice(0, descriptionMax)
    .toWellFormed();
  const body = { displayName: name, description: words, membershipType: "standard" };
  const answer = await graph({ method: "POST", path: `/teams/${encodeURIComponent(team)}/channels`, body });
  return settled({ graph, team, pause }, answer, inBrackets(mark));
}

/** There is no code of its own for a full team: words about a limit of channels, in whatever order. */
const isFull = (fault: GraphFault): boolean =>
  [400, 403, 409].includes(fault.status) &&
  /channel/i.test(fault.message) &&
  /limit|maximum|quota|too many/i.test(fault.message);

/** Graph's short answers lack webUrl; it is made of parts we know. */
function finished({ id, name, webUrl }: Listed, team: string, tenant: string): Channel {
  const [channel, called, group, of] = [id, name, team, tenant].map(encodeURIComponent);
  const link = `https://teams.microsoft.com/l/channel/${channel}/${called}?groupId=${group}&tenantId=${of}`;
  return { id, name, webUrl: webUrl ?? link, team };
}
