/** What a list shows of an incident. */
import type { Severity } from "./facts.ts";
import type { Live } from "./incident.ts";

export type Summary = {
  id: string;
  title: string;
  severity: Severity;
  status: Live["status"];
  declaredAt: string;
  commander?: string;
  channelUrl?: string;
};

export function summaryOf(incident: Live): Summary {
  const commander = incident.roles.commander?.name;
  const channelUrl = incident.channel?.webUrl;
  return {
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    declaredAt: incident.declaredAt,
    ...(commander === undefined ? {} : { commander }),
    ...(channelUrl === undefined ? {} : { channelUrl }),
  };
}
