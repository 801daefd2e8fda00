/** What Teams tells a bot about the teams and chats it is in: they change, and it comes and goes. */
import { randomUUID } from "node:crypto";
import { type Activity, baseActivity, type Surroundings } from "./activities.ts";
import { botFacingId, botId, botName, type Person, tenant } from "./people.ts";
import type { Place, Team } from "./world.ts";

/** Something happened to a channel: "channelCreated", "channelRenamed", "channelDeleted". Sent in the team's thread. */
export function channelEvent(
  eventType: string,
  place: Place,
  team: Team,
  around: Omit<Surroundings, "team">,
): Activity {
  return {
    ...teamActivity(team, around),
    type: "conversationUpdate",
    channelData: {
      eventType,
      channel: { id: place.id, name: place.name },
      team: { id: team.thread, name: team.name, type: "standard" },
      tenant: { id: tenant },
    },
  };
}

const teamActivity = (team: Team, around: Omit<Surroundings, "team">): Activity => ({
  id: `f:${randomUUID()}`,
  timestamp: around.now.toISOString(),
  channelId: "msteams",
  serviceUrl: around.serviceUrl,
  from: { id: team.thread },
  conversation: { isGroup: true, conversationType: "channel", tenantId: tenant, id: team.thread },
  recipient: { id: botId, name: botName },
});

/** Somebody came into a team or left it; told with ids only (Learn, "Conversation events"). */
export function memberActivity(
  what: "joins" | "leaves",
  person: Person,
  by: Person,
  team: Team,
  around: Omit<Surroundings, "team">,
): Activity {
  const members = [{ id: botFacingId(person), aadObjectId: person.id }];
  return {
    ...teamActivity(team, around),
    type: "conversationUpdate",
    from: { id: botFacingId(by), aadObjectId: by.id },
    ...(what === "joins" ? { membersAdded: members } : { membersRemoved: members }),
    channelData: {
      eventType: what === "joins" ? "teamMemberAdded" : "teamMemberRemoved",
      team: { id: team.thread },
      tenant: { id: tenant },
    },
  };
}

/** Muster was added to or removed from a team, or a chat with a person: the two activities that Teams sends then. */
export function installActivities(
  action: "add" | "remove",
  by: Person,
  place: Place,
  around: Surroundings,
): Activity[] {
  const base = baseActivity(by, place, undefined, around);
  const team = around.team;
  const group = team === undefined ? {} : { team: { id: team.thread, name: team.name, aadGroupId: team.group } };
  const data = { ...(base["channelData"] as object), ...group };
  const members = action === "add" ? { membersAdded: [{ id: botId }] } : { membersRemoved: [{ id: botId }] };
  const eventType = team === undefined ? {} : { eventType: action === "add" ? "teamMemberAdded" : "teamMemberRemoved" };
  return [
    {
      ...base,
      type: "installationUpdate",
      action,
      id: `f:${randomUUID()}`,
      channelData: { ...data, settings: { selectedChannel: { id: place.id } } },
    },
    {
      ...base,
      type: "conversationUpdate",
      id: `f:${randomUUID()}`,
      ...members,
      channelData: { ...data, ...eventType },
    },
  ];
}
