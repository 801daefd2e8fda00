import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { pino } from "pino";
import { type Activity, parseActivity } from "../../src/teams/activity.ts";
import { authenticator } from "../../src/teams/authenticate.ts";
import { appId, tenant, testConfig } from "./config.ts";
import { type Login, issuer, serviceurl, startLogin, strangersKey } from "./login.ts";

const log = pino({ level: "silent" });
const minute = 60_000;
const hour = 60 * minute;

const activity = (other: object = {}): Activity =>
  parseActivity({
    type: "message",
    id: "1",
    channelId: "msteams",
    serviceUrl: serviceurl,
    conversation: { id: "19:c@thread.tacv2" },
    channelData: { tenant: { id: tenant } },
    ...other,
  }) as Activity;

describe("a token from Teams", () => {
  let login: Login;
  let later: number;
  const now = () => new Date(Date.now() + later);
  const config = () => testConfig({ BOT_OPENID_METADATA_URL: login.metadataUrl });
  const judge = async (
    token: string | undefined,
    about: Activity = activity(),
    is = authenticator({ config: config(), now, log }),
  ) => (await is(about, token === undefined ? undefined : `Bearer ${token}`))?.status ?? "let in";

  beforeAll(async () => {
    login = await startLogin();
    jest.spyOn(console, "error").mockImplementation(() => undefined); // The library writes there by itself.
  });
  const others: Login[] = [];
  const another = async (endorsements?: string[]) => {
    const other = await startLogin(endorsements);
    others.push(other);
    return other;
  };
  afterAll(() => Promise.all([login, ...others].map((each) => each.stop())));
  beforeEach(() => {
    later = 0;
    login.down("up");
  });

  test("lets its activity in", async () => {
    expect(await judge(await login.token())).toBe("let in");
  });

  const seconds = () => Math.floor(Date.now() / 1_000);
  test.each<[string, () => Promise<string | undefined>]>([
    ["is missing", async () => undefined],
    ["is no token", async () => "rubbish"],
    ["is three times rubbish", async () => "a.b.c"],
    ["was signed by a stranger under our key's name", () => login.token({}, {}, strangersKey)],
    ["was signed by a stranger under another name", () => login.token({}, { kid: "unheard-of" }, strangersKey)],
    ["was changed after signing", async () => tampered(await login.token())],
    ["is not signed (alg none)", async () => unsigned(await login.token())],
    [
      "is signed with a shared secret (HS256)",
      () => login.token({}, { alg: "HS256" }, new TextEncoder().encode("x".repeat(32))),
    ],
    ["is not valid yet", () => login.token({ nbf: seconds() + 3_600 })],
    ["has expired", () => login.token({ exp: seconds() - 3_600 })],
    ["never expires", () => login.token({ exp: undefined as never })],
    ["is for another bot", () => login.token({ aud: "00000000-0000-0000-0000-000000000001" })],
    ["is for nobody", () => login.token({ aud: undefined as never })],
    ["is for another service URL", () => login.token({ serviceurl: "https://smba.trafficmanager.net/amer/" })],
    ["names no service URL", () => login.token({ serviceurl: undefined })],
    ["comes from another issuer", () => login.token({ iss: "https://login.example.org" })],
    [
      "comes from an issuer of the emulator",
      () =>
        login.token({ iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", appid: appId, ver: "1.0" }),
    ],
    ["was made for a skill", () => login.token({ ver: "1.0", appid: "00000000-0000-0000-0000-000000000002" })],
  ])("that %s is refused with 401", async (_, make) => {
    expect(await judge(await make())).toBe(401);
  });

  test("is refused for another channel, or without a service URL to compare", async () => {
    const token = await login.token();
    expect(await judge(token, activity({ channelId: "AseChannel" }))).toBe(401);
    expect(await judge(token, activity({ channelId: "directline" }))).toBe(401);
    expect(await judge(token, activity({ serviceUrl: undefined }))).toBe(401);
  });

  test("does not let another tenant in", async () => {
    const token = await login.token();
    expect(await judge(token, activity({ channelData: { tenant: { id: appId } } }))).toBe(403);
    expect(await judge(token, activity({ channelData: {} }))).toBe(403);
    expect(await judge(token, activity({ conversation: { id: "19:c", tenantId: appId } }))).toBe(403);
  });

  test("is remembered, but for no other service URL and for no other token", async () => {
    const is = authenticator({ config: config(), now, log });
    const token = await login.token();
    expect(await judge(token, activity(), is)).toBe("let in");
    expect(await judge(token, activity({ serviceUrl: "https://smba.trafficmanager.net/amer/" }), is)).toBe(401);
    expect(await judge(tampered(token), activity(), is)).toBe(401);
  });

  test("is believed for at most five minutes after its key was revoked", async () => {
    const fresh = await another();
    const is = authenticator({ config: testConfig({ BOT_OPENID_METADATA_URL: fresh.metadataUrl }), now, log });
    const token = await fresh.token();
    expect(await judge(token, activity(), is)).toBe("let in");
    await fresh.turnKey("revoked");
    later = 2 * minute;
    expect(await judge(await fresh.token(), activity(), is)).toBe("let in"); // This fetches the keys again.
    expect(await judge(token, activity(), is)).toBe("let in");
    later = 6 * minute;
    expect(await judge(token, activity(), is)).toBe(401);
  });

  test("is found good with a key that is younger than the last fetch", async () => {
    const is = authenticator({ config: config(), now, log });
    expect(await judge(await login.token(), activity(), is)).toBe("let in");
    await login.turnKey("kept");
    const token = await login.token();
    expect(await judge(token, activity(), is)).toBe(401); // Within a minute of the last fetch nobody asks again.
    later = 2 * minute;
    expect(await judge(token, activity(), is)).toBe("let in");
  });

  test("costs one fetch of the keys, however many ask at once, and forged ones cost none", async () => {
    const is = authenticator({ config: config(), now, log });
    const tokens = await Promise.all(Array.from({ length: 64 }, (_, i) => login.token({ jti: String(i) })));
    const before = login.asked.length;
    expect(await Promise.all(tokens.map((token) => judge(token, activity(), is)))).toEqual(tokens.map(() => "let in"));
    expect(login.asked.length - before).toBe(2); // The metadata, and the keys it names.
    for (let i = 0; i < 20; i += 1) await judge(await login.token({}, { kid: `guess-${i}` }), activity(), is);
    expect(login.asked.length - before).toBe(2);
  });

  test("is still checked with old keys when the metadata endpoint is down for days", async () => {
    const is = authenticator({ config: config(), now, log });
    await is.warm();
    login.down("down");
    later = 72 * hour;
    expect(await judge(await login.token(), activity(), is)).toBe("let in");
    expect(await judge(await login.token({}, {}, strangersKey), activity(), is)).toBe(401);
  });

  test("cannot be judged before the keys were ever seen, and that is no 500", async () => {
    login.down("down");
    const is = authenticator({ config: config(), now, log });
    await expect(is.warm()).rejects.toThrow(/keys with which Teams signs/);
    expect(await judge(await login.token(), activity(), is)).toBe(503);
    expect(await judge(undefined, activity(), is)).toBe(401);
  });

  test("must be endorsed for Teams when its key says for whom it is", async () => {
    const other = await another(["webchat"]);
    const is = authenticator({ config: testConfig({ BOT_OPENID_METADATA_URL: other.metadataUrl }), now, log });
    expect(await judge(await other.token(), activity(), is)).toBe(401);
  });

  test("is not asked for in the playground", async () => {
    const is = authenticator({ config: testConfig({ MUSTER_PLAYGROUND: "true", HOST: "127.0.0.1" }), now, log });
    expect(await judge(undefined, activity({ channelData: {} }), is)).toBe("let in");
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const unsigned = (token: string) => [part({ alg: "none", kid: "key-1" }), token.split(".")[1], ""].join(".");
const tampered = (token: string) => {
  const [header, , signature] = token.split(".");
  return [header, part({ iss: issuer, aud: appId, exp: 4_000_000_000, serviceurl }), signature].join(".");
};
