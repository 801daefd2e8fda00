/** The caches that make a stock bot quick: verified tokens, connector clients, and no client for user tokens. */
import type {
  AuthenticateRequestResult,
  BotFrameworkAuthentication,
  ConnectorClient,
  ConnectorFactory,
  UserTokenClient,
} from "botframework-connector";

const rememberMs = 5 * 60_000;
const rememberedMost = 500;

type Known = { result: AuthenticateRequestResult; until: number };

export function withCaches(stock: BotFrameworkAuthentication): BotFrameworkAuthentication {
  const known = new Map<string, Known>();
  const clients = new Map<string, Promise<ConnectorClient>>();

  function cachingFactory(factory: ConnectorFactory): ConnectorFactory {
    return {
      create: (serviceUrl: string, audience?: string) => {
        const key = `${serviceUrl}\n${audience}`;
        const client = clients.get(key) ?? factory.create(serviceUrl, audience!);
        clients.set(key, client);
        return client;
      },
    };
  }

  const caching: Pick<BotFrameworkAuthentication, "authenticateRequest" | "createUserTokenClient"> = {
    async authenticateRequest(activity, header) {
      const key = `${activity.channelId}\n${activity.serviceUrl}\n${header}`;
      const before = known.get(key);
      if (before !== undefined && before.until > Date.now()) return before.result;
      const result = await stock.authenticateRequest(activity, header);
      const factory = result.connectorFactory;
      const kept = factory === undefined ? result : { ...result, connectorFactory: cachingFactory(factory) };
      if (known.size >= rememberedMost) known.clear();
      known.set(key, { result: kept, until: Math.min(Date.now() + rememberMs, expiryOf(header)) });
      return kept;
    },
    createUserTokenClient: async () => ({}) as UserTokenClient,
  };
  return Object.assign(Object.create(stock) as BotFrameworkAuthentication, caching);
}

const expiryOf = (header: string): number =>
  (JSON.parse(Buffer.from(header.split(".")[1] ?? "", "base64url").toString()) as { exp: number }).exp * 1_000;
