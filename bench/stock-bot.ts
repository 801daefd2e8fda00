/**
 * What Muster is compared with: a bot as the samples of Bot Framework write it, on the same restify. It checks the
 * token, answers what is said to it, and keeps nothing. With BENCH_CACHES=on it has the caches that such a bot lacks.
 */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { ServiceClientCredentialsFactory } from "botframework-connector";
import restify from "restify";
import { withCaches } from "./stock-caches.ts";

const { PORT, BOT_APP_ID, BOT_APP_SECRET, BOT_APP_TENANT, BOT_OPENID_METADATA_URL, LOGIN_URL, BENCH_CACHES } =
  process.env as Record<string, string>;

/** MSAL refuses a login without TLS, so the token that it would fetch and keep is fetched and kept here. */
let token: Promise<string> | undefined;
async function fetchToken(): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: BOT_APP_ID!,
    client_secret: BOT_APP_SECRET!,
    scope: "https://api.botframework.com/.default",
  });
  const answer = await fetch(`${LOGIN_URL}/${BOT_APP_TENANT}/oauth2/v2.0/token`, { method: "POST", body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const credentials = {
  isValidAppId: async (id: string) => id === BOT_APP_ID,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
      token ??= fetchToken();
      request.headers.set("authorization", `Bearer ${await token}`);
      return request;
    },
  }),
} as unknown as ServiceClientCredentialsFactory;

const stock = new ConfigurationBotFrameworkAuthentication(
  {
    MicrosoftAppId: BOT_APP_ID!,
    MicrosoftAppTenantId: BOT_APP_TENANT!,
    MicrosoftAppType: "SingleTenant",
    ToBotFromChannelOpenIdMetadataUrl: BOT_OPENID_METADATA_URL!,
    ToBotFromEmulatorOpenIdMetadataUrl: BOT_OPENID_METADATA_URL!,
    ToBotFromChannelTokenIssuer: "https://api.botframework.com",
    ToChannelFromBotLoginUrl: `${LOGIN_URL}/${BOT_APP_TENANT}`,
    ToChannelFromBotOAuthScope: "https://api.botframework.com",
    OAuthUrl: "https://api.botframework.com",
    ValidateAuthority: "false",
  },
  credentials,
);
const adapter = new CloudAdapter(BENCH_CACHES === "on" ? withCaches(stock) : stock);
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const { activity } = context;
  const asked = activity.entities?.some(({ type }) => type === "mention") ?? false;
  if (asked || activity.conversation.conversationType === "personal") await context.sendActivity("Here it is.");
  await next();
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post("/api/messages", async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request as Parameters<CloudAdapter["process"]>[0], response, (context) => bot.run(context));
});
server.get("/readyz", async (_request: restify.Request, response: restify.Response) => {
  response.send(200);
});
server.listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
