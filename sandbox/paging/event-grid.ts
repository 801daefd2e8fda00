/** Events of Communication Services as Event Grid brings them (event-grid/communication-services-*-events.md). */
import type { Delivered } from "../delivery.ts";
import { stableGuid } from "../people.ts";
import type { Outgoing } from "../outgoing.ts";
import { eventToken } from "./identity.ts";
import type { Paging } from "./paging.ts";

const topic = `/subscriptions/${stableGuid("subscription")}/resourceGroups/sandbox/providers/microsoft.communication/communicationservices/sandbox`;

export type GridEvent = { id: string; type: string; subject: string; data: Record<string, unknown> };

export function publish(paging: Paging, about: Outgoing, event: GridEvent): Promise<Delivered> {
  const { id, type, subject, data } = event;
  const content = [
    {
      id,
      topic,
      subject,
      data,
      eventType: `Microsoft.Communication.${type}`,
      dataVersion: "1.0",
      metadataVersion: "1",
      eventTime: paging.store.now().toISOString(),
    },
  ];
  const headers = { "aeg-event-type": "Notification" };
  const url = `${paging.url}/api/paging/azure?token=${eventToken}`;
  return paging.reports.send({ about: about.id, url, headers, body: JSON.stringify(content) });
}
