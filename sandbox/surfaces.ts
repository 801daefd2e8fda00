/** Everything the sandbox answers, put together over one store. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { appRoutes } from "./apps.ts";
import { boardsRoutes } from "./boards/boards.ts";
import { cardRefreshRoutes } from "./card-refresh.ts";
import type { Bytes } from "./bytes.ts";
import { clockRoutes } from "./clock.ts";
import { connectorAttachmentRoutes } from "./connector-attachments.ts";
import { connectorRoutes } from "./connector.ts";
import { conversationRoutes, type Talk } from "./conversations.ts";
import type { Delivery } from "./delivery.ts";
import { createEvents } from "./events.ts";
import { keepDeadlines } from "./deadlines.ts";
import { createFaults } from "./faults.ts";
import { fileRoutes } from "./files.ts";
import { graphRoutes } from "./graph/graph.ts";
import { createTraffic } from "./har.ts";
import { ok, type Route, route } from "./http.ts";
import { messageActionRoutes } from "./message-actions.ts";
import { createPaging } from "./paging/paging.ts";
import { appId, botId, botName, tenant } from "./people.ts";
import { connectorError } from "./posts.ts";
import { pressRoutes } from "./press.ts";
import { reactionRoutes } from "./reactions.ts";
import { readingRoutes } from "./reading.ts";
import { isProxied, passOn } from "./proxy.ts";
import { sentFileRoutes } from "./sent-files.ts";
import { createHandle, type Handle } from "./server.ts";
import { settingRoutes } from "./settings.ts";
import type { Store } from "./state.ts";
import { talkingRoutes } from "./talking.ts";
import { channelEvent } from "./team-events.ts";
import { teamMemberRoutes } from "./team-members.ts";
import type { Tokens } from "./tokens.ts";

export type SurfaceOptions = {
  store: Store;
  tokens: Tokens;
  delivery: Delivery;
  url: string;
  serviceUrl: string;
  bytes: Bytes;
  storage: string;
  botUrl: () => string | undefined;
  throttled: boolean;
  /** Saves what has changed. */
  keep: () => void;
  /** The app's manifest. */
  manifest: unknown;
};

export function createSurfaces(options: SurfaceOptions): { handle: Handle; close(): void } {
  const { store, tokens, delivery, bytes, url, botUrl } = options;
  const talk = createTalk(options);
  const events = createEvents(store);
  const faults = createFaults(() => store.changed({ type: "faults" }));
  const traffic = createTraffic();
  const paging = createPaging({ store, delivery, url, botUrl });
  const routes: Route[] = [
    ...tokens.routes,
    ...guarded([...connectorRoutes(options), ...connectorAttachmentRoutes(options)], tokens),
    ...graphRoutes({ store, tokens, bytes, url, event: talk.event }),
    ...boardsRoutes({ ...options, reports: paging.reports }),
    ...conversationRoutes(talk),
    ...talkingRoutes(talk),
    ...sentFileRoutes(store, bytes),
    ...pressRoutes(talk),
    ...cardRefreshRoutes(talk),
    ...readingRoutes(talk),
    ...messageActionRoutes(talk, options.manifest),
    ...reactionRoutes(talk),
    ...settingRoutes(store),
    ...appRoutes(talk),
    ...teamMemberRoutes(talk),
    ...clockRoutes({ store, delivery, botUrl, deadlines: paging.deadlines }),
    ...paging.routes,
    ...faults.routes,
    ...traffic.routes,
    ...aboutRoutes(options),
    ...fileRoutes(options.storage),
  ];
  const stopDeadlines = keepDeadlines(store, paging.deadlines);
  const special = (path: string, request: IncomingMessage, response: ServerResponse): boolean => {
    if (path === "/sandbox/events") events.open(response);
    else if (isProxied(path)) passOn(request, response, botUrl());
    else return false;
    return true;
  };
  return {
    handle: createHandle({ url, routes, faults, traffic, special, keep: options.keep }),
    close() {
      stopDeadlines();
      events.close();
    },
  };
}

function createTalk({ store, delivery, bytes, serviceUrl }: SurfaceOptions): Talk {
  return {
    store,
    delivery,
    bytes,
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
const aboutRoutes = ({ store, url, botUrl }: SurfaceOptions): Route[] => [
  route("GET", "/sandbox/about", () =>
    ok({
      bot: { id: botId, name: botName, appId },
      tenant,
      running: botUrl() !== undefined,
      statusPage: `${url}/$web/index.html`,
    }),
  ),
  route("GET", "/sandbox/notices", () => ok(store.world.notices)),
];
