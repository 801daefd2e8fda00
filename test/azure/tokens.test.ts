import { afterEach, describe, expect, test } from "@jest/globals";
import { tokens } from "../../src/azure/tokens.ts";
import { tenant, testConfig } from "../teams/config.ts";
import { type Reply, type TestServer, nobodyThere, startServer } from "../teams/server.ts";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const graph = "https://graph.microsoft.com/.default";

async function login(reply: (request: number) => Reply) {
  let requests = 0;
  server = await startServer(() => {
    requests += 1;
    return reply(requests);
  });
  let at = Date.parse("2026-11-20T14:00:00Z");
  const source = tokens(testConfig({ LOGIN_URL: server.url }), () => new Date(at));
  return { source, server, pass: (seconds: number) => (at += seconds * 1_000) };
}
const numbered = (request: number): Reply => ({
  status: 200,
  body: { access_token: `token ${request}`, expires_in: 3_600, token_type: "Bearer" },
});

describe("a token for our own requests", () => {
  test("is asked for with the bot's own credentials", async () => {
    const { source, server } = await login(numbered);
    expect(await source.token(graph)).toBe("token 1");
    expect(server.asked[0]).toMatchObject({ method: "POST", path: `/${tenant}/oauth2/v2.0/token` });
    const form = new URLSearchParams(String(server.asked[0]?.body));
    expect(Object.fromEntries(form)).toEqual({
      grant_type: "client_credentials",
      client_id: testConfig().BOT_APP_ID,
      client_secret: testConfig().BOT_APP_SECRET,
      scope: graph,
    });
  });

  test("is kept until two minutes before it expires, one for each scope", async () => {
    const { source, pass } = await login(numbered);
    expect(await source.token(graph)).toBe("token 1");
    pass(3_600 - 121);
    expect(await source.token(graph)).toBe("token 1");
    pass(2);
    expect(await source.token(graph)).toBe("token 2");
    expect(await source.token("https://api.botframework.com/.default")).toBe("token 3");
  });

  test("is asked for once, however many want it", async () => {
    const { source, server } = await login(numbered);
    await Promise.all(Array.from({ length: 20 }, () => source.token(graph)));
    expect(server.asked).toHaveLength(1);
  });

  test("that is refused says what to check, and is not worth trying again", async () => {
    const { source, server } = await login(() => ({ status: 401, body: { error: "invalid_client" } }));
    await expect(source.token(graph)).rejects.toMatchObject({
      name: "Outage",
      again: false,
      message: expect.stringMatching(/BOT_APP_SECRET/),
    });
    await expect(source.token(graph)).rejects.toMatchObject({ again: false });
    expect(server.asked).toHaveLength(2);
  });

  test.each<[string, Reply]>([
    ["a server in trouble", { status: 503 }],
    ["nonsense", { status: 200, body: { access_token: "" } }],
    ["a reset", "reset"],
  ])("that meets %s can be asked for again", async (_, trouble) => {
    const { source } = await login((request) => (request === 1 ? trouble : numbered(request)));
    await expect(source.token(graph)).rejects.toMatchObject({ name: "Outage" });
    expect(await source.token(graph)).toBe("token 2");
  });

  test("cannot come from nobody", async () => {
    const source = tokens(testConfig({ LOGIN_URL: await nobodyThere() }), () => new Date());
    await expect(source.token(graph)).rejects.toMatchObject({ name: "Outage", again: true });
  });
});
