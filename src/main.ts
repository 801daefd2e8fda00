/** Puts Muster together and starts it. The only file that knows everyone. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { pino } from "pino";
import { openStorage } from "./azure/storage.ts";
import { tokens as tokensFrom } from "./azure/tokens.ts";
import { boardsWorkItems } from "./boards/work-items.ts";
import { clockFrom } from "./clock.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { standardPolicy } from "./domain/escalation/policy.ts";
import type { Conversation } from "./domain/incident/facts.ts";
import { type Engine, engine as engineFrom } from "./engine/engine.ts";
import { Outage, type Tokens } from "./engine/ports.ts";
import { places as placesFrom } from "./engine/places.ts";
import { recordedChat } from "./engine/recorded-chat.ts";
import { statusSite as statusSiteFrom } from "./engine/status-site.ts";
import { travel } from "./engine/time-travel.ts";
import { readRoster } from "./engine/turn.ts";
import { startWorker } from "./engine/worker.ts";
import { graphChannels } from "./graph/channels.ts";
import { graphPeople } from "./graph/people.ts";
import { checkNodeVersion } from "./node-version.ts";
import { allReactions, statusReactions } from "./reactions/index.ts";
import { readRunbooks } from "./runbooks.ts";
import { authenticator } from "./teams/authenticate.ts";
import { teamsChat } from "./teams/connector.ts";
import { messagesDoor } from "./teams/door.ts";
import { statusJson, statusPage } from "./views/status-page.ts";
import { startServer } from "./web/server.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Agents Playground takes none. */
const noTokens: Tokens = {
  token: () => Promise.reject(new Outage("There are no tokens in Agents Playground.", { again: false })),
};
const realNow = (): Date => new Date();

type Outside = Awaited<ReturnType<typeof openOutside>>;

/** Everything that Muster speaks to. */
async function openOutside(config: Config) {
  const log = pino({ level: config.LOG_LEVEL });
  const warn = (error: unknown, about: Record<string, unknown> = {}) =>
    log.warn({ err: error, ...about }, "It did not work; it will be tried again");
  const clock = clockFrom(config.MUSTER_CLOCK);
  const { now } = clock;
  const tokens = config.MUSTER_PLAYGROUND ? noTokens : tokensFrom(config, realNow);
  const storage = await openStorage(config, now, { logger: log });
  const places = placesFrom(storage.documents, realNow);
  const teams = teamsChat({ config, tokens, now: realNow, pause, log });
  const bot = { id: `28:${config.BOT_APP_ID}`, name: config.BOT_NAME };
  return {
    log,
    warn,
    clock,
    storage,
    places,
    chat: { ...teams, ...recordedChat(teams, { places, transcript: storage.transcript, now, bot, warn }) },
    runbooks: () => readRunbooks(config.RUNBOOKS, (trouble) => log.warn(trouble)),
    people: graphPeople({ config, tokens, pause, log }),
    channels: config.MUSTER_PLAYGROUND ? undefined : graphChannels({ config, tokens, pause, log, now: realNow }),
    boards: config.AZURE_DEVOPS_URL === undefined ? undefined : boardsWorkItems({ config, tokens, pause, log }),
    statusSite: statusSiteFrom({ ...storage, now, name: config.STATUS_PAGE_NAME }),
  };
}

function engineOf(config: Config, outside: Outside): Engine {
  const { storage, places, chat, runbooks, statusSite, warn } = outside;
  const at = (id: string | undefined): Conversation | undefined =>
    id === undefined ? undefined : { id, serviceUrl: config.CONNECTOR_URL };
  return engineFrom({
    ...storage,
    places,
    policy: { ...standardPolicy, updateMinutes: config.UPDATE_MINUTES },
    now: outside.clock.now,
    holder: config.MUSTER_REPLICA ?? `${hostname()} ${randomUUID()}`,
    runbooks,
    alertChannel: at(config.ALERT_CHANNEL),
    warn,
    statusReactions: statusReactions({ statusSite }),
    reactions: allReactions({
      ...storage,
      places,
      chat,
      statusSite,
      runbooks,
      findPerson: outside.people.findPerson,
      channels: outside.channels,
      workItems: outside.boards,
      roster: () => readRoster(storage.documents),
      broadcastChannel: at(config.BROADCAST_CHANNEL),
      statusPageUrl: config.STATUS_PAGE_URL,
      severityMax: config.STATUS_PAGE_SEVERITY,
      settings: { teams: config.INCIDENT_TEAMS, channelName: config.CHANNEL_NAME, serviceUrl: config.CONNECTOR_URL },
    }),
  });
}

async function start(config: Config): Promise<void> {
  const outside = await openOutside(config);
  const { log, warn, clock, storage, chat, boards, statusSite } = outside;
  const { now, jump } = clock;
  const engine = engineOf(config, outside);
  const authenticate = authenticator({ config, now: realNow, log });
  const messages = messagesDoor({ authenticate, receive: engine.receive, chat, now, log });
  const settled = async () => {
    await messages.settled();
    await engine.lanes.settled();
    await messages.settled();
  };
  const server = await startServer({
    config,
    log,
    routes: {
      messages,
      alert: engine.alert,
      statusPage: async () => statusPage(await statusSite.board()),
      statusJson: async () => statusJson(await statusSite.board()),
      ready: async () => {
        await readRoster(storage.documents);
        return { ok: true, checks: { storage: "ok" } };
      },
      ...(jump === undefined
        ? {}
        : {
            dev: {
              settle: settled,
              async advance(milliseconds) {
                const next = await travel({ engine, documents: storage.documents, now, jump, settled }, milliseconds);
                return { now: now().toISOString(), offsetMs: clock.offsetMs(), next: next?.toISOString() ?? null };
              },
            },
          }),
    },
  });
  const worker = startWorker(storage.bell, engine, warn);
  void Promise.allSettled([engine.resume(), authenticate.warm(), boards?.warm(), statusSite.publish()]).then(
    (results) => {
      for (const result of results) if (result.status === "rejected") warn(result.reason, { doing: "start" });
    },
  );
  log.info({ port: server.port, host: config.HOST }, "Muster is ready");

  const stop = async (signal: string) => {
    log.info({ signal }, "Muster stops");
    await server.close();
    await worker.stop();
    await settled();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(signal));
}

try {
  checkNodeVersion();
  await start(readConfig(process.env));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
