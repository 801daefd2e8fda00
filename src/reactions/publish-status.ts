import type { Entry, Fact } from "../domain/incident/facts.ts";
import { publicIncident } from "../domain/status/public.ts";
import type { StatusFact } from "../domain/status/statuspage.ts";
import { replaceDocument } from "../engine/documents.ts";
import type { Documents } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";
import { publicIncidentKind, type StatusSite } from "../engine/status-site.ts";

type Tools = { documents: Documents; statusSite: StatusSite; severityMax: number; drillsOnStatusPage: boolean };

const changing: readonly Fact["type"][] = [
  "declared",
  "severity changed",
  "renamed",
  "update posted",
  "merged",
  "resolved",
  "reopened",
];

/** Tells the public of incidents that are, or once were, severe enough. */
export function publishStatus({ documents, statusSite, severityMax, drillsOnStatusPage }: Tools): Reaction {
  return {
    name: "publish-status",
    doing: "publish the status page",
    reads: (fact) => changing.includes(fact.type),
    async run({ state, stream, entries }) {
      if (state.confidential === true || (state.drill === true && !drillsOnStatusPage)) return;
      const known = await documents.read(publicIncidentKind, stream);
      if (known === undefined && state.severity > severityMax) return;
      await replaceDocument(documents, publicIncidentKind, stream, () => publicIncident(state, entries));
      await statusSite.publish();
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing: "publish the status page", reason }],
  };
}

/** Publishes what was said by hand. */
export function publishStatuspage({
  statusSite,
}: Pick<Tools, "statusSite">): Reaction<readonly Entry<StatusFact>[], StatusFact> {
  return { name: "publish", doing: "publish the status page", reads: () => true, run: () => statusSite.publish() };
}
