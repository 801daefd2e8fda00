/** Starts a whole local Teams with Muster in it, in the calling process; docs/sandbox.md says what it offers. */
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { channelEvent } from "./activities.ts";
import { appRoutes } from "./apps.ts";
import { startAzurite } from "./azurite.ts";
import { boardsRoutes } from "./boards/boards.ts";
import { workItem } from "./boards/item-routes.ts";
import { organization } from "./boards/identity.ts";
import type { ProcessName } from "./boards/process.ts";
import { clockRoutes } from "./clock.ts";
import { connectorRoutes } from "./connector.ts";
import { conversationRoutes, type Talk } from "./conversations.ts";
import { createDelivery, type Delivery } from "./delivery.ts";
import { musterEnvironment } from "./environment.ts";
import { createEvents } from "./events.ts";
import { createFaults } from "./faults.ts";
import { fileRoutes } from "./files.ts";
import { graphRoutes } from "./graph/graph.ts";
import { createTraffic } from "./har.ts";
import { ok, type Route, route } from "./http.ts";
import { createMuster, type Muster } from "./muster.ts";
import { appId, botId, botName, tenant } from "./people.ts";
import { connectorError } from "./posts.ts";
import { pressRoutes } from "./press.ts";
import { isProxied, passOn } from "./proxy.ts";
import { createHandle, type Handle, listen } from "./server.ts";
import { keepSnapshot, readSnapshot } from "./snapshot.ts";
import { createStore, type Store } from "./state.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { freshWorld, type World } from "./world.ts";

export type SandboxOptions = {
  /** 0 or nothing: any free port. */
  port?: number;
  /** Where everything is kept; without it all is in memory. */
  data?: string;
  /** Throws away what `data` holds. */
  fresh?: boolean;
  /** An Azurite that runs already; the sandbox takes a prefix of its own in it. */
  storage?: string;
  /** "none" starts no bot: `botUrl` then says where one is, if there is one. */
  muster?: "child" | "none";
  botUrl?: string;
  /** Laid over Muster's environment. */
  environment?: Record<string, string>;
  /** The moment at which the sandbox's clock starts, ISO 8601; now when it is not said. */
  at?: string;
  /** "off": the connector takes any number of messages. */
  throttle?: "platform" | "off";
  process?: ProcessName;
  onOutput?: (text: string) => void;
};

export type Sandbox = {
  url: string;
  serviceUrl: string;
  store: Store;
  tokens: Tokens;
  delivery: Delivery;
  muster: Muster;
  storage: string;
  prefix: string;
  /** True when nothing of an earlier run was found. */
  fresh: boolean;
  stop(): Promise<void>;
};

/** Starts the server, the storage and (unless told otherwise) Muster; resolves when all of it is ready. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const saved = options.data === undefined ? undefined : readSnapshot(options.data, options.fresh === true);
  let handle: Handle | undefined;
  const server = await listen(options.port ?? 0, () => handle);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const azurite =
    options.storage === undefined
      ? await startAzurite(options.data === undefined ? {} : { folder: join(options.data, "azurite") })
      : undefined;
  const storage = options.storage ?? azurite!.connectionString;
  const prefix = saved?.prefix ?? `sb${randomBytes(6).toString("hex")}`;
  const store = createStore(saved?.world ?? worldAt(options.at));
  const tokens = await createTokens({
    url,
    grants: () => store.world.grants,
    ...(saved === undefined ? {} : { stored: saved.key }),
  });
  const muster = await createMuster(
    (port) => ({
      ...musterEnvironment(port, { url, storage, prefix, offsetMs: store.world.clockOffsetMs }),
      ...options.environment,
    }),
    options.onOutput,
  );
  const botUrl = (): string | undefined =>
    options.muster === "none" ? options.botUrl : muster.running() ? muster.url : undefined;
  // Regional service URLs of Teams end in a slash too.
  const serviceUrl = `${url}/connector/`;
  const delivery = createDelivery({ tokens, serviceUrl, botUrl });
  const talk = createTalk(store, delivery, serviceUrl);
  const events = createEvents(store);
  const faults = createFaults();
  const traffic = createTraffic();
  const routes: Route[] = [
    ...tokens.routes,
    ...guarded(connectorRoutes({ store, serviceUrl, throttled: options.throttle !== "off" }), tokens),
    ...graphRoutes({ store, tokens, url, event: talk.event }),
    ...boardsRoutes({ store, tokens, url, process: options.process ?? "basic" }),
    ...conversationRoutes(talk),
    ...pressRoutes(talk),
    ...appRoutes(talk),
    ...clockRoutes({ store, delivery, botUrl }),
    ...faults.routes,
    ...traffic.routes,
    ...aboutRoutes(store, url, muster),
    ...fileRoutes(storage),
  ];
  handle = createHandle({
    url,
    routes,
    faults,
    traffic,
    special(path, request, response) {
      if (path === "/sandbox/events") events.open(response);
      else if (isProxied(path)) passOn(request, response, botUrl());
      else return false;
      return true;
    },
  });
  const snapshot =
    options.data === undefined ? undefined : keepSnapshot(options.data, store, { key: tokens.privateJwk, prefix });
  const stop = stopper(server, [
    () => events.close(),
    () => muster.kill("SIGTERM"),
    () => snapshot?.flush(),
    () => azurite?.stop(),
  ]);
  const sandbox: Sandbox = {
    url,
    serviceUrl,
    store,
    tokens,
    delivery,
    muster,
    storage,
    prefix,
    fresh: saved === undefined,
    stop,
  };
  try {
    if (options.muster !== "none") await muster.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return sandbox;
}

function worldAt(at: string | undefined): World {
  const offset = at === undefined ? 0 : Date.parse(at) - Date.now();
  return { ...freshWorld(new Date(Date.now() + offset)), clockOffsetMs: offset };
}

function createTalk(store: Store, delivery: Delivery, serviceUrl: string): Talk {
  return {
    store,
    delivery,
    serviceUrl,
    event: (type, place, team) => {
      if (team.installed) delivery.announce(channelEvent(type, place, team, { serviceUrl, now: store.now() }));
    },
  };
}

/** Nobody speaks to the connector without a token that we issued for it. */
const guarded = (routes: Route[], tokens: Tokens): Route[] =>
  routes.map((each) => ({
    ...each,
    handler: async (call) => {
      if ((await tokens.check(call.headers.authorization, "connector")) === undefined)
        throw connectorError(401, "Unauthorized", "Authorization has been denied for this request.");
      return each.handler(call);
    },
  }));

/** What the page shows around the conversations. */
const aboutRoutes = (store: Store, url: string, muster: Muster): Route[] => [
  route("GET", "/sandbox/about", () =>
    ok({
      bot: { id: botId, name: botName, appId },
      tenant,
      running: muster.running(),
      statusPage: `${url}/$web/index.html`,
    }),
  ),
  route("GET", "/sandbox/workitems", () =>
    ok(
      store.world.workItems.map((item) => ({
        ...workItem(item, `${url}/devops/${organization}`),
        comments: item.comments,
      })),
    ),
  ),
  route("GET", "/sandbox/outbox", () => ok(store.world.outbox)),
  route("GET", "/sandbox/notices", () => ok(store.world.notices)),
];

/** Stops everything once, in order, however often it is asked. */
function stopper(server: Server, steps: (() => unknown)[]): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    for (const step of steps) await step();
    server.close();
    server.closeAllConnections();
  };
  return () => (stopped ??= run());
}
