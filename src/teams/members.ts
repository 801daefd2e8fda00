/** Who is in a channel or chat, as the Bot Connector tells; remembered for ten minutes. */
import type { Logger } from "pino";
import { z } from "zod";
import type { Conversation } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import type { Standing } from "../engine/ports.ts";
import type { Clients, ClientsFor } from "./clients.ts";

/** Somebody waits for an answer while this is found out. */
const lookUpMs = 2_000;
const rememberMs = 600_000;
const placesMost = 1_000;
const peopleMost = 10_000;
const pageSize = 500;

export type Members = {
  /** Whether somebody is there. Takes two seconds at most, and never throws. */
  standing(where: Conversation, person: Person): Promise<Standing>;
  /** The ids by which a card names people ("29:…"), these first and then whoever else is there. Never throws. */
  idsOf(where: Conversation, first: readonly Person[], most: number): Promise<string[]>;
};

type Member = { teamsId: string; objectId: string | undefined; role: string; tenant: string | undefined };
type Options = Extract<Parameters<Clients["conversations"]["getConversationPagedMembers"]>[1], { pageSize: number }>;
type Known<T> = { value: Promise<T>; until: number };
type Parts = { clientsFor: ClientsFor; tenant: string; now: () => Date; log: Logger };

const shape = z.object({
  id: z.string().min(1).max(1_000),
  aadObjectId: z.string().optional().catch(undefined),
  objectId: z.string().optional().catch(undefined),
  tenantId: z.string().optional().catch(undefined),
  userRole: z.string().optional().catch(undefined),
});

const memberFrom = (value: unknown): Member[] => {
  const { data } = shape.safeParse(value);
  if (data === undefined) return [];
  const objectId = data.aadObjectId ?? data.objectId;
  return [{ teamsId: data.id, objectId, role: data.userRole ?? "user", tenant: data.tenantId }];
};

export function members({ clientsFor, tenant, now, log }: Parts): Members {
  const pages = new Map<string, Known<Member[]>>();
  const people = new Map<string, Known<Member | "absent" | undefined>>();

  const firstPage = remembering(pages, placesMost, now, async ({ id, serviceUrl }: Conversation) => {
    const { conversations } = clientsFor(serviceUrl);
    // The types ask for a continuation token, which the first page cannot have.
    const options = { pageSize, abortSignal: AbortSignal.timeout(lookUpMs) } as unknown as Options;
    const found = await conversations.getConversationPagedMembers(id, options);
    return (found.members ?? []).flatMap(memberFrom);
  });

  const lookUp = remembering(
    people,
    peopleMost,
    now,
    async ({ where, person }: { where: Conversation; person: Person }) => {
      const { conversations } = clientsFor(where.serviceUrl);
      try {
        const found = await conversations.getConversationMember(where.id, person.id, {
          abortSignal: AbortSignal.timeout(lookUpMs),
        });
        return memberFrom(found)[0];
      } catch (error) {
        if ((error as { statusCode?: unknown }).statusCode === 404) return "absent";
        throw error;
      }
    },
  );

  async function one(where: Conversation, person: Person): Promise<Member | "absent" | undefined> {
    try {
      return await lookUp(`${where.id} ${person.id}`, { where, person });
    } catch (error) {
      log.warn({ err: error, person: person.id }, "whether somebody is in a team could not be found out");
      return undefined;
    }
  }

  return {
    async standing(where, person) {
      const found = await one(where, person);
      if (found === undefined) return "unknown";
      if (found === "absent") return "absent";
      if (found.role === "guest") return "guest";
      return found.tenant !== undefined && found.tenant.toLowerCase() !== tenant.toLowerCase() ? "outside" : "member";
    },
    async idsOf(where, first, most) {
      try {
        const page = await firstPage(where.id, where);
        const wanted = await Promise.all(
          first
            .slice(0, most)
            .map(async (person) => page.find(({ objectId }) => objectId === person.id) ?? one(where, person)),
        );
        const named = wanted.flatMap((each) => (typeof each === "object" ? [each.teamsId] : []));
        return [...new Set([...named, ...page.map(({ teamsId }) => teamsId)])]
          .filter((id) => id.startsWith("29:"))
          .slice(0, most);
      } catch (error) {
        log.warn({ err: error, conversation: where.id }, "the members of a conversation could not be listed");
        return [];
      }
    },
  };
}

/** Remembers answers for a while, and failures not at all; the oldest makes room. */
function remembering<A, T>(known: Map<string, Known<T>>, most: number, now: () => Date, ask: (about: A) => Promise<T>) {
  return (key: string, about: A): Promise<T> => {
    const before = known.get(key);
    if (before !== undefined && before.until > now().getTime()) return before.value;
    const value = ask(about).catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.delete(key);
    const oldest = known.keys().next().value;
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(key, { value, until: now().getTime() + rememberMs });
    return value;
  };
}
