/** Channels without Teams. */
import { isLawfulChannelName, numberedChannelName } from "../domain/incident/channel-name.ts";
import { type Channel, type Channels, Outage } from "../engine/ports.ts";

export type MemoryChannel = Channel & { description: string };

const namesMax = 12;

/** Any team exists, unless `teams` says which ones do. `room` is how many channels a team holds, 1,000 in Teams. */
export function memoryChannels(
  world: { teams?: readonly string[]; room?: number } = {},
): Channels & { all: MemoryChannel[] } {
  const all: MemoryChannel[] = [];
  const room = world.room ?? 1000;
  const add = (team: string, name: string, description: string): Channel => {
    const id = `19:memory-${all.length + 1}@thread.tacv2`;
    const webUrl = `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/${encodeURIComponent(name)}?groupId=${team}`;
    all.push({ id, name, webUrl, team, description });
    return { id, name, webUrl, team };
  };
  return {
    all,
    async open(teams, { name, mark, description }) {
      if (!isLawfulChannelName(name))
        throw new Outage(`Teams does not take ${name} as the name of a channel.`, { again: false });
      for (const team of teams) {
        const inTeam = all.filter((each) => each.team === team);
        const ours = inTeam.find((each) => each.description.startsWith(`[${mark}]`));
        if (ours !== undefined) return { id: ours.id, name: ours.name, webUrl: ours.webUrl, team };
        const exists = world.teams?.includes(team) ?? true;
        if (exists && inTeam.length < room) return add(team, freeName(name, inTeam), `[${mark}] ${description}`);
      }
      throw new Outage("No team for incident channels has room.", { again: false });
    },
    async rename(team, id, name) {
      if (!isLawfulChannelName(name))
        throw new Outage(`Teams does not take ${name} as the name of a channel.`, { again: false });
      const inTeam = all.filter((each) => each.team === team);
      const channel = inTeam.find((each) => each.id === id);
      if (channel === undefined) throw new Outage(`There is no channel ${id}.`, { again: false });
      channel.name = freeName(
        name,
        inTeam.filter((each) => each !== channel),
      );
      return channel.name;
    },
  };
}

function freeName(name: string, channels: readonly Channel[]): string {
  const taken = new Set(channels.map((each) => each.name.toLowerCase()));
  const names = Array.from({ length: namesMax }, (_, index) =>
    index === 0 ? name : numberedChannelName(name, index + 1),
  );
  const free = names.find((each) => !taken.has(each.toLowerCase()));
  if (free === undefined) throw new Outage(`No channel name like ${name} is free in the team.`, { again: false });
  return free;
}
