/** What a list shows of an incident. */
import type { Severity } from "./facts.ts";
import { nextPaging } from "../escalation/due.ts";
import type { Live } from "./incident.ts";
import { isAlarming } from "./pages.ts";

export type Summary = {
  id: string;
  title: string;
  severity: Severity;
  status: Live["status"];
  declaredAt: string;
  commander?: string;
  channelUrl?: string;
  services?: readonly string[];
  /** When a page of it does its next step, ISO 8601, for those who watch over that. */
  pagingDueAt?: string;
  /** Since when an alarm has been sounding. */
  alarmSince?: string;
};

const servicesMax = 20;

export function summaryOf(incident: Live): Summary {
  const commander = incident.roles.commander?.name;
  const channelUrl = incident.channel?.webUrl;
  const { services } = incident.known;
  const pagingDueAt = nextPaging(incident)?.toISOString();
  const alarmSince = incident.status === "open" ? alarmingSince(incident) : undefined;
  return {
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    declaredAt: incident.declaredAt,
    ...(commander === undefined ? {} : { commander }),
    ...(channelUrl === undefined ? {} : { channelUrl }),
    ...(services.length === 0 ? {} : { services: services.slice(0, servicesMax) }),
    ...(pagingDueAt === undefined ? {} : { pagingDueAt }),
    ...(alarmSince === undefined ? {} : { alarmSince }),
  };
}

const alarmingSince = ({ pages }: Live): string | undefined =>
  pages
    .filter(isAlarming)
    .map(({ paging }) => (paging.state === "waiting" ? paging.since : ""))
    .sort()[0];
