/** Who may do what in Microsoft Graph: the application permissions of each operation, any one of which is enough. */
import { randomUUID } from "node:crypto";
import { type Call, jsonObject, Rejection } from "../http.ts";
import type { Grants } from "../world.ts";

/** From the devx permissions catalogue of August 2026; names ending in Group, Chat or User are resource-specific. */
export const permissions = {
  createChannel: ["Channel.Create.Group", "Channel.Create", "Group.ReadWrite.All"],
  readChannels: [
    "ChannelSettings.Read.Group",
    "ChannelSettings.ReadWrite.Group",
    "Channel.ReadBasic.All",
    "ChannelSettings.Read.All",
    "ChannelSettings.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
  ],
  changeChannel: ["ChannelSettings.ReadWrite.Group", "ChannelSettings.ReadWrite.All", "Group.ReadWrite.All"],
  deleteChannel: ["Channel.Delete.Group", "Channel.Delete.All", "Group.ReadWrite.All"],
  readMessages: ["ChannelMessage.Read.Group", "ChannelMessage.Read.All", "Group.Read.All", "Group.ReadWrite.All"],
  readMembers: ["TeamMember.Read.Group", "TeamMember.Read.All", "TeamMember.ReadWrite.All"],
  readTeam: [
    "TeamSettings.Read.Group",
    "TeamSettings.ReadWrite.Group",
    "Team.ReadBasic.All",
    "TeamSettings.Read.All",
    "TeamSettings.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
  ],
  readTabs: [
    "TeamsTab.Read.Group",
    "TeamsTab.ReadWrite.Group",
    "TeamsTab.Read.All",
    "TeamsTab.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
  ],
  createTab: [
    "TeamsTab.Create.Group",
    "TeamsTab.ReadWrite.Group",
    "TeamsTab.Create",
    "TeamsTab.ReadWrite.All",
    "Group.ReadWrite.All",
  ],
  deleteTab: ["TeamsTab.Delete.Group", "TeamsTab.ReadWrite.Group", "TeamsTab.ReadWrite.All", "Group.ReadWrite.All"],
  readUsers: [
    "User.ReadBasic.All",
    "User.Read.All",
    "User.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  notify: ["TeamsActivity.Send.Group", "TeamsActivity.Send"],
} as const;
export type Operation = keyof typeof permissions;

export const graphError = (
  status: number,
  code: string,
  message: string,
  inner: Record<string, unknown> = {},
): Rejection => {
  const id = randomUUID();
  const innerError = {
    ...inner,
    date: new Date().toISOString().slice(0, 19),
    "request-id": id,
    "client-request-id": id,
  };
  return new Rejection({ status, body: { error: { code, message, innerError } }, headers: { "request-id": id } });
};

export const badRequest = (message: string): Rejection => graphError(400, "BadRequest", message);

export const graphBody = (call: Call): Record<string, unknown> => jsonObject(call, badRequest);

/** Lets the call through when the token's roles or the team's resource-specific grants allow the operation. */
export function demand(operation: Operation, roles: readonly string[], grants: Grants, installed: boolean): void {
  const wanted: readonly string[] = permissions[operation];
  const has = [...roles, ...(installed ? grants.resourceSpecific : [])];
  if (wanted.some((each) => has.includes(each))) return;
  const roleNames = wanted.join(", ");
  throw graphError(
    403,
    "Forbidden",
    `Missing role permissions on the request. API requires one of '${roleNames}'. Roles on the request '${roles.join(", ")}'. Resource specific consent grants on the request '${installed ? grants.resourceSpecific.join(", ") : ""}'.`,
  );
}
