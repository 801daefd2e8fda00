/** Row (b): from the request of a command to its first card at the Connector. */
import { setTimeout as pause } from "node:timers/promises";
import type { Bot } from "./bots.ts";
import { benchTeam, channelPlace, chatPlace, requests } from "./requests.ts";
import type { Post, Upstream } from "./upstream.ts";
import { openWire, type Wire } from "./wire.ts";

const answerMsMax = 20_000;
let lastPlace = 0;

/** How many at a time, how many altogether or for how long, and how long each rests after an answer. */
export type Asking = { connections: number; count?: number; ms?: number; restMs?: number };

/** `status` of an incident, each time in a chat of its own: Muster keeps to Teams' limit of seven posts a second in one. */
export const askStatus = (bot: Bot, upstream: Upstream, asking: Asking): Promise<number[]> =>
  askAll(bot, upstream, asking, () => {
    lastPlace += 1;
    const place = chatPlace(`a:asked-${lastPlace}`);
    return {
      conversation: place.id,
      text: requests(upstream, { place, text: `status INC-${1 + (lastPlace % 10)}` })().text,
    };
  });

/** Any words that a card answers, said once in a chat of its own. Milliseconds until it arrives. */
export async function ask(bot: Bot, upstream: Upstream, words: string): Promise<number> {
  const [ms] = await askAll(bot, upstream, { connections: 1, count: 1 }, () => {
    lastPlace += 1;
    const place = chatPlace(`a:asked-${lastPlace}`);
    return { conversation: place.id, text: requests(upstream, { place, text: words })().text };
  });
  return ms!;
}

/** A declaration, each time in a channel of another team. */
export const askDeclare = (bot: Bot, upstream: Upstream, asking: Asking): Promise<number[]> =>
  askAll(bot, upstream, asking, () => {
    lastPlace += 1;
    const place = channelPlace(`19:asked-${lastPlace}@thread.tacv2`);
    const team = benchTeam(`asked-${lastPlace}`);
    const request = requests(upstream, { place, team, text: "<at>Muster</at> declare sev3 checkout is down" })();
    return { conversation: `${place.id};messageid=${request.id}`, text: request.text };
  });

/** Milliseconds from each request to the first post in its place. */
async function askAll(
  bot: Bot,
  upstream: Upstream,
  { connections, count = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY, restMs = 0 }: Asking,
  next: () => { conversation: string; text: string },
): Promise<number[]> {
  const waiting = new Map<string, (post: Post) => void>();
  upstream.onPost((post) => {
    waiting.get(post.conversation)?.(post);
    waiting.delete(post.conversation);
  });
  const taken: number[] = [];
  let left = count;
  const until = performance.now() + ms;
  const drive = async (wire: Wire): Promise<void> => {
    while (left-- > 0 && performance.now() < until) {
      const { conversation, text } = next();
      const arrived = within(new Promise<Post>((resolve) => waiting.set(conversation, resolve)), conversation);
      const started = performance.now();
      const [status, post] = await Promise.all([wire.send(text), arrived]);
      if (status !== 200) throw new Error(`The bot answered ${status} to a command.`);
      if (bot.kind === "muster" && !post.card) throw new Error("Muster's first answer was no card.");
      taken.push(post.at - started);
      if (restMs > 0) await pause(restMs);
    }
    wire.close();
  };
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(bot.port)));
  await Promise.all(wires.map(drive));
  return taken;
}

async function within(post: Promise<Post>, conversation: string): Promise<Post> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing was posted in ${conversation}.`)), answerMsMax);
  });
  try {
    return await Promise.race([post, late]);
  } finally {
    clearTimeout(timer);
  }
}
