import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Running, raw, startForTest } from "./running.ts";

let muster: Running;
beforeEach(async () => {
  muster = await startForTest();
});
afterEach(() => muster.close());

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(muster.url + path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

test("a message goes to the Teams door, and its answer comes back", async () => {
  const answer = await post("/api/messages", '{"type":"message","text":"hello"}');
  expect([answer.status, await answer.json()]).toEqual([200, { heard: true }]);
  expect(muster.messages).toEqual([{ type: "message", text: "hello" }]);
});

describe("a bad request gets an answer, and the next one is served", () => {
  afterEach(async () => {
    expect((await fetch(`${muster.url}/healthz`)).status).toBe(200);
  });

  test.each(["", "   ", "{", "not json", '{"a":1}}'])("the body %j is not JSON", async (body) => {
    const answer = await post("/api/messages", body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/JSON/) });
    expect(muster.messages).toEqual([]);
  });

  test("10 MB are too much, and said to be", async () => {
    const answer = await post("/api/messages", `{"text":"${"x".repeat(10_000_000)}"}`);
    expect([answer.status, await answer.json()]).toEqual([413, { error: "The body is longer than 256 KB." }]);
  });

  test("10 MB of unknown length are too much", async () => {
    const piece = new TextEncoder().encode("x".repeat(100_000));
    const stream = new ReadableStream({
      start: (controller) => {
        for (let count = 0; count < 100; count += 1) controller.enqueue(piece);
        controller.close();
      },
    });
    const answer = await fetch(`${muster.url}/api/messages`, {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  test("30 KB are not too much", async () => {
    expect((await post("/api/messages", JSON.stringify({ text: "ö".repeat(15_000) }))).status).toBe(200);
  });

  test("a packed body, whole or broken, is not taken", async () => {
    for (const body of [new Uint8Array(gzipSync("{}")), new TextEncoder().encode("no gzip")])
      expect((await post("/api/messages", body, { "content-encoding": "gzip" })).status).toBe(415);
  });

  test("an unknown address is not repeated", async () => {
    const answer = await fetch(`${muster.url}/%3Cscript%3Ealert(1)`);
    expect([answer.status, await answer.text()]).toEqual([404, '{"error":"There is nothing at this address."}']);
  });

  test("a wrong method is told the right ones", async () => {
    const answer = await fetch(`${muster.url}/api/messages`, { method: "DELETE" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test.each([
    ["a Host that is none", "GET /healthz HTTP/1.1\r\nHost: [\r\n\r\n", "400"],
    ["a Host with a blank", "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", "400"],
    ["a target with two slashes", "GET //// HTTP/1.1\r\nHost: a\r\n\r\n", "404"],
    ["a broken escape", "GET /api/alerts/%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n", "4"],
    ["a star", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", ""],
    ["no HTTP at all", "hello\r\n\r\n", "400"],
    ["an upgrade", "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n", "200"],
    ["a body that stops", "POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{", ""],
  ])("%s", async (_name, bytes, status) => {
    const heard = await raw(muster.port, bytes);
    expect(heard).toMatch(status === "" ? /^/ : new RegExp(`^HTTP/1.1 ${status}`));
    expect(heard).not.toMatch(/at .*\.js:\d+/);
  });
});

test("a failure behind a door says nothing about our insides, and is logged", async () => {
  await muster.close();
  muster = await startForTest({
    messages: async () => Promise.reject(new Error("password=hunter2 at /srv/app.ts:12")),
  });
  const answer = await post("/api/messages", "{}");
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/hunter2|app\.ts/);
  expect(muster.log()).toContain("hunter2");
});

test("every answer forbids guessing, framing and keeping, but for the status page", async () => {
  for (const path of ["/healthz", "/nothing"]) {
    const { headers } = await fetch(muster.url + path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("server")).toBeNull();
  }
});

test("readiness says what is missing", async () => {
  expect((await fetch(`${muster.url}/readyz`)).status).toBe(200);
  await muster.close();
  muster = await startForTest({ ready: async () => ({ ok: false, checks: { storage: "does not answer" } }) });
  const answer = await fetch(`${muster.url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([503, { ok: false, checks: { storage: "does not answer" } }]);
});

test("readiness that cannot be found out is no readiness, and its reason is for nobody who is not meant", async () => {
  await muster.close();
  muster = await startForTest({ ready: () => Promise.reject(new Error("connection string AccountKey=abc")) });
  const answer = await fetch(`${muster.url}/readyz`);
  expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining("AccountKey")]);
});

test("callers who hang up early harm nobody", async () => {
  await muster.close();
  let answered = 0;
  const messages = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answered += 1;
    return { status: 200, body: {} };
  };
  muster = await startForTest({ messages });
  const request = "POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
  await Promise.all(Array.from({ length: 20 }, (_, number) => raw(muster.port, request, 1 + number)));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(answered).toBeGreaterThan(9);
  expect((await fetch(`${muster.url}/healthz`)).status).toBe(200);
});

describe("the status page", () => {
  test("is served, and not again to whoever has it", async () => {
    const first = await fetch(`${muster.url}/status`);
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const again = await fetch(`${muster.url}/status`, {
      headers: { "if-none-match": first.headers.get("etag") ?? "" },
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("answers HEAD with the same headers and no body", async () => {
    const answer = await fetch(`${muster.url}/status.json`, { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([200, "11", ""]);
  });

  test("is rendered once for a crowd that asks at once", async () => {
    await muster.close();
    let rendered = 0;
    const statusPage = async () => {
      rendered += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return "page";
    };
    muster = await startForTest({ statusPage });
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${muster.url}/status`)));
    expect(rendered).toBeLessThan(4);
  });
});

describe("the clock", () => {
  test("is nobody's to turn in production", async () => {
    expect((await post("/dev/clock", '{"advance":1}')).status).toBe(404);
  });

  test("is turned where time is under control", async () => {
    await muster.close();
    const advanced: number[] = [];
    muster = await startForTest({
      dev: {
        advance: async (ms) => {
          advanced.push(ms);
          return { now: "2026-11-22T00:00:00.000Z", offsetMs: ms, next: null };
        },
        settle: async () => undefined,
        round: async () => {
          advanced.push(-1);
        },
      },
    });
    const answer = await post("/dev/clock", '{"advance":300000}');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { now: "2026-11-22T00:00:00.000Z", offsetMs: 300_000, next: null },
    ]);
    for (const wrong of ['{"advance":-1}', '{"advance":"5"}', "{}", "[]"])
      expect((await post("/dev/clock", wrong)).status).toBe(400);
    expect((await fetch(`${muster.url}/dev/settle`, { method: "POST" })).status).toBe(200);
    expect((await fetch(`${muster.url}/dev/round`, { method: "POST" })).status).toBe(200);
    expect(advanced).toEqual([300_000, -1]);
  });
});

test("closing lets the request under way finish", async () => {
  let finish = () => {};
  const waiting = await startForTest({ statusPage: () => new Promise((resolve) => (finish = () => resolve("done"))) });
  const answer = fetch(`${waiting.url}/status`).then((response) => response.text());
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = waiting.close();
  finish();
  expect(await answer).toBe("done");
  await closed;
});

test("a port in use is an error with its name, not a crash", async () => {
  const { startServer } = await import("../../src/web/server.ts");
  const config = { HOST: "127.0.0.1", PORT: muster.port, ALERT_TOKENS: [] };
  await expect(
    startServer({ config, routes: { others: [] } as never, log: { error: () => {} } as never }),
  ).rejects.toThrow(/EADDRINUSE/);
});
