/** What an incident lacks, said plainly: an alarm where nobody will come, a remark where a tool is missing. */
import type { Live } from "../domain/incident/incident.ts";
import { firstPage, isAlarming, type Page } from "../domain/incident/pages.ts";
import { type Part, plain, strong, worded } from "./parts.ts";
import { brief } from "./text.ts";

const alarmsMax = 3;
const troublesMax = 3;

/** One list of parts for each thing to say. */
export function gaps(incident: Live): { alarms: { parts: Part[] }[]; missing: { parts: Part[] }[] } {
  const alarms = incident.status === "open" ? incident.pages.flatMap(alarm).slice(-alarmsMax) : [];
  return { alarms: lines(alarms), missing: lines(missing(incident)) };
}

const lines = (all: Part[][]) => all.map((parts) => ({ parts }));

function alarm(page: Page): Part[][] {
  const { paging, number, because } = page;
  if (paging.state !== "waiting" || paging.step < 0) return [];
  const nobody = paging.people.length === 0 && !paging.hurry;
  if (!nobody && !isAlarming(page)) return [];
  const whose = number === firstPage ? "" : `Page ${number} (${brief(because, 100)}): `;
  if (!isAlarming(page))
    return [[strong(`${whose}Nobody is on call for this step.`), ...words("oncall primary @someone")]];
  const what = nobody ? "there is nobody to page." : "nobody has answered.";
  return [[strong(`${whose}ALARM: ${what}`), ...words(nobody ? "oncall primary @someone" : "page @someone")]];
}

const words = (otherwise: string): Part[] => worded(` Take it with \`ack\`, or say \`${otherwise}\`.`);

const placeWords = ({ confidential }: Live): string =>
  confidential === true ? "the chat of whoever declared it" : "the thread where it was declared";

function missing(incident: Live): Part[][] {
  const said: Part[][] = [];
  if (incident.channel === undefined && incident.noChannel !== undefined) {
    const where = incident.noChannel.instead === null ? "" : ` It runs in ${placeWords(incident)}.`;
    const again = incident.status === "open" ? worded(" `channel new` tries to open one.") : [];
    said.push([strong("No channel of its own. "), plain(`${brief(incident.noChannel.reason, 300)}${where}`), ...again]);
  }
  if (incident.workItem === undefined && incident.noWorkItem !== undefined)
    said.push([strong("No work item. "), plain(brief(incident.noWorkItem, 300))]);
  const troubles = incident.troubles.slice(-troublesMax);
  for (const trouble of troubles) said.push([strong("Muster could not "), plain(brief(trouble, 300))]);
  return said;
}
