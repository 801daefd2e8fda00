import { teamOf } from "../domain/incident/naming.ts";
import { type Channels, Outage } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";
import { channelNameOf } from "./channel-name-of.ts";

type Tools = {
  /** Undefined where there is no Graph, as in Agents Playground. */
  channels: Channels | undefined;
  settings: { channelName: string };
};

const doing = "rename the channel";

/** The channel of an incident that is called something else now is called so too. */
export function renameChannel({ channels, settings }: Tools): Reaction {
  return {
    name: "rename-channel",
    doing,
    // Of one that got its channel only afterwards, too.
    reads: (fact) => fact.type === "renamed" || fact.type === "channel opened",
    async run(errand) {
      const { channel } = errand.state;
      const entry = errand.pending.at(-1)!;
      if (channels === undefined || channel === undefined) return;
      if (!errand.entries.some(({ fact }) => fact.type === "renamed")) return;
      const team = teamOf(channel);
      if (team === undefined) throw new Outage("Its address does not say which team it is in.", { again: false });
      const wanted = channelNameOf(settings.channelName, errand.state);
      const name = await errand.once(entry, "name", () => channels.rename(team, channel.conversation.id, wanted));
      // Teams tells of it too, and may have been heard first.
      await errand.decide(errand.stream, { entry, key: "channel renamed" }, (now) =>
        now.status === "undeclared" || now.channel?.name === name ? [] : [{ type: "channel renamed", name }],
      );
    },
    /** Said once: the incident goes on under its new name in a channel with its old one. */
    giveUp: async ({ state }, reason) =>
      state.troubles.some((trouble) => trouble.startsWith(doing)) ? [] : [{ type: "gave up", doing, reason }],
  };
}
