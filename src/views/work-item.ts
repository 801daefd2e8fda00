import { titleOutside } from "../domain/incident/confidential.ts";
import type { Live } from "../domain/incident/incident.ts";
import { marks } from "./marks.ts";

/** What others may read of an incident in Azure Boards; of a confidential one, only that it is there. */
export function workItemWords(incident: Live): { title: string; description: string; link: string | undefined } {
  const { id, drill, confidential, description, channel } = incident;
  return confidential === true
    ? {
        title: `${marks({ ...(drill === undefined ? {} : { drill }) })}${id} ${titleOutside(incident)}`,
        description: "",
        link: undefined,
      }
    : { title: `${marks(incident)}${incident.title}`, description, link: channel?.webUrl };
}
