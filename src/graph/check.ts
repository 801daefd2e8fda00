/** What `muster doctor` asks of Microsoft Graph. */
import { z } from "zod";
import { consent, outageFrom } from "./advice.ts";
import { type Graph, graphClient, type GraphRequest, type GraphTools } from "./client.ts";
import { GraphFault } from "./fault.ts";
import { listChannels } from "./team.ts";

/** One thing looked at. `advice` says what to do when it is not good, and is empty when it is. */
export type Check = { what: string; good: boolean; advice: string };

const channelsPerTeam = 1000;
const nearlyFull = 900;
const looking = { what: "look people up", permission: "User.ReadBasic.All" };

/**
 * Looks at every team for incident channels, those for confidential ones behind them, and whether people can be looked
 * up. Changes nothing, never throws.
 */
export async function checkGraph(
  tools: GraphTools,
  teams: readonly string[],
  confidentialTeams: readonly string[] = [],
): Promise<Check[]> {
  const graph = graphClient(tools);
  const checks: Check[] = [];
  if (teams.length === 0)
    checks.push({
      what: "Teams for incident channels",
      good: false,
      advice: "None: incidents run in threads. Set INCIDENT_TEAMS to the Entra group ids of teams that have the app.",
    });
  for (const team of [...teams, ...confidentialTeams]) {
    checks.push(await roomCheck(graph, team));
    for (const need of needs) checks.push(await needCheck(graph, team, need));
  }
  checks.push(await peopleCheck(graph));
  return checks;
}

async function roomCheck(graph: Graph, team: string): Promise<Check> {
  const what = `Channels of team ${team}`;
  try {
    const count = (await listChannels(graph, team)).length;
    const advice = `${count} of ${channelsPerTeam} channels are taken, and deleted ones count for 30 days: name another team in INCIDENT_TEAMS or CONFIDENTIAL_TEAMS.`;
    return { what, good: count < nearlyFull, advice: count < nearlyFull ? "" : advice };
  } catch (error) {
    return { what, good: false, advice: words(error) };
  }
}

/** Something that takes a permission. `probe` asks for what nobody can get: whoever may ask is answered with this status. */
type Need = { permission: string; what: string; probe(team: string): GraphRequest; answered: number };

const needs: readonly Need[] = [
  {
    permission: "Channel.Create.Group",
    what: "create channels in this team",
    probe: (team) => ({
      method: "POST",
      path: `/teams/${encodeURIComponent(team)}/channels`,
      body: { displayName: "", membershipType: "standard" },
    }),
    answered: 400,
  },
  {
    permission: "ChannelSettings.ReadWrite.Group",
    what: "rename channels in this team",
    probe: (team) => ({
      method: "PATCH",
      path: `/teams/${encodeURIComponent(team)}/channels/${encodeURIComponent(`19:${"0".repeat(32)}@thread.tacv2`)}`,
      body: { displayName: "nowhere" },
    }),
    answered: 404,
  },
];

async function needCheck(graph: Graph, team: string, need: Need): Promise<Check> {
  const what = `${need.permission} in team ${team}`;
  try {
    const granted = (await consented(graph, team, need.permission)) ?? (await may(graph, team, need));
    const advice = granted ? "" : `Muster may not ${need.what}: ${consent(need.permission)}`;
    return { what, good: granted, advice };
  } catch (error) {
    return { what, good: false, advice: words(outageFrom(error, need)) };
  }
}

const installations = z.object({
  value: z.array(
    z.object({
      consentedPermissionSet: z
        .object({ resourceSpecificPermissions: z.array(z.object({ permissionValue: z.string().nullish() })).nullish() })
        .nullish(),
    }),
  ),
});

/** What the owner consented to when adding the app; undefined where Graph does not tell. */
async function consented(graph: Graph, team: string, permission: string): Promise<boolean | undefined> {
  try {
    const { body } = await graph({
      method: "GET",
      path: `/teams/${encodeURIComponent(team)}/installedApps?$expand=teamsApp`,
    });
    const sets = (installations.safeParse(body).data?.value ?? []).flatMap(
      (each) => each.consentedPermissionSet?.resourceSpecificPermissions ?? [],
    );
    return sets.length === 0 ? undefined : sets.some((each) => each.permissionValue === permission);
  } catch (error) {
    if (error instanceof GraphFault) return undefined;
    throw error;
  }
}

async function may(graph: Graph, team: string, { probe, answered }: Need): Promise<boolean> {
  try {
    await graph(probe(team));
    return true;
  } catch (error) {
    if (error instanceof GraphFault && error.status === answered) return true;
    if (error instanceof GraphFault && error.status === 403) return false;
    throw error;
  }
}

const nobody = "00000000-0000-0000-0000-000000000000";

async function peopleCheck(graph: Graph): Promise<Check> {
  try {
    await graph({ method: "GET", path: `/users/${nobody}?$select=id` });
  } catch (error) {
    if (!(error instanceof GraphFault) || error.status !== 404)
      return { what: looking.permission, good: false, advice: words(outageFrom(error, looking)) };
  }
  return { what: looking.permission, good: true, advice: "" };
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
