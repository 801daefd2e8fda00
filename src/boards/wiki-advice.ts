/** What a fault of the wiki means to the person who can mend it, and what `muster doctor` asks of it. */
import { Outage } from "../engine/ports.ts";
import type { Check } from "./check.ts";
import { BoardsFault } from "./fault.ts";
import { type WikiConfig, type WikiTools, wikiClient } from "./wiki-client.ts";

/** An Outage in words a person can act on. Anything but a BoardsFault is passed on as it is. */
export function wikiOutage(error: unknown, what: string, config: WikiConfig): unknown {
  if (!(error instanceof BoardsFault)) return error;
  const again = [0, 408, 409, 412, 429].includes(error.status) || error.status >= 500;
  return new Outage(sentence(error, what, config), { again, afterMs: error.afterMs, cause: error });
}

function sentence({ status, message }: BoardsFault, what: string, config: WikiConfig): string {
  const { AZURE_DEVOPS_WIKI: wiki = "", AZURE_DEVOPS_PROJECT: project = "the project" } = config;
  switch (status) {
    case 0:
      return `The wiki could not be reached to ${what} (${message}).`;
    case 302:
    case 401:
      return config.AZURE_DEVOPS_TOKEN === undefined
        ? `Azure DevOps does not accept Muster's sign-in, so it could not ${what}: add Muster's application as a user of the organisation.`
        : `Azure DevOps does not accept the token, so Muster could not ${what}: it may have expired. Make one that may read and write wikis too, and set AZURE_DEVOPS_TOKEN.`;
    case 403:
      return `Muster may not ${what}: let it contribute to the wiki ${wiki} of ${project} (${message}).`;
    case 404:
      return `Muster could not ${what}: there is no wiki ${wiki} in ${project}, or the token may not read and write wikis. Check AZURE_DEVOPS_WIKI.`;
    case 409:
    case 412:
      return `Somebody else kept changing the page while Muster tried to ${what}.`;
    case 429:
      return `Azure DevOps asks Muster to slow down, so it could not ${what} yet.`;
    default:
      return `The wiki did not let Muster ${what} (HTTP ${status}: ${message}).`;
  }
}

/** Looks whether the wiki is there, and changes nothing. Never throws. Nothing to look at where none is set. */
export async function checkWiki(tools: WikiTools): Promise<Check[]> {
  const { AZURE_DEVOPS_WIKI: wiki } = tools.config;
  if (wiki === undefined) return [];
  const what = `Wiki ${wiki}`;
  try {
    await wikiClient(tools)({ method: "GET", path: "" });
    return [{ what, good: true, advice: "" }];
  } catch (error) {
    const outage = wikiOutage(error, "read the wiki", tools.config);
    return [{ what, good: false, advice: outage instanceof Outage ? outage.message : String(outage) }];
  }
}
