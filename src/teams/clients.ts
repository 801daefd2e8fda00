/** botframework-connector's clients, one for each service URL, and the question who may be sent our bearer token. */
import { ConnectorClient, TeamsConnectorClient } from "botframework-connector";
import type { Config } from "../config.ts";
import { Outage, type Tokens } from "../engine/ports.ts";

const scope = "https://api.botframework.com/.default";
const clientsMost = 50;

/**
 * The Bot Connector's hosts (Microsoft Learn, "Send proactive messages"). Not all of trafficmanager.net: anybody can
 * register a name there.
 */
const knownHosts = new Set([
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
]);

export type Clients = Pick<ConnectorClient, "conversations"> & Pick<TeamsConnectorClient, "teams">;

/**
 * The clients for a service URL. Throws Outage for an address that Muster does not know: a forged one must get no
 * token.
 */
export type ClientsFor = (serviceUrl: string) => Clients;

export function connectorClients({ config, tokens }: { config: Config; tokens: Tokens }): ClientsFor {
  const clients = new Map<string, Clients>();
  return (serviceUrl) => {
    const address = serviceUrl.replace(/\/+$/, "");
    const known = clients.get(address);
    if (known !== undefined) return known;
    if (!isTrusted(address, config))
      throw new Outage(`Muster does not send to ${address}, which is no known address of Teams. Set CONNECTOR_URL.`, {
        again: false,
      });
    const made = makeClients(address, credentials(config, tokens));
    const oldest = clients.keys().next().value;
    if (clients.size >= clientsMost && oldest !== undefined) clients.delete(oldest);
    clients.set(address, made);
    return made;
  };
}

/** Whether it is an address of the Bot Connector, which may get the bot's token. */
export function isTrusted(address: string, config: Config): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (url.origin === new URL(config.CONNECTOR_URL).origin) return true;
  if (config.MUSTER_PLAYGROUND) return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  return url.protocol === "https:" && url.port === "" && knownHosts.has(url.hostname);
}

type Credentials = ConstructorParameters<typeof ConnectorClient>[0];

/** The playground on this machine has no tokens, so that none can leave it. */
function credentials(config: Config, tokens: Tokens): Credentials {
  return {
    signRequest: async (request) => {
      if (!config.MUSTER_PLAYGROUND) request.headers.set("Authorization", `Bearer ${await tokens.token(scope)}`);
      return request;
    },
  };
}

function makeClients(baseUri: string, signedBy: Credentials): Clients {
  const connector = new ConnectorClient(signedBy, { baseUri });
  const teams = new TeamsConnectorClient(signedBy, { baseUri });
  for (const client of [connector, teams]) takeOverFrom(client);
  return { conversations: connector.conversations, teams: teams.teams };
}

/**
 * The library posts again by itself after 500, 502 and resets, which doubles messages (measured with 4.23.3). It has no
 * option against that; taking the policy out of its pipeline is the way. A test counts the requests.
 */
function takeOverFrom(client: object): void {
  const { pipeline } = (client as { client: { pipeline: Pipeline } }).client;
  if (pipeline.removePolicy({ name: "defaultRetryPolicy" }).length !== 1)
    throw new Error("botframework-connector's client has no retry policy of the name that Muster knows.");
}

type Pipeline = { removePolicy(policy: { name: string }): unknown[] };
