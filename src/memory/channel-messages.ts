/** What was said in channels, without Teams: a page is one thread. */
import { type ChannelMessages, type ChannelPlace, type HeldMessage, Outage } from "../engine/ports.ts";

export type MemoryChannelMessages = ChannelMessages & {
  /** There is such a channel. */
  open(channel: string): void;
  /** Holds a message, or what has become of it; of the same id there is one. */
  hold(channel: string, message: HeldMessage): void;
  /** The channel is not there any more. */
  drop(channel: string): void;
};

const reachMs = 240 * 24 * 3_600_000;

export function memoryChannelMessages(): MemoryChannelMessages {
  const held = new Map<string, Map<string, HeldMessage>>();

  /** The first messages of the threads that are asked for, in order. */
  function roots({ channel, thread }: ChannelPlace, since: Date | undefined): string[] {
    const all = [...(held.get(channel)?.values() ?? [])];
    const changed = all.filter(({ changedAt }) => since === undefined || Date.parse(changedAt) > since.getTime());
    const threads = new Set(changed.map(rootOf).sort());
    return [...threads].filter((root) => thread === undefined || root === thread);
  }

  return {
    reachMs,
    open: (channel) => void held.set(channel, new Map()),
    hold: (channel, message) => void held.get(channel)?.set(message.id, message),
    drop: (channel) => void held.delete(channel),
    async changed(place, since, page) {
      const messages = held.get(place.channel);
      if (messages === undefined) throw new Outage("The channel is not there any more.", { again: false });
      const [root, next] = roots(place, since).filter((each) => page === undefined || each >= page);
      return {
        messages: [...messages.values()].filter((each) => rootOf(each) === root),
        ...(next !== undefined && { next }),
      };
    },
  };
}

const rootOf = ({ id, replyTo }: HeldMessage): string => replyTo ?? id;
