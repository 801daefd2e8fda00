/** What an incident lacks, said plainly: an alarm where nobody will come, a remark where a tool is missing. */
import type { Live } from "../domain/incident/incident.ts";
import { type Part, plain, strong, worded } from "./parts.ts";
import { brief } from "./text.ts";

const troublesMax = 3;

/** One list of parts for each thing to say. */
export function gaps(incident: Live): { alarms: { parts: Part[] }[]; missing: { parts: Part[] }[] } {
  return { alarms: lines(alarms(incident)), missing: lines(missing(incident)) };
}

const lines = (all: Part[][]) => all.map((parts) => ({ parts }));

function alarms(incident: Live): Part[][] {
  const { paging } = incident;
  if (incident.status !== "open" || paging.state !== "waiting" || paging.step < 0) return [];
  if (paging.people.length > 0 || paging.hurry) return [];
  return [
    [strong("Nobody is on call for this step."), ...worded(" Take it with `ack`, or say `oncall primary @someone`.")],
  ];
}

function missing(incident: Live): Part[][] {
  const said: Part[][] = [];
  if (incident.channel === undefined && incident.noChannel !== undefined) {
    const where = incident.noChannel.instead === null ? "" : " It runs in the thread where it was declared.";
    said.push([strong("No channel of its own. "), plain(`${brief(incident.noChannel.reason, 300)}${where}`)]);
  }
  if (incident.workItem === undefined && incident.noWorkItem !== undefined)
    said.push([strong("No work item. "), plain(brief(incident.noWorkItem, 300))]);
  const troubles = incident.troubles.slice(-troublesMax);
  for (const trouble of troubles) said.push([strong("Muster could not "), plain(brief(trouble, 300))]);
  return said;
}
