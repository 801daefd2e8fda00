import { channelName } from "../domain/incident/channel-name.ts";
import type { Live } from "../domain/incident/incident.ts";

/** What the incident's channel is to be called. */
export const channelNameOf = (template: string, { id, title, declaredAt, severity, drill }: Live): string =>
  channelName(drill === true ? `drill-${template}` : template, {
    number: Number(id.replace("INC-", "")),
    title,
    date: declaredAt,
    severity,
  });
