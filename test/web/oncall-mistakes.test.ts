import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { create, policy, roster, weekly } from "./oncall-book.ts";
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
    const found = await problems("policies", { ...policy, name: "A", lastResort: [{ nobody: true }], severities: [6] });
    expect(found).toEqual([
      { part: "policies", name: "A", path: ["severities", 0], message: "wants a severity from 1 to 5" },
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
