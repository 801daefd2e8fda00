/** A Bot Connector on the loopback that has trouble, and remembers whom a page has reached. */
import { type Asked, type Reply, startServer } from "../teams/server.ts";

/**
 * Every address has it for its first `times` requests, so that opening a chat, posting and updating all meet it.
 * `taken`: the request is carried out all the same, and nobody learns of it. `deadlineMs` is how long Muster waits for
 * an answer, in real time; less where none comes.
 */
export type Trouble = { name: string; reply: Reply; times: number; taken?: true; deadlineMs?: number };

export type Arrival = { person: string; at: Date; answered: boolean };

export type Connector = { url: string; arrivals: Arrival[]; stop(): Promise<void> };

export async function startConnector(trouble: Trouble | undefined, now: () => Date): Promise<Connector> {
  const arrivals: Arrival[] = [];
  const met = new Map<string, number>();
  let posts = 0;

  function take({ method, path, body }: Asked, answered: boolean): Reply {
    if (path === "/v3/conversations") return { status: 201, body: { id: chatWith(memberOf(body)) } };
    const person = /^\/v3\/conversations\/a:(.*)\/activities$/.exec(path)?.[1];
    if (method === "POST" && person !== undefined && isPage(body)) arrivals.push({ person, at: now(), answered });
    return { status: 201, body: { id: `${++posts}` } };
  }

  const server = await startServer((asked) => {
    const address = `${asked.method} ${asked.path} ${memberOf(asked.body)}`;
    const before = met.get(address) ?? 0;
    met.set(address, before + 1);
    if (trouble === undefined || before >= trouble.times) return take(asked, true);
    if (trouble.taken) take(asked, false);
    return trouble.reply;
  });
  return { url: server.url, arrivals, stop: server.stop };
}

const chatWith = (person: string): string => `a:${person}`;

const memberOf = (body: unknown): string => (body as { members?: { id: string }[] }).members?.[0]?.id ?? "";

/** A crash may leave a number unused. */
const isPage = (body: unknown): boolean => /You are paged.*INC-\d/.test((body as { summary?: string }).summary ?? "");
