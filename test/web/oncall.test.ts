import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Responder } from "../../src/domain/oncall/book.ts";
import type { Schedule } from "../../src/domain/oncall/schedule.ts";
import { Outage } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { type Api, type Login, startApi, startLogin } from "./oncall-server.ts";

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

const create = { "if-none-match": "*" };
const bob = { oid: "00000000-0000-4000-8000-00000000b0b0", name: "Bob Hall", preferred_username: "bob@example.com" };
const asBob = async () => ({ authorization: `Bearer ${await login.token(bob)}` });

const cy: Responder = { name: "Cy Young", teams: "cy@example.com", phone: "+441632960001" };
const di: Responder = { name: "Di Prince", email: "di@example.com" };
const weekly: Schedule = {
  name: "Payments",
  timeZone: "Europe/London",
  layers: [
    {
      name: "Weeks",
      priority: 1,
      rotation: { type: "weekly", length: 1, start: "2026-11-02T09:00", participants: ["Cy Young", "Di Prince"] },
    },
  ],
  overrides: [],
};
const roster = {
  name: "Payments",
  members: ["Cy Young", "Di Prince"],
  rotations: [{ name: "primary", schedule: "Payments" }],
  experts: [],
  services: ["checkout"],
};
const policy = {
  name: "Usual",
  steps: [
    { notify: [{ rotation: "primary" }], minutes: 5 },
    { notify: [{ everyone: "Payments" }, { role: "commander" }, { person: "Cy Young" }], minutes: 10 },
  ],
  repeats: 1,
  lastResort: [{ user: { id: bob.oid, name: bob.name } }],
  waits: [4],
};

async function fill() {
  for (const [path, value] of [
    ["/people/Cy%20Young", cy],
    ["/people/Di%20Prince", di],
    ["/schedules/Payments", weekly],
    ["/rosters/Payments", roster],
    ["/policies/Usual", policy],
  ] as const)
    expect(await api.call("PUT", path, value, create)).toMatchObject({ status: 201, body: { value } });
}

test("what is written is read, part by part and whole, and with the same tags", async () => {
  await fill();
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
  await fill();
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
  await fill();
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
  await fill();
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
  await fill();
  const needed = await api.call("GET", "/schedules/Payments");
  expect(await api.call("DELETE", "/schedules/Payments", undefined, { "if-match": needed.etag })).toMatchObject({
    status: 422,
    body: { problems: expect.arrayContaining([expect.objectContaining({ part: "rosters", name: "Payments" })]) },
  });
});

test("nobody overwrites what they have not read", async () => {
  await fill();
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

describe("a document with mistakes is refused with all of them:", () => {
  const problems = async (part: string, value: object) => {
    const answer = await api.call("PUT", `/${part}/A`, value, create);
    expect(answer.status).toBe(422);
    return (answer.body as { problems: { path: (string | number)[]; message: string }[] }).problems;
  };

  test("in its shape", async () => {
    const found = await problems("schedules", {
      name: "A",
      layers: [{ name: 1, priority: "high", rotation: { type: "yearly", length: -1, start: "", participants: [5] } }],
      overrides: {},
      more: true,
    });
    expect(found.map(({ path }) => path.join("."))).toEqual(
      expect.arrayContaining([
        "timeZone",
        "layers.0.name",
        "layers.0.priority",
        "layers.0.rotation.type",
        "layers.0.rotation.length",
        "layers.0.rotation.participants.0",
        "overrides",
        "",
      ]),
    );
    expect(found.every(({ message }) => message.length > 5)).toBe(true);
  });

  test("in whom it means", async () => {
    const found = await problems("policies", { ...policy, name: "A", lastResort: [{ nobody: true }], severities: [5] });
    expect(found).toEqual([
      { part: "policies", name: "A", path: ["severities", 0], message: "wants a severity from 1 to 4" },
      { part: "policies", name: "A", path: ["lastResort", 0], message: expect.stringContaining("{ everyone }") },
    ]);
  });

  test("in what the book knows", async () => {
    const [zone] = await problems("schedules", { ...weekly, name: "A", timeZone: "Mars/Olympus" });
    expect(zone).toMatchObject({ part: "schedules", name: "A", path: ["timeZone"] });
    const names = await problems("rosters", { ...roster, name: "A", services: [] });
    expect(names).toEqual(expect.arrayContaining([expect.objectContaining({ path: ["rotations", 0, "schedule"] })]));
  });

  test("in its name", async () => {
    expect(await problems("people", { name: "B", email: "b@example.com" })).toMatchObject([{ path: ["name"] }]);
  });

  test("when it is none at all", async () => {
    for (const body of ["[]", "null", '"A"', "1"])
      expect((await api.call("PUT", "/people/A", body, create)).status).toBe(422);
    for (const body of ["", "{", "not json"])
      expect((await api.call("PUT", "/people/A", body, create)).status).toBe(400);
  });
});

describe("who comes to do harm", () => {
  test("is a stranger without a token, at every address", async () => {
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/people"],
      ["GET", "/people/Cy"],
      ["GET", "/who"],
      ["GET", "/shifts"],
      ["GET", "/changes"],
      ["PUT", "/people/Cy"],
      ["DELETE", "/people/Cy"],
    ] as const) {
      const answer = await api.call(method, path, undefined, { authorization: "" });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });

  test("finds five megabytes too much", async () => {
    const answer = await api.call("PUT", "/people/A", `{"name":"${"x".repeat(5_000_000)}"}`, create);
    expect(answer.status).toBe(413);
    const deep = "[".repeat(100_000);
    expect((await api.call("PUT", "/people/A", `{"name":"A","reach":${deep}`, create)).status).toBe(400);
    const nested = `{"name":"A","reach":${deep}${"]".repeat(100_000)}}`;
    expect((await api.call("PUT", "/people/A", nested, create)).status).toBe(422);
  });

  test("may call things what every object has, and gets nothing by it", async () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect((await api.call("GET", `/people/${name}`)).status).toBe(404);
      expect((await api.call("GET", `/${name}`)).status).toBe(404);
      const value = `{"name":"${name}","email":"a@example.com"}`;
      expect((await api.call("PUT", `/people/${name}`, value, create)).status).toBe(201);
      expect((await api.call("GET", `/people/${name}`)).body).toEqual({ name, email: "a@example.com" });
    }
    await api.call("PUT", "/people/A", '{"name":"A","email":"a@example.com","__proto__":{"phone":"+1"}}', create);
    const read = await api.call("GET", "/people/A");
    expect(JSON.stringify(read.body)).not.toContain("phone");
    expect(({} as Record<string, unknown>)["phone"]).toBeUndefined();
  });

  test("uses names that are paths, queries or markup", async () => {
    for (const name of ["../edition", "a/b", "a?b#c", "<b>a</b>", "100 %", "漢字 👩🏽‍🚒"]) {
      const at = `/people/${encodeURIComponent(name)}`;
      expect((await api.call("PUT", at, { name, email: "a@example.com" }, create)).status).toBe(201);
      expect((await api.call("GET", at)).body).toEqual({ name, email: "a@example.com" });
    }
    expect((await api.call("GET", "/people/%E0%A4%A")).status).toBe(404);
  });
});

