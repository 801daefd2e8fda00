/** What a list shows of an incident. */
import type { Severity } from "./facts.ts";
import { nextPaging } from "../escalation/due.ts";
import { titleOutside } from "./confidential.ts";
import type { Live } from "./incident.ts";
import { isAlarming } from "./pages.ts";

export type Summary = {
  id: string;
  title: string;
  severity: Severity;
  status: Live["status"];
  declaredAt: string;
  drill?: true;
  /** Neither its title nor who has a part in it stands here: whoever reads lists may not know of it. */
  confidential?: true;
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
  const { drill, confidential } = incident;
  const commander = confidential === true ? undefined : incident.roles.commander?.name;
  const channelUrl = confidential === true ? undefined : incident.channel?.webUrl;
  const services = confidential === true ? [] : incident.known.services;
  const pagingDueAt = nextPaging(incident)?.toISOString();
  const alarmSince = incident.status === "open" ? alarmingSince(incident) : undefined;
  return {
    id: incident.id,
    title: titleOutside(incident),
    severity: incident.severity,
    status: incident.status,
    declaredAt: incident.declaredAt,
    ...(drill === undefined ? {} : { drill }),
    ...(confidential === undefined ? {} : { confidential }),
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
