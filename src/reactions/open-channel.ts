import { channelName } from "../domain/incident/channel-name.ts";
import type { Conversation, Entry, FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { isChannelItself, isPersonal, type Places } from "../engine/places.ts";
import { type Channels, type Chat, Outage } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { escapeMarkdown } from "../views/escape.ts";

type Tools = {
  /** Undefined where there is no Graph, as in Agents Playground. */
  channels: Channels | undefined;
  chat: Chat;
  places: Places;
  settings: { teams: readonly string[]; channelName: string; serviceUrl: string };
};

const noGraph = "Muster has no access to Microsoft Graph here.";

/** One channel for this incident only; where there can be none, it runs in the thread it was declared in. */
export function openChannel({ channels, chat, places, settings }: Tools): Reaction {
  async function open(errand: Errand): Promise<void> {
    const entry = errand.pending[0]!;
    const incident = errand.state;
    if (channels === undefined) throw new Outage(noGraph, { again: false });
    const made = await errand.once(entry, "channel", async () =>
      channels.open(await teamsFor(incident), {
        name: channelName(settings.channelName, {
          number: Number(incident.id.replace("INC-", "")),
          title: incident.title,
          date: incident.declaredAt,
          severity: incident.severity,
        }),
        mark: incident.id,
        description: `${incident.id}, severity ${incident.severity}. Everything said here is recorded.`,
      }),
    );
    const serviceUrl = incident.said?.serviceUrl ?? settings.serviceUrl;
    await places.set(made.id, { stream: incident.id, record: true });
    const channel: Conversation = { id: made.id, serviceUrl };
    const { name, webUrl, team } = made;
    await errand.record(entry, "channel", [{ type: "channel opened", channel, name, webUrl, team }]);
  }

  async function teamsFor(incident: Live): Promise<string[]> {
    if (settings.teams.length > 0) return [...settings.teams];
    if (incident.team !== undefined) return [incident.team];
    if (incident.teamThread !== undefined && incident.said !== null)
      return [await chat.teamGroup(incident.said.serviceUrl, incident.teamThread)];
    throw new Outage("It was not declared in a team, and INCIDENT_TEAMS names none.", { again: false });
  }

  /** The thread it was said in; where it was said in no thread, one that is begun for it. */
  async function instead(errand: Errand, entry: Entry): Promise<Conversation | null> {
    const { said, id, title } = errand.state;
    if (said === null || !isChannelItself(said.id)) return said;
    const text = `${id} runs in this thread: ${escapeMarkdown(title)}`;
    const root = await errand.once(entry, "thread", () => chat.post(said, { text }));
    return { ...said, id: `${said.id};messageid=${root}` };
  }

  return {
    name: "open-channel",
    doing: "open the incident's channel",
    reads: (fact) => fact.type === "declared",
    run: open,
    async giveUp(errand, reason): Promise<FactOf<"channel unavailable">[]> {
      const thread = await instead(errand, errand.pending[0]!);
      if (thread !== null) await places.set(thread.id, { stream: errand.stream, record: !isPersonal(thread.id) });
      return [{ type: "channel unavailable", reason, instead: thread }];
    },
  };
}
