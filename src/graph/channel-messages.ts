/**
 * The messages of a channel through Graph: chatMessage delta with replies, which tells of whole threads, or the replies of
 * one thread. Microsoft Graph v1.0, "chatMessage: delta" and "List replies".
 */
import { z } from "zod";
import { type ChannelMessages, type ChannelPlace, type HeldPage, Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import { type Graph, graphClient, type GraphTools } from "./client.ts";
import { GraphFault, tooLarge } from "./fault.ts";
import { heldMessage, type Reading } from "./held-message.ts";
import { spacing } from "./spacing.ts";

type Tools = GraphTools & { config: { BOT_APP_ID: string }; now: () => Date } & Pick<Reading, "words">;

/** Eight months (chatMessage: delta). */
const reachMs = 240 * 24 * 3_600_000;
/** Threads in one answer: what Graph gives at most, and less where they turn out to be long. */
const tops = [50, 5, 1] as const;
const repliesTop = 50;
const deadlineMs = 20_000;
const answerBytesMax = 24 * 1024 * 1024;
/** One request a second on a channel, four on a team (throttling limits of Teams). */
const gapMs = 1_000;
const busy = "Too many channels are being read at once.";
const tokenMost = 20_000;
const reading = { what: "read the messages of this channel", permission: "ChannelMessage.Read.Group" };

/**
 * What is still to be read: `threads` from the channel's delta, or `replies` to one message. `query` goes on where an
 * answer said so.
 */
const stepShape = z.object({
  of: z.union([z.literal("threads"), z.object({ replies: z.string() })]),
  query: z.string(),
});
const pageShape = z.object({ top: z.int(), steps: z.array(stepShape).min(1) });
type Step = z.infer<typeof stepShape>;
type Page = z.infer<typeof pageShape>;

const listShape = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.string().optional() });
const rootShape = z.object({
  id: z.string(),
  replies: z.array(z.unknown()).nullish(),
  "replies@odata.nextLink": z.string().nullish(),
});

export function graphChannelMessages(tools: Tools): ChannelMessages {
  const graph = graphClient({ ...tools, deadlineMs, answerBytesMax });
  const [inTeam, inChannel] = [spacing({ ...tools, busy }), spacing({ ...tools, busy, gapMs })];
  const held = { app: tools.config.BOT_APP_ID, words: tools.words };
  return {
    reachMs,
    async changed(place, since, token) {
      const page = token === undefined ? begin(place, since, tops[0]) : pageShape.parse(JSON.parse(token));
      await inTeam(place.team);
      await inChannel(place.channel);
      try {
        return await read(graph, place, page, held);
      } catch (error) {
        if (isTooLarge(error)) return smaller(place, since, page);
        throw outageOf(error);
      }
    },
  };
}

function begin({ thread }: ChannelPlace, since: Date | undefined, top: number): Page {
  if (thread !== undefined) return { top, steps: [{ of: { replies: thread }, query: "" }] };
  const filter =
    since === undefined ? "" : `&$filter=${encodeURIComponent(`lastModifiedDateTime gt ${since.toISOString()}`)}`;
  return { top, steps: [{ of: "threads", query: `?$top=${top}&$expand=replies${filter}` }] };
}

const isTooLarge = (error: unknown): boolean => error instanceof GraphFault && error.status === tooLarge;

/** Begins anew with fewer threads in an answer; what was told already is told again. */
function smaller(place: ChannelPlace, since: Date | undefined, { top }: Page): HeldPage {
  const next = tops.find((each) => each < top);
  if (next === undefined || place.thread !== undefined)
    throw new Outage("A thread of this channel is too large to be read.", { again: false });
  return { messages: [], next: tokenOf(begin(place, since, next)) };
}

async function read(graph: Graph, place: ChannelPlace, { top, steps }: Page, held: Reading): Promise<HeldPage> {
  const [step, ...later] = steps as [Step, ...Step[]];
  const found =
    step.of === "threads" ? await threads(graph, place, step) : await replies(graph, place, step.of.replies, step);
  const rest = [...found.steps, ...later];
  return {
    messages: found.values.flatMap((value) => heldMessage(value, held) ?? []),
    ...(rest.length > 0 && { next: tokenOf({ top, steps: rest }) }),
  };
}

function tokenOf(page: Page): string {
  const token = JSON.stringify(page);
  if (token.length <= tokenMost) return token;
  throw new Outage("This channel has more long threads than can be read.", { again: false });
}

type Found = { values: unknown[]; steps: Step[] };

async function threads(graph: Graph, place: ChannelPlace, { query }: Step): Promise<Found> {
  const { value, next } = await list(graph, `${messagesOf(place)}/delta()${query}`);
  const roots = value.flatMap((each) => rootShape.safeParse(each).data ?? []);
  const more = roots.flatMap(({ id, "replies@odata.nextLink": link }): Step[] => {
    const query = link ? queryOf(link) : undefined;
    return query === undefined ? [] : [{ of: { replies: id }, query }];
  });
  return {
    values: [...value, ...roots.flatMap(({ replies: below }) => below ?? [])],
    steps: [...more, ...(next === undefined ? [] : [{ of: "threads", query: next } as const])],
  };
}

/** The first time with the message that they answer, where the whole thread is wanted. */
async function replies(graph: Graph, place: ChannelPlace, root: string, { query }: Step): Promise<Found> {
  const at = `${messagesOf(place)}/${encodeURIComponent(root)}`;
  const begins = query === "" ? [(await graph({ method: "GET", path: at })).body] : [];
  const { value, next } = await list(graph, `${at}/replies${query === "" ? `?$top=${repliesTop}` : query}`);
  return {
    values: [...begins, ...value],
    steps: next === undefined ? [] : [{ of: { replies: root }, query: next }],
  };
}

async function list(graph: Graph, path: string): Promise<{ value: unknown[]; next: string | undefined }> {
  const read = listShape.safeParse((await graph({ method: "GET", path })).body);
  if (!read.success) throw new GraphFault("an answer that is not a list of messages", { status: 502, happened: "no" });
  const link = read.data["@odata.nextLink"];
  return { value: read.data.value, next: link === undefined ? undefined : queryOf(link) };
}

/** Only the query of a link is used, on our own address: an answer cannot send our token elsewhere. */
const queryOf = (link: string): string | undefined => URL.parse(link)?.search || undefined;

const messagesOf = ({ team, channel }: ChannelPlace): string =>
  `/teams/${encodeURIComponent(team)}/channels/${encodeURIComponent(channel)}/messages`;

function outageOf(error: unknown): unknown {
  if (error instanceof GraphFault && error.status === 404)
    return new Outage("The channel is not there any more, or Muster is not in its team.", {
      again: false,
      cause: error,
    });
  return outageFrom(error, reading);
}
