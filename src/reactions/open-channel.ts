import type { Conversation, Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { isChannelItself, isPersonal, type Places } from "../engine/places.ts";
import { type Channels, type Chat, Outage } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { marks } from "../views/marks.ts";
import { channelNameOf } from "./channel-name-of.ts";

type Tools = {
  /** Undefined where there is no Graph, as in Agents Playground. */
  channels: Channels | undefined;
  chat: Chat;
  places: Places;
  settings: {
    teams: readonly string[];
    /** Those in which confidential incidents have their channels. */
    confidentialTeams: readonly string[];
    channelName: string;
    serviceUrl: string;
  };
};

const read: readonly Fact["type"][] = ["declared", "channel asked", "channel lost"];
const noGraph = "Muster has no access to Microsoft Graph here.";
const deleted = "Its channel was deleted in Teams.";

/** One channel for this incident only; where there can be none, or none any more, it runs in the thread it was declared in. */
export function openChannel({ channels, chat, places, settings }: Tools): Reaction {
  async function open(errand: Errand, entry: Entry): Promise<void> {
    const incident = errand.state;
    if (channels === undefined) throw new Outage(noGraph, { again: false });
    const made = await errand.once(entry, "channel", async () =>
      channels.open(await teamsFor(incident), {
        name: channelNameOf(settings.channelName, incident),
        // A list that lags may still name the one that was lost.
        mark: entry.fact.type === "declared" ? incident.id : `${incident.id}.${entry.number}`,
        description: `${marks(incident)}${incident.id}, severity ${incident.severity}. Everything said here is recorded.`,
      }),
    );
    const serviceUrl = incident.said?.serviceUrl ?? settings.serviceUrl;
    await places.set(made.id, { stream: incident.id, record: true });
    const channel: Conversation = { id: made.id, serviceUrl };
    const { name, webUrl, team } = made;
    await errand.record(entry, "channel", [{ type: "channel opened", channel, name, webUrl, team }]);
  }

  async function teamsFor(incident: Live): Promise<string[]> {
    if (incident.confidential === true) {
      if (settings.confidentialTeams.length > 0) return [...settings.confidentialTeams];
      throw new Outage(
        "CONFIDENTIAL_TEAMS is not set: it names a restricted team in which confidential incidents have their channels.",
        { again: false },
      );
    }
    if (settings.teams.length > 0) return [...settings.teams];
    if (incident.team !== undefined) return [incident.team];
    if (incident.teamThread !== undefined && incident.said !== null)
      return [await chat.teamGroup(incident.said.serviceUrl, incident.teamThread)];
    throw new Outage("It was not declared in a team, and INCIDENT_TEAMS names none.", { again: false });
  }

  /**
   * The thread it was said in; where it was said in no thread, one that is begun for it. What is confidential runs in the chat
   * with whoever declared it.
   */
  async function threadFor(errand: Errand, entry: Entry): Promise<Conversation | null> {
    const { said, id, title, noChannel, confidential, declaredBy } = errand.state;
    if (noChannel !== undefined && noChannel.instead !== null) return noChannel.instead;
    if (confidential === true) return declaredBy.kind === "person" ? chat.personal(declaredBy.person) : null;
    if (said === null || !isChannelItself(said.id)) return said;
    const text = `${marks(errand.state)}${id} runs in this thread: ${escapeMarkdown(title)}`;
    const root = await errand.once(entry, "thread", () => chat.post(said, { text }));
    return { ...said, id: `${said.id};messageid=${root}` };
  }

  async function instead(errand: Errand, entry: Entry, reason: string): Promise<FactOf<"channel unavailable">> {
    const thread = await threadFor(errand, entry);
    if (thread !== null) await places.set(thread.id, { stream: errand.stream, record: !isPersonal(thread.id) });
    return { type: "channel unavailable", reason, instead: thread };
  }

  /** It goes on in the thread, and says so there. */
  async function lose(errand: Errand, entry: Entry): Promise<void> {
    const fact = await instead(errand, entry, deleted);
    const { instead: thread } = fact;
    const text = `The channel of ${errand.stream} was deleted in Teams. The incident goes on here; \`channel new ${errand.stream}\` opens another channel.`;
    if (thread !== null) await errand.once(entry, "lost", () => chat.post(thread, { text }));
    await errand.record(entry, "lost", [fact]);
  }

  return {
    name: "open-channel",
    doing: "open the incident's channel",
    reads: ({ type }) => read.includes(type),
    async run(errand) {
      const { status, channel } = errand.state;
      for (const entry of errand.pending) {
        const { type } = entry.fact;
        if (type === "channel lost" && status !== "closed" && channel === undefined) await lose(errand, entry);
        const last = errand.pending.findLast(({ fact }) => fact.type === "channel asked");
        if (type === "declared" || (entry === last && channel === undefined)) await open(errand, entry);
      }
    },
    giveUp: async (errand, reason) => [await instead(errand, errand.pending[0]!, reason)],
  };
}
