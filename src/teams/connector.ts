/** The Chat port over the Bot Connector, through botframework-connector's client. */
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Conversation } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import { type Chat, type Message, Outage, type Tokens } from "../engine/ports.ts";
import { type ClientsFor, connectorClients } from "./clients.ts";
import { members } from "./members.ts";
import { activityOf, viewsMost } from "./message.ts";
import { pace } from "./pace.ts";
import { patiently } from "./retry.ts";

const callMs = 10_000;
/** Finding out who somebody is holds up an inbound message, so it gets less. */
const lookUpMs = 2_000;
const cachedMost = 10_000;

export type TeamsChat = Chat & {
  /**
   * A mention names people by their Teams id (`29:…`), everything else by their Entra object id: this finds the second
   * for the first. Whoever cannot be found stays who they were. Never throws.
   */
  identify(where: Conversation, person: Person): Promise<Person>;
};

type Parts = {
  config: Config;
  tokens: Tokens;
  /** The real time. */
  now: () => Date;
  pause: (ms: number) => Promise<void>;
  log: Logger;
  /** How long one call may take; less in tests. */
  deadlineMs?: number;
};

export function teamsChat({ config, tokens, now, pause, log, deadlineMs = callMs }: Parts): TeamsChat {
  const clientsFor = connectorClients({ config, tokens });
  const patience = { now, pause, callMs: deadlineMs };
  const turn = pace({ now, pause });
  const threadOf = (to: Conversation) => to.id.split(";")[0] ?? to.id;
  const roster = members({ clientsFor, tenant: config.BOT_APP_TENANT, now, log });
  /** Whoever sees a view of their own has to be named to Teams as Teams knows them. */
  const written = async (to: Conversation, message: Message) =>
    "card" in message && message.views !== undefined
      ? activityOf(message, await roster.idsOf({ ...to, id: threadOf(to) }, message.views.first, viewsMost))
      : activityOf(message);
  return {
    post: async (to, message) => {
      const { conversations } = clientsFor(to.serviceUrl);
      const activity = await written(to, message);
      const startedAt = now().getTime();
      await turn(threadOf(to));
      const send = (abortSignal: AbortSignal) => conversations.sendToConversation(to.id, activity, { abortSignal });
      const { id } = await patiently(send, "if not landed", patience, startedAt);
      if (!id) throw new Outage("Teams took a message and gave it no id, so it cannot be updated.", { again: false });
      return id;
    },
    update: async (to, id, message) => {
      const { conversations } = clientsFor(to.serviceUrl);
      const activity = { ...(await written(to, message)), id };
      const startedAt = now().getTime();
      await turn(threadOf(to));
      const send = (abortSignal: AbortSignal) => conversations.updateActivity(to.id, id, activity, { abortSignal });
      await patiently(send, "always", patience, startedAt);
    },
    personal: cached(
      (person) => person.id,
      (person: Person) => patiently(openPersonal(config, clientsFor, person), "always", patience),
    ),
    standing: (where, person) => roster.standing({ ...where, id: threadOf(where) }, person),
    teamGroup: cachedTeamGroup(clientsFor, patience),
    identify: cachedIdentity(clientsFor, log),
  };
}

/** Opening a personal chat twice gives the same chat, so that it may always be repeated. */
function openPersonal(config: Config, clientsFor: ClientsFor, person: Person) {
  return async (abortSignal: AbortSignal): Promise<Conversation> => {
    const { conversations } = clientsFor(config.CONNECTOR_URL);
    const tenant = config.BOT_APP_TENANT;
    const { id } = await conversations.createConversation(
      {
        isGroup: false,
        bot: { id: `28:${config.BOT_APP_ID}`, name: config.BOT_NAME },
        members: [{ id: person.id, name: person.name }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      } as Parameters<typeof conversations.createConversation>[0],
      { abortSignal },
    );
    if (!id) throw new Outage(`Teams opened no chat with ${person.name}.`, { again: false });
    return { id, serviceUrl: config.CONNECTOR_URL };
  };
}

function cachedTeamGroup(clientsFor: ClientsFor, patience: Parameters<typeof patiently>[2]): Chat["teamGroup"] {
  const ask = cached(
    ({ team }) => team,
    async ({ serviceUrl, team }: { serviceUrl: string; team: string }) => {
      const { teams } = clientsFor(serviceUrl);
      const details = await patiently(
        (abortSignal) => teams.fetchTeamDetails(team, { abortSignal }),
        "always",
        patience,
      );
      if (details.aadGroupId) return details.aadGroupId;
      throw new Outage(`Teams does not say to which group the team ${team} belongs.`, { again: false });
    },
  );
  return (serviceUrl, team) => ask({ serviceUrl, team });
}

function cachedIdentity(clientsFor: ClientsFor, log: Logger): TeamsChat["identify"] {
  const ask = cached(
    ({ person }) => person.id,
    async ({ where, person }: { where: Conversation; person: Person }) => {
      const { conversations } = clientsFor(where.serviceUrl);
      const abortSignal = AbortSignal.timeout(lookUpMs);
      const found = await conversations.getConversationMember(where.id, person.id, { abortSignal });
      const member: { aadObjectId?: unknown; objectId?: unknown } = found;
      const id = member.aadObjectId ?? member.objectId;
      if (typeof id === "string" && id !== "") return { ...person, id };
      throw new Error("Teams does not say who this is in Entra.");
    },
  );
  return async (where, person) => {
    if (!person.id.startsWith("29:")) return person;
    try {
      return await ask({ where, person });
    } catch (error) {
      log.warn({ err: error, person: person.id }, "a mentioned person could not be identified");
      return person;
    }
  };
}

/** Remembers answers, not failures; the oldest makes room. */
function cached<A, B>(keyOf: (about: A) => string, ask: (about: A) => Promise<B>): (about: A) => Promise<B> {
  const answers = new Map<string, Promise<B>>();
  return (about) => {
    const key = keyOf(about);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asked = ask(about).catch((error: unknown) => {
      answers.delete(key);
      throw error;
    });
    const oldest = answers.keys().next().value;
    if (answers.size >= cachedMost && oldest !== undefined) answers.delete(oldest);
    answers.set(key, asked);
    return asked;
  };
}
