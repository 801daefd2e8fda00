/** Notices in somebody's activity feed in Teams, through Graph (Microsoft Learn, "team: sendActivityNotification"). */
import { plainLine } from "../domain/alert/plain.ts";
import type { Person } from "../domain/people.ts";
import { type Feed, Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import { graphClient, type GraphTools } from "./client.ts";
import { spacing } from "./spacing.ts";

/** As appPackage/manifest.json declares it: "{actor} pages you: {title}", where Teams itself puts in who. */
const activityType = "paged";
/** Teams shows no more of a preview than this. */
const shownMax = 150;
const noticing = { what: "show a notice in somebody's activity feed", permission: "TeamsActivity.Send.Group" };
const busy = "Too many notices are being shown in Teams at once.";

/** Graph takes five of these a second from one app in one tenant, whichever team they are for; Muster spaces them out. */
export function graphFeed(tools: GraphTools & { now: () => Date }): Feed {
  const graph = graphClient(tools);
  const turn = spacing({ ...tools, busy });
  return {
    async notify(person, { team, channel, text, because }) {
      const recipient = recipientOf(person);
      await turn("every team");
      const body = {
        topic: { source: "entityUrl", value: entityUrl(tools.config.GRAPH_URL, team, channel) },
        activityType,
        previewText: { content: shown(because === "" ? text : because) },
        templateParameters: [{ name: "title", value: shown(text) }],
        recipient,
      };
      try {
        await graph({ method: "POST", path: `/teams/${encodeURIComponent(team)}/sendActivityNotification`, body });
      } catch (error) {
        throw outageFrom(error, noticing);
      }
    },
  };
}

const shown = (text: string): string => plainLine(text, shownMax);

/** An id or a user principal name. Whoever is known to the book by name alone has no feed. */
function recipientOf({ id, name }: Person) {
  if (id.startsWith("name:"))
    throw new Outage(`${name} has no Teams account that Muster knows of. Add it to their entry.`, { again: false });
  return { "@odata.type": "microsoft.graph.aadUserNotificationRecipient", userId: id };
}

/** Where the notice leads: a resource of this team, which Teams makes a link of; so it takes no webUrl. */
function entityUrl(graphUrl: string, team: string, channel: string | undefined): string {
  const root = `${graphUrl}/teams/${encodeURIComponent(team)}`;
  // Ids of channels have ":" and "@", which are lawful in a path and stand so in Microsoft's examples.
  return channel === undefined
    ? root
    : `${root}/channels/${encodeURIComponent(channel).replaceAll("%3A", ":").replaceAll("%40", "@")}`;
}
