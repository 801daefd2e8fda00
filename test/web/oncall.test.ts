import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Responder } from "../../src/domain/oncall/book.ts";
import { muster } from "../../src/domain/people.ts";
import { changeBook } from "../../src/engine/book.ts";
import { Outage } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { create, cy, di, fill, policy, roster, weekly } from "./oncall-book.ts";
import { type Api, type Login, now, startApi, startLogin } from "./oncall-server.ts";

let login: Login;
let api: Api;
beforeAll(async () => {
  login = await startLogin();
});
afterAll(() => login.close());
beforeEach(async () => {
  api = await startApi(login);
});
afterEach(() => api.close());

const bob = { oid: "00000000-0000-4000-8000-00000000b0b0", name: "Bob Hall", preferred_username: "bob@example.com" };
const asBob = async () => ({ authorization: `Bearer ${await login.token(bob)}` });

test("what is written is read, part by part and whole, and with the same tags", async () => {
  await fill(api);
  for (const [part, name, value] of [
    ["people", "cy%20young", cy],
    ["schedules", "payments", weekly],
    ["rosters", "%20Payments%20", roster],
    ["policies", "USUAL", policy],
  ] as const) {
    const one = await api.call("GET", `/${part}/${name}`);
    expect([one.status, one.body]).toEqual([200, value]);
    const list = await api.call("GET", `/${part}`);
    expect(list.body).toMatchObject({ edition: 5, documents: expect.arrayContaining([{ etag: one.etag, value }]) });
  }
  const book = await api.call("GET", "");
  expect(book.body).toEqual({
    edition: 5,
    people: [cy, di],
    rosters: [roster],
    schedules: [weekly],
    policies: [policy],
  });
  expect(await api.call("GET", "", undefined, { "if-none-match": book.etag })).toMatchObject({ status: 304, body: "" });
});

test("what was read can be changed and sent back, and says who did it", async () => {
  await fill(api);
  const read = await api.call("GET", "/people/Cy%20Young");
  const changed = { ...cy, timeZone: "Europe/Paris" };
  const answer = await api.call("PUT", "/people/Cy%20Young", changed, { "if-match": read.etag });
  expect(answer).toMatchObject({ status: 200, body: { edition: 6, value: changed } });
  expect((await api.call("GET", "/people/Cy%20Young")).etag).toBe(answer.etag);
  expect(answer.etag).not.toBe(read.etag);
  const { changes } = (await api.call("GET", "/changes?most=1")).body as { changes: object[] };
  expect(changes).toEqual([
    {
      edition: 6,
      at: "2026-11-22T12:00:00.000Z",
      by: { kind: "person", person: { id: expect.any(String), name: "Ada Lovelace", email: "ada@example.com" } },
      from: "web",
      changed: [{ part: "people", name: "Cy Young", before: cy, after: changed }],
    },
  ]);
});

test("who comes second is told who was first, when, and what is there now", async () => {
  await fill(api);
  const { etag } = await api.call("GET", "/people/Cy%20Young");
  const bobs = { ...cy, phone: "+441632960002" };
  const first = await api.call("PUT", "/people/Cy%20Young", bobs, { ...(await asBob()), "if-match": etag });
  expect(first.status).toBe(200);
  const second = await api.call("PUT", "/people/Cy%20Young", { ...cy, timeZone: "Europe/Paris" }, { "if-match": etag });
  expect(second).toMatchObject({
    status: 412,
    body: {
      error: expect.stringContaining("Bob Hall changed it on 22 Nov 2026 12:00 UTC."),
      changed: { by: { kind: "person", person: { name: "Bob Hall" } }, at: "2026-11-22T12:00:00.000Z", edition: 6 },
      current: { etag: first.etag, value: bobs },
    },
  });
  expect((await api.call("GET", "/people/Cy%20Young")).body).toEqual(bobs);
});

