import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fill } from "./oncall-book.ts";
import { type Api, type Login, startApi, startLogin } from "./oncall-server.ts";

let login: Login;
let api: Api;
beforeAll(async () => {
  login = await startLogin();
  api = await startApi(login);
  await fill(api);
});
afterAll(async () => {
  await api.close();
  await login.close();
});

describe("the questions a schedule is for:", () => {
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
