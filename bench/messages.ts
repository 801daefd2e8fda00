/** Row (a): how many messages a second are taken in, over ten incidents on 64 connections. */
import { setTimeout as pause } from "node:timers/promises";
import type { Bot } from "./bots.ts";
import { benchTeam, channelPlace, requests } from "./requests.ts";
import type { Upstream } from "./upstream.ts";
import { flood, openWire } from "./wire.ts";

const incidents = 10;
const connections = 64;
const threadLength = 5;
const channelsMs = 20_000;

/** Sends messages for a while, each answered only when it is taken in; returns how many a second. */
export async function takeMessages(bot: Bot, upstream: Upstream, ms: number): Promise<number> {
  const { answered, ms: took } = await flood(bot.port, { connections, ms, next: talk(upstream, incidentChannels) });
  return (answered * 1_000) / took;
}

export const incidentChannels = Array.from(
  { length: incidents },
  (_, index) => `19:bench-INC-${index + 1}@thread.tacv2`,
);

/** In turn in every channel: one message begins a thread, the next four answer in it. They do not begin all at once. */
export function talk(upstream: Upstream, channels: readonly string[]): () => string {
  const talks = channels.map((id, index) => {
    const place = channelPlace(id);
    const team = benchTeam("incidents");
    const begin = requests(upstream, { place, team });
    let answers = begin;
    let said = index;
    return () => {
      if (said++ % threadLength !== 0) return answers().text;
      const root = begin();
      answers = requests(upstream, { place, team, replyTo: root.id });
      return root.text;
    };
  });
  let turn = 0;
  return () => talks[turn++ % talks.length]!();
}

/** Declares the ten incidents and waits until each has its channel. */
export async function declareIncidents(bot: Bot, upstream: Upstream): Promise<void> {
  const wire = await openWire(bot.port);
  for (let number = 1; number <= incidents; number++) {
    const place = channelPlace(`19:declared-${number}@thread.tacv2`);
    const team = benchTeam(`declared-${number}`);
    const text = `<at>Muster</at> declare sev2 incident number ${number}`;
    const status = await wire.send(requests(upstream, { place, team, text })().text);
    if (status !== 200) throw new Error(`The bot answered ${status} to a declaration.`);
  }
  wire.close();
  const deadline = performance.now() + channelsMs;
  while (upstream.channels.size < incidents) {
    if (performance.now() > deadline) throw new Error(`Only ${upstream.channels.size} channels were made.`);
    await pause(20);
  }
  // The channel is Muster's only once it has written that down.
  await pause(1_000);
}
