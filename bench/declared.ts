/** What one declaration made Muster ask of the world, read from the recorded traffic. */
import type { Har } from "../sandbox/client.ts";

type Exchange = Har["log"]["entries"][number] & { startedDateTime?: string; time?: number };

/** Milliseconds. `wall` until everything is there, `chain` its slowest chain; the others without the link from the work item to the channel. */
export type Declared = { wall: number; chain: number; wallUnlinked: number; chainUnlinked: number };

type Call = { line: string; body: string; start: number; end: number };

/**
 * The chains are those in which each request needs the answer to the one before: the card; the channel, then its first
 * post; the personal chat, then the page; the work item, its state, and the link to the channel.
 */
export function declaredFrom(
  entries: readonly Exchange[],
  { started, origin }: { started: number; origin: string },
): Declared {
  const calls = entries.map(callOf).filter(({ start }) => start >= started);
  const one = (what: string, found: Call | undefined): Call => {
    if (found === undefined) throw new Error(`A declaration did not ${what}.`);
    return found;
  };
  const firstPost = (fits: (conversation: string) => boolean) =>
    calls.find(({ line }) => {
      const conversation = /^POST \/connector\/v3\/conversations\/([^/]+)\/activities/.exec(line)?.[1];
      return conversation !== undefined && fits(conversation);
    });
  const card = one(
    "post its card",
    firstPost((id) => id.startsWith(`${origin};`)),
  );
  const channel = one(
    "make a channel",
    calls.find(({ line }) => /^POST \/graph\/.*\/channels$/.test(line)),
  );
  const inChannel = one(
    "post in its channel",
    firstPost((id) => id.startsWith("19:") && !id.startsWith(origin)),
  );
  const opened = calls.find(({ line }) => line === "POST /connector/v3/conversations");
  const page = one(
    "page anybody",
    firstPost((id) => id.startsWith("a:")),
  );
  const boards = calls.filter(({ line }) => line.includes("/devops/"));
  const link = one(
    "link the channel",
    boards.findLast(({ line, body }) => line.startsWith("PATCH ") && body.includes("Hyperlink")),
  );
  const going = one(
    "set its work item going",
    boards.find(({ line }) => line.startsWith("PATCH ")),
  );

  const short = [[card], [channel, inChannel], opened === undefined ? [page] : [opened, page]];
  const upTo = (last: Call) => boards.filter(({ start }) => start <= last.start);
  const latest = (of: readonly Call[]) => Math.max(...of.map(({ end }) => end)) - started;
  const slowest = (chains: readonly Call[][]) =>
    Math.max(...chains.map((chain) => chain.reduce((sum, { start, end }) => sum + end - start, 0)));
  const arrived = short.map((chain) => chain.at(-1)!);
  return {
    wall: latest([...arrived, going, link]),
    chain: slowest([...short, upTo(link)]),
    wallUnlinked: latest([...arrived, going]),
    chainUnlinked: slowest([...short, upTo(going)]),
  };
}

function callOf({ request, startedDateTime = "", time = 0 }: Exchange): Call {
  const { pathname } = new URL(request.url);
  const start = Date.parse(startedDateTime);
  return {
    line: `${request.method} ${decodeURIComponent(pathname)}`,
    body: request.postData?.text ?? "",
    start,
    end: start + time,
  };
}