test("storage that does not answer is said to be so, and no more", async () => {
  await api.close();
  const broken = { ...memoryDocuments(), list: () => Promise.reject(new Outage("AccountKey=abc", { again: true })) };
  api = await startApi(login, broken);
  const answer = await api.call("GET", "");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(JSON.stringify(answer.body)).not.toContain("AccountKey");
});

describe("the questions a schedule is for:", () => {
  beforeEach(fill);

  test("who is on call, now or then", async () => {
    const answer = await api.call("GET", "/who");
    expect(answer.body).toEqual({
      at: "2026-11-22T12:00:00.000Z",
      schedules: [{ schedule: "Payments", onCall: ["Cy Young"] }],
    });
    for (const [at, name] of [
      ["2026-11-23T08:59:59Z", "Cy Young"],
      ["2026-11-23T10:00:00+01:00", "Di Prince"],
      ["2026-11-23T09:59:59%2B01:00", "Cy Young"],
    ]) {
      const then = await api.call("GET", `/who?schedule=payments&at=${at}`);
      expect([at, then.body]).toMatchObject([at, { schedules: [{ onCall: [name] }] }]);
    }
  });

  test("the shifts, cut to the time that was asked for", async () => {
    const { body } = await api.call("GET", "/shifts?from=2026-11-22T12:00:00Z&to=2026-11-25T00:00:00Z");
    expect(body).toEqual({
      from: "2026-11-22T12:00:00.000Z",
      to: "2026-11-25T00:00:00.000Z",
      shifts: [
        {
          schedule: "Payments",
          start: "2026-11-22T12:00:00.000Z",
          end: "2026-11-23T09:00:00.000Z",
          onCall: ["Cy Young"],
        },
        {
          schedule: "Payments",
          start: "2026-11-23T09:00:00.000Z",
          end: "2026-11-25T00:00:00.000Z",
          onCall: ["Di Prince"],
        },
      ],
    });
  });

  test.each([
    "/who?at=tomorrow",
    "/who?at=2026-11-22T12:00:00",
    "/who?at=2026-02-30T25:00:00Z",
    "/who?at=",
    "/shifts?from=2026-11-22T12:00:00Z&to=2026-11-22T12:00:00Z",
    "/shifts?from=2026-11-22T12:00:00Z&to=2027-11-24T12:00:00Z",
    "/changes?most=0",
    "/changes?most=9999",
    "/changes?most=x",
  ])("%s is refused in words", async (path) => {
    expect(await api.call("GET", path)).toMatchObject({ status: 400, body: { error: expect.stringMatching(/\.$/) } });
  });

  test("of a schedule that is none", async () => {
    for (const path of ["/who?schedule=Nothing", "/shifts?schedule=__proto__"])
      expect((await api.call("GET", path)).status).toBe(404);
  });
});