test("of two who write the same at once one gets through, of two who write different things both do", async () => {
  await fill(api);
  const { etag } = await api.call("GET", "/people/Cy%20Young");
  const phone = (last: number) => ({ ...cy, phone: `+44163296000${last}` });
  const same = await Promise.all(
    [2, 3, 4].map((last) => api.call("PUT", "/people/Cy%20Young", phone(last), { "if-match": etag })),
  );
  expect(same.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const others = await Promise.all(
    ["Eve", "Fay", "Gil"].map((name) =>
      api.call("PUT", `/people/${name}`, { name, email: `${name}@example.com` }, create),
    ),
  );
  expect(others.map(({ status }) => status)).toEqual([201, 201, 201]);
});

describe("somebody who is faster by a moment", () => {
  /** Writes `first` right before each of the first `times` other writes. */
  async function startRacing(times: number, first: (turn: number) => Responder) {
    await api.close();
    const documents = memoryDocuments();
    const author = { by: muster, from: "test", now };
    let turn = 0;
    api = await startApi(login, {
      ...documents,
      async writeAll(kind, changes) {
        turn += 1;
        if (turn <= times)
          await changeBook(documents, author, (book) => {
            const others = book.people.filter(({ name }) => name !== first(turn).name);
            return { ...book, people: [...others, first(turn)] };
          });
        await documents.writeAll(kind, changes);
      },
    });
  }
  const eve = { name: "Eve", email: "eve@example.com" };

  test("and changes something else is no reason to refuse", async () => {
    await startRacing(3, (turn) => ({ name: `Other ${turn}`, email: "other@example.com" }));
    expect((await api.call("PUT", "/people/Eve", eve, create)).status).toBe(201);
    expect((await api.call("GET", "/people")).body).toMatchObject({ edition: 4, documents: { length: 4 } });
  });

  test("and changes the same wins", async () => {
    await startRacing(1, () => ({ ...eve, email: "first@example.com" }));
    expect(await api.call("PUT", "/people/Eve", eve, create)).toMatchObject({
      status: 412,
      body: { error: expect.stringContaining("Muster changed it"), current: { value: { email: "first@example.com" } } },
    });
  });

  test("again and again is not waited for without end", async () => {
    await startRacing(100, (turn) => ({ name: `Other ${turn}`, email: "other@example.com" }));
    expect(await api.call("PUT", "/people/Eve", eve, create)).toMatchObject({
      status: 503,
      body: { error: "Many are changing this at once. Try again." },
    });
  });
});

test("somebody is removed once nothing needs them", async () => {
  await api.call("PUT", "/people/Eve", { name: "Eve", email: "eve@example.com" }, create);
  const { etag } = await api.call("GET", "/people/Eve");
  expect((await api.call("DELETE", "/people/Eve", undefined, { "if-match": '"other"' })).status).toBe(412);
  expect(await api.call("DELETE", "/people/Eve", undefined, { "if-match": etag })).toMatchObject({
    status: 204,
    body: "",
  });
  expect((await api.call("GET", "/people/Eve")).status).toBe(404);
  expect(await api.call("DELETE", "/people/Eve", undefined, { "if-match": etag })).toMatchObject({
    status: 412,
    body: { error: expect.stringContaining("Ada Lovelace removed it") },
  });
  await fill(api);
  const needed = await api.call("GET", "/schedules/Payments");
  expect(await api.call("DELETE", "/schedules/Payments", undefined, { "if-match": needed.etag })).toMatchObject({
    status: 422,
    body: { problems: expect.arrayContaining([expect.objectContaining({ part: "rosters", name: "Payments" })]) },
  });
});

test("nobody overwrites what they have not read", async () => {
  await fill(api);
  for (const headers of [
    {},
    { "if-match": "*" },
    { "if-match": "abc" },
    { "if-match": 'W/"abc"' },
    { "if-none-match": '"a"' },
  ])
    expect((await api.call("PUT", "/people/Cy%20Young", cy, headers as Record<string, string>)).status).toBe(428);
  expect((await api.call("DELETE", "/people/Cy%20Young", undefined, create)).status).toBe(428);
  expect(await api.call("PUT", "/people/Cy%20Young", cy, create)).toMatchObject({
    status: 412,
    body: { current: { value: cy } },
  });
  expect((await api.call("PUT", "/people/Nobody", { name: "Nobody" }, { "if-match": '"abc"' })).status).toBe(412);
});

test("storage that does not answer is said to be so, and no more", async () => {
  await api.close();
  const broken = { ...memoryDocuments(), list: () => Promise.reject(new Outage("AccountKey=abc", { again: true })) };
  api = await startApi(login, broken);
  const answer = await api.call("GET", "");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(JSON.stringify(answer.body)).not.toContain("AccountKey");
});
