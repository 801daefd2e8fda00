/** A team's channels as Graph tells of them. */
import { z } from "zod";
import { Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import type { Graph, GraphAnswer } from "./client.ts";
import { GraphFault } from "./fault.ts";

type At = { graph: Graph; team: string; pause: (ms: number) => Promise<void> };
export type Listed = { id: string; name: string; description: string; webUrl: string | undefined };

const channel = z
  .object({
    id: z.string().min(1),
    displayName: z.string(),
    description: z.string().nullish(),
    webUrl: z.string().nullish(),
  })
  .transform(
    (told): Listed => ({
      id: told.id,
      name: told.displayName,
      description: told.description ?? "",
      webUrl: told.webUrl ?? undefined,
    }),
  );
const page = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.string().optional() });

const listing = { what: "read the channels of this team", permission: "ChannelSettings.Read.Group" };
const pagesMax = 20;
const looksMax = 10;
const lookEveryMs = 500;

/** All channels that are not deleted. Throws Outage. */
export async function listChannels(graph: Graph, team: string): Promise<Listed[]> {
  const first = `/teams/${encodeURIComponent(team)}/channels`;
  const found: Listed[] = [];
  let path: string | undefined = first;
  try {
    for (let pages = 0; path !== undefined && pages < pagesMax; pages += 1) {
      const read = page.safeParse((await graph({ method: "GET", path })).body);
      if (!read.success)
        throw new GraphFault("an answer that is not a list of channels", { status: 502, happened: "no" });
      found.push(...read.data.value.flatMap((each) => channel.safeParse(each).data ?? []));
      path = nextPage(read.data["@odata.nextLink"], first);
    }
  } catch (error) {
    throw outageFrom(error, listing);
  }
  return found;
}

/** Only the query of the next link is used, on our own address: an answer cannot send our token elsewhere. */
function nextPage(link: string | undefined, first: string): string | undefined {
  return link === undefined || !URL.canParse(link) ? undefined : `${first}${new URL(link).search}`;
}

/** The channel an answer to its creation stands for: at once with 201, or when the operation behind a 202 has made it. */
export async function settled(at: At, answer: GraphAnswer, mark: string): Promise<Listed> {
  const made = channel.safeParse(answer.body);
  if (made.success) return made.data;
  const operation = /\/operations(?:\/|\(')([A-Za-z0-9-]{1,100})/.exec(answer.location ?? "")?.[1];
  for (let look = 1; look <= looksMax; look += 1) {
    if (operation !== undefined) await notFailed(at, operation);
    const ours = (await listChannels(at.graph, at.team)).find((each) => each.description.includes(mark));
    if (ours !== undefined) return ours;
    await at.pause(lookEveryMs);
  }
  throw new Outage("Microsoft Teams is still creating the channel.", { again: true, afterMs: 5_000 });
}

async function notFailed({ graph, team }: At, operation: string): Promise<void> {
  const { body } = await graph({ method: "GET", path: `/teams/${encodeURIComponent(team)}/operations/${operation}` });
  const told = z.object({ status: z.string(), error: z.object({ message: z.string() }).nullish() }).safeParse(body);
  if (told.data?.status === "failed")
    throw new Outage(
      `Microsoft Teams could not create the channel: ${told.data.error?.message ?? "it gave no reason"}.`,
      { again: true },
    );
}
