/** Muster's settings in the sandbox: the same variables as in production, with local addresses. */
import { hookToken, projectName, organization } from "./boards/identity.ts";
import { appId, botName, tenant } from "./people.ts";
import {
  accessKey,
  callFrom,
  emailFrom,
  eventToken,
  pagerDutySecret,
  routingKey,
  smsFrom,
  speechUrl,
  webhookSecret,
} from "./paging/identity.ts";
import { appSecret, personalAccessToken } from "./tokens.ts";
import { alertChannel, broadcastChannel, teamSeeds } from "./world.ts";

/** `type` is the work item type for incidents, Issue unless said otherwise. */
export type Setting = { url: string; storage: string; prefix: string; type?: string; offsetMs: number };

export const musterEnvironment = (
  port: number,
  { url, storage, prefix, type = "Issue", offsetMs }: Setting,
): Record<string, string> => ({
  PORT: `${port}`,
  HOST: "127.0.0.1",
  PUBLIC_URL: url,
  BOT_APP_ID: appId,
  BOT_APP_SECRET: appSecret,
  BOT_APP_TENANT: tenant,
  BOT_NAME: botName,
  BOT_OPENID_METADATA_URL: `${url}/login/v1/.well-known/openidconfiguration`,
  BOT_TOKEN_ISSUER: "https://api.botframework.com",
  LOGIN_URL: `${url}/login`,
  GRAPH_URL: `${url}/graph/v1.0`,
  CONNECTOR_URL: `${url}/connector`,
  AZURE_DEVOPS_URL: `${url}/devops/${organization}`,
  AZURE_DEVOPS_PROJECT: projectName,
  AZURE_DEVOPS_TYPE: type,
  AZURE_DEVOPS_TOKEN: personalAccessToken,
  AZURE_DEVOPS_WIKI: `${projectName}.wiki`,
  BOARDS_HOOK_TOKEN: hookToken,
  STORAGE_CONNECTION_STRING: storage,
  STORAGE_PREFIX: prefix,
  INCIDENT_TEAMS: teamSeeds.incidents.group,
  ALERT_CHANNEL: alertChannel,
  BROADCAST_CHANNEL: broadcastChannel,
  ALERT_TOKENS: "sandbox",
  STATUS_PAGE_URL: `${url}/$web/index.html`,
  ...pagingEnvironment(url),
  // Started again, it takes up at once what it was at; under a new name it would wait until its own claims run out.
  MUSTER_REPLICA: "sandbox",
  MUSTER_CLOCK: `controlled:${offsetMs}`,
});

const pagingEnvironment = (url: string): Record<string, string> => ({
  // The clients of Communication Services take no address with a path.
  ACS_CONNECTION_STRING: `endpoint=${url}/;accesskey=${accessKey}`,
  ACS_SMS_FROM: smsFrom,
  ACS_CALL_FROM: callFrom,
  ACS_EMAIL_FROM: emailFrom,
  ACS_SPEECH_URL: speechUrl,
  PAGERDUTY_URL: `${url}/pagerduty`,
  PAGERDUTY_ROUTING_KEY: routingKey,
  PAGERDUTY_WEBHOOK_SECRET: pagerDutySecret,
  PAGE_WEBHOOK_URL: `${url}/hooks/page`,
  PAGE_WEBHOOK_SECRET: webhookSecret,
  PAGING_TOKENS: eventToken,
  HEARTBEAT_URL: `${url}/hooks/heartbeat`,
});
