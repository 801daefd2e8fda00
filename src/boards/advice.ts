/** What a fault of Azure Boards means to the person who can mend it. */
import { Outage } from "../engine/ports.ts";
import type { BoardsConfig } from "./client.ts";
import { BoardsFault } from "./fault.ts";

/** An Outage in words a person can act on. Anything but a BoardsFault is passed on as it is. */
export const outageFrom = (error: unknown, what: string, config: BoardsConfig): unknown =>
  inWords(error, (fault) => sentence(fault, what, config));

/** With `again` where the same request may do better later. */
export function inWords(error: unknown, words: (fault: BoardsFault) => string): unknown {
  if (!(error instanceof BoardsFault)) return error;
  const again = [0, 408, 409, 412, 429].includes(error.status) || error.status >= 500;
  return new Outage(words(error), { again, afterMs: error.afterMs, cause: error });
}

function sentence(fault: BoardsFault, what: string, config: BoardsConfig): string {
  const where = `${config.AZURE_DEVOPS_PROJECT ?? "the project"}`;
  switch (fault.status) {
    case 0:
      return `Azure Boards could not be reached to ${what} (${fault.message}).`;
    case 203:
    case 302:
    case 401:
      return config.AZURE_DEVOPS_TOKEN === undefined
        ? `Azure Boards does not accept Muster's sign-in, so it could not ${what}: add Muster's application as a user of the organisation.`
        : `Azure Boards does not accept the token, so Muster could not ${what}: it may have expired. Make a new one that may read and write work items, and set AZURE_DEVOPS_TOKEN.`;
    case 403:
      return `Muster may not ${what} in ${where}: let it view and edit work items there (${fault.message}).`;
    case 404:
      return `Muster could not ${what}: ${where} or its type of work item is not there, or the token may not see it. Check AZURE_DEVOPS_URL, AZURE_DEVOPS_PROJECT and AZURE_DEVOPS_TYPE.`;
    case 409:
    case 412:
      return `Somebody else kept changing the work item while Muster tried to ${what}.`;
    case 429:
      return `Azure Boards asks Muster to slow down, so it could not ${what} yet.`;
    default:
      return `${fault.status >= 500 ? "Azure Boards failed when Muster tried to" : "The rules of the project do not let Muster"} ${what} (HTTP ${fault.status}: ${fault.message}).`;
  }
}
