/** Puts Muster together and starts it. The only file that knows everyone. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { pino } from "pino";
import { openStorage } from "./azure/storage.ts";
import { tokens as tokensFrom } from "./azure/tokens.ts";
import { boardsWiki } from "./boards/wiki.ts";
import { boardsWorkItems } from "./boards/work-items.ts";
import { calendarOf } from "./calendar/feed.ts";
import { clockFrom } from "./clock.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import type { Rhythm } from "./domain/escalation/rhythm.ts";
import type { Conversation } from "./domain/incident/facts.ts";
import { calendarHead, calendarWindow, eventsOf } from "./domain/oncall/calendar.ts";
import { latestAudit, pagingHealth } from "./engine/audit.ts";
import { latestChanges, openBook, replaceBook } from "./engine/book.ts";
import { type Engine, engine as engineFrom } from "./engine/engine.ts";
import { makeRounds } from "./engine/every-minute.ts";
import { onCall as onCallFrom } from "./engine/on-call.ts";
import { Outage, type Tokens } from "./engine/ports.ts";
import { places as placesFrom } from "./engine/places.ts";
import { recordedChat } from "./engine/recorded-chat.ts";
import { replyTokens } from "./engine/reply-tokens.ts";
import { sentTries } from "./engine/sent-tries.ts";
import { statusSite as statusSiteFrom } from "./engine/status-site.ts";
import { travel } from "./engine/time-travel.ts";
import { startWorker } from "./engine/worker.ts";
import { graphChannelMessages } from "./graph/channel-messages.ts";
import { graphChannels } from "./graph/channels.ts";
import { graphFeed } from "./graph/feed.ts";
import { graphPeople } from "./graph/people.ts";
import { checkNodeVersion } from "./node-version.ts";
import { openCallControl, openPagers } from "./paging/pagers.ts";
import { allReactions, letterReactions, statusReactions, transcriptReactions } from "./reactions/index.ts";
import { readPractice } from "./practice-file.ts";
import { readRunbooks } from "./runbooks.ts";
import { authenticator } from "./teams/authenticate.ts";
import { teamsChat } from "./teams/connector.ts";
import { messagesDoor } from "./teams/door.ts";
import { teamsFiles } from "./teams/files.ts";
import { plainOf } from "./teams/mentions.ts";
import { statusJson, statusPage } from "./views/status-page.ts";
import { boardsHookRoutes } from "./web/boards-hook.ts";
import type { Route } from "./web/door.ts";
import { heartbeat } from "./web/heartbeat.ts";
import { onCallRoutes } from "./web/oncall.ts";
import { readOnCallDocument } from "./web/oncall-shape.ts";
import { pagingRoutes } from "./web/paging-routes.ts";
import { startServer } from "./web/server.ts";
import { userFrom } from "./web/user.ts";

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
  const teams = teamsChat({ config, tokens, now, pause, log });
  const bot = { id: `28:${config.BOT_APP_ID}`, name: config.BOT_NAME };
  const people = graphPeople({ config, tokens, pause, log });
  const graph = { config, tokens, pause, log, now: realNow };
  return {
    log,
    warn,
    clock,
    storage,
    places,
    chat: { ...teams, ...recordedChat(teams, { places, transcript: storage.transcript, now, bot, warn }) },
    runbooks: () => readRunbooks(config.RUNBOOKS, (trouble) => log.warn(trouble), config.RUNBOOKS_URL),
    people,
    files: teamsFiles({ config, tokens, now: realNow }),
    onCall: onCallFrom({ documents: storage.documents, findPerson: people.findPerson }),
    pagers: openPagers({ config, now: realNow, log }),
    calls: openCallControl(config),
    feed: config.MUSTER_PLAYGROUND ? undefined : graphFeed(graph),
    messages: config.MUSTER_PLAYGROUND ? undefined : graphChannelMessages({ ...graph, words: plainOf }),
    channels: config.MUSTER_PLAYGROUND ? undefined : graphChannels(graph),
    boards: config.AZURE_DEVOPS_URL === undefined ? undefined : boardsWorkItems({ config, tokens, pause, log }),
    wiki: config.AZURE_DEVOPS_WIKI === undefined ? undefined : boardsWiki({ config, tokens, pause, log }),
    statusSite: statusSiteFrom({ ...storage, now, name: config.STATUS_PAGE_NAME }),
  };
}

const transcriptWork = (config: Config, { storage, chat, files, messages, people }: Outside) =>
  transcriptReactions({
    ...storage,
    chat,
    files,
    messages,
    findPerson: people.findPerson,
    fileBytesMax: config.MEDIA_MEGABYTES * 1024 * 1024,
  });

const rhythmOf = (config: Config): Rhythm => ({
  updateMinutes: config.UPDATE_MINUTES,
  quietMinutes: config.QUIET_MINUTES,
  blankMinutes: config.BLANK_MINUTES,
  commanderMinutes: config.COMMANDER_MINUTES,
  proposalMinutes: config.PROPOSAL_MINUTES,
  handoverMinutes: config.HANDOVER_MINUTES,
});

const channelSettings = (config: Config) => ({
  teams: config.INCIDENT_TEAMS,
  confidentialTeams: config.CONFIDENTIAL_TEAMS,
  channelName: config.CHANNEL_NAME,
  serviceUrl: config.CONNECTOR_URL,
});

function engineOf(config: Config, outside: Outside): Engine {
  const { storage, places, chat, runbooks, statusSite, onCall, pagers, warn } = outside;
  const tokens = replyTokens(storage.documents);
  const sent = sentTries(storage.documents);
  const practice = readPractice(config.PRACTICE);
  const at = (id: string | undefined): Conversation | undefined =>
    id === undefined ? undefined : { id, serviceUrl: config.CONNECTOR_URL };
  return engineFrom({
    ...storage,
    places,
    rhythm: rhythmOf(config),
    practice,
    chat,
    findPerson: (id) => outside.people.findPerson(id),
    now: outside.clock.now,
    holder: config.MUSTER_REPLICA ?? `${hostname()} ${randomUUID()}`,
    runbooks,
    transcriptDays: config.TRANSCRIPT_DAYS,
    comparable: outside.messages !== undefined,
    wiki: outside.wiki,
    onCall,
    workItems: outside.boards,
    pagers,
    tokens,
    sent,
    publicUrl: config.PUBLIC_URL,
    heartbeat: () => heartbeat(config.HEARTBEAT_URL, warn),
    alertChannel: at(config.ALERT_CHANNEL),
    warn,
    statusReactions: statusReactions({ statusSite }),
    letterReactions: letterReactions({ chat }),
    transcriptReactions: transcriptWork(config, outside),
    reactions: allReactions({
      ...storage,
      places,
      chat,
      statusSite,
      runbooks,
      findPerson: outside.people.findPerson,
      channels: outside.channels,
      workItems: outside.boards,
      wiki: outside.wiki,
      wikiPath: config.AZURE_DEVOPS_WIKI_PATH,
      pagers,
      feed: outside.feed,
      tokens,
      sent,
      responderOf: onCall.responder,
      publicUrl: config.PUBLIC_URL,
      warn,
      practice,
      broadcastChannel: at(config.BROADCAST_CHANNEL),
      statusPageUrl: config.STATUS_PAGE_URL,
      severityMax: config.STATUS_PAGE_SEVERITY,
      drillsOnStatusPage: config.DRILLS_ON_STATUS_PAGE,
      settings: channelSettings(config),
    }),
  });
}

/** The addresses beside the messages of Teams: answers to pages, calendars, and the web API. */
function otherRoutes(config: Config, { storage, clock, calls, boards, log }: Outside, engine: Engine): Route[] {
  const { documents } = storage;
  const { now } = clock;
  async function readCalendar(token: string): Promise<string | undefined> {
    const found = await engine.feeds.find(token);
    if (found === undefined) return undefined;
    const { book } = await openBook(documents);
    const { from, to } = calendarWindow(now());
    const [last] = await latestChanges(documents, 1);
    const changed = last === undefined ? now() : new Date(last.at);
    return calendarOf({ ...calendarHead(book, found.of), events: eventsOf(book, found.of, from, to), now: changed });
  }
  return [
    ...(boards === undefined ? [] : boardsHookRoutes(config.BOARDS_HOOK_TOKEN, engine.boards.hear, log)),
    ...pagingRoutes({
      config,
      replies: engine.replies,
      calls,
      readCalendar,
      health: async () => pagingHealth(await latestAudit(documents), now()),
      log,
    }),
    ...onCallRoutes({
      user: userFrom({ config, now: realNow, log }),
      book: {
        open: () => openBook(documents),
        replace: (opened, next, author) => replaceBook(documents, opened, next, author),
        changes: (most) => latestChanges(documents, most),
      },
      parse: readOnCallDocument,
      now,
      log,
    }),
  ];
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
        await storage.documents.read("counter", "incident");
        return { ok: true, checks: { storage: "ok" } };
      },
      others: otherRoutes(config, outside, engine),
      ...(jump === undefined
        ? {}
        : {
            dev: {
              settle: settled,
              round: async () => {
                await engine.rounds.run();
                await settled();
              },
              async advance(milliseconds) {
                const next = await travel({ engine, documents: storage.documents, now, jump, settled }, milliseconds);
                return { now: now().toISOString(), offsetMs: clock.offsetMs(), next: next?.toISOString() ?? null };
              },
            },
          }),
    },
  });
  const worker = startWorker(storage.bell, engine, warn);
  void Promise.allSettled([
    engine.resume().then(() => engine.compareOpen(pause)),
    authenticate.warm(),
    boards?.warm(),
    statusSite.publish(),
  ]).then((results) => {
    for (const result of results) if (result.status === "rejected") warn(result.reason, { doing: "start" });
  });
  const stopRounds = makeRounds(engine, warn);
  log.info({ port: server.port, host: config.HOST }, "Muster is ready");

  const stop = async (signal: string) => {
    log.info({ signal }, "Muster stops");
    await server.close();
    await Promise.all([worker.stop(), stopRounds()]);
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
