import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { exportSPKI } from "jose";
import { HttpError } from "../../src/web/answer.ts";
import { ada, appId, entra, type Login, now, startLogin, stranger, tenant, userAt } from "./oncall-server.ts";

let login: Login;
beforeAll(async () => {
  login = await startLogin();
});
afterAll(() => login.close());

const seconds = Math.floor(now.getTime() / 1_000);
const asking = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function refusal(authorization: string | undefined, user = userAt(login)) {
  const found = await user({ headers: authorization === undefined ? {} : { authorization } }).catch((error) => error);
  return found instanceof HttpError ? { status: found.status, headers: found.headers, why: found.message } : found;
}
const refused = async (token: Promise<string>, user = userAt(login)) => await refusal(`Bearer ${await token}`, user);

test("a tab's token says who uses it", async () => {
  expect(await userAt(login)(asking(await login.token()))).toEqual(ada);
});

test.each([
  ["for the app's address", { aud: `api://muster.example.com/${appId}` }],
  ["for the address of an app with a bot", { aud: `api://muster.example.com/botid-${appId}` }],
  ["of production", { iss: `https://login.microsoftonline.com/${tenant}/v2.0` }],
  ["with more scopes", { scp: "profile access_as_user email" }],
  ["that expired within the last minute", { exp: seconds - 50 }],
  ["that begins within the next minute", { nbf: seconds + 50 }],
])("a token %s is good", async (_name, claims) => {
  expect(await userAt(login)(asking(await login.token(claims)))).toMatchObject({ id: ada.id });
});

test("somebody without names has at least an id", async () => {
  const token = await login.token({ name: undefined, preferred_username: undefined });
  expect(await userAt(login)(asking(token))).toEqual({ id: ada.id, name: ada.id });
});

describe("nobody gets in", () => {
  const unsigned = (header: object, claims: object) =>
    `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;

  test.each([
    ["expired", { exp: seconds - 61 }],
    ["not good yet", { nbf: seconds + 61 }],
    ["without an end", { exp: undefined }],
    ["without a beginning", { nbf: undefined }],
    ["for another app", { aud: "00000000-0000-4000-8000-0000000000cc" }],
    ["for several apps", { aud: [appId, "other"] }],
    ["for an address that only begins like ours", { aud: `api://${appId}/other` }],
    ["of another tenant", { tid: "00000000-0000-4000-8000-0000000000dd" }],
    ["without a tenant", { tid: undefined }],
    ["issued by another tenant", { iss: "https://login.microsoftonline.com/other/v2.0" }],
    ["issued by somebody else", { iss: "https://login.example.com" }],
    ["whose person is no id", { oid: "__proto__" }],
  ] as [string, Record<string, unknown>][])("with a token %s", async (_name, claims) => {
    expect(await refused(login.token(claims))).toMatchObject({
      status: 401,
      headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
      why: expect.stringMatching(/^The token .*\.$/),
    });
  });

  test("with a token that nobody signed", async () => {
    const claims = JSON.parse(Buffer.from((await login.token()).split(".")[1] ?? "", "base64url").toString()) as object;
    for (const alg of ["none", "None", "RS256", undefined])
      expect(await refusal(`Bearer ${unsigned({ alg, kid: "key-1" }, claims)}`)).toMatchObject({ status: 401 });
  });

  test("with a token signed with the public key as if it were a secret", async () => {
    const secret = new TextEncoder().encode(await exportSPKI(entra.publicKey));
    expect(await refused(login.token({}, { alg: "HS256" }, secret))).toMatchObject({ status: 401 });
  });

  test("with a stranger's signature, an unknown key or a changed token", async () => {
    expect(await refused(login.token({}, {}, stranger.privateKey))).toMatchObject({ status: 401 });
    expect(await refused(login.token({}, { kid: "key-9" }))).toMatchObject({ status: 401 });
    const [head, , signature] = (await login.token()).split(".");
    const claims = (await login.token({ oid: "00000000-0000-4000-8000-00000000e0e0" })).split(".")[1];
    expect(await refusal(`Bearer ${head}.${claims}.${signature}`)).toMatchObject({ status: 401 });
  });

  test.each([
    ["nothing", undefined],
    ["no words", ""],
    ["no token", "Bearer "],
    ["a password", "Basic YTpi"],
    ["one word", "Bearer x"],
    ["three words", "Bearer a.b.c"],
    ["far too much", `Bearer ${"x".repeat(20_000)}`],
  ])("with %s", async (_name, authorization) => {
    expect(await refusal(authorization)).toMatchObject({ status: 401 });
  });

  test("who is a program and no person, or was not let to use the app", async () => {
    for (const claims of [
      { scp: undefined, roles: ["all"] },
      { oid: undefined },
      { scp: "User.Read" },
      { scp: "access_as_user_not" },
    ])
      expect(await refused(login.token(claims))).toMatchObject({ status: 403, why: expect.stringContaining("people") });
  });
});

test("unknown keys cost no more than one look a minute", async () => {
  const user = userAt(login);
  await user(asking(await login.token()));
  const before = login.asked();
  for (let count = 0; count < 10; count++) await refused(login.token({}, { kid: `key-${count + 10}` }), user);
  expect(login.asked() - before).toBeLessThanOrEqual(1);
});

test("while the keys cannot be had nobody is called a stranger, and old keys are used", async () => {
  const gone = await startLogin();
  const warm = userAt(gone);
  const token = await gone.token();
  await warm(asking(token));
  await gone.close();
  expect(await warm(asking(token))).toEqual(ada);
  expect(await refused(Promise.resolve(token), userAt(gone))).toMatchObject({
    status: 503,
    headers: { "Retry-After": "10" },
  });
});
