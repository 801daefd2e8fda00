import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Refusal } from "../../src/domain/refusal.ts";
import { type Doors, gone, other, startDoors, token } from "./paging-doors.ts";

let doors: Doors;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

const get = (path = `/page/${token}`, method = "GET") => fetch(doors.url + path, { method });
const same = { "sec-fetch-site": "same-origin" };
const form = (fields: Record<string, string>, headers: Record<string, string> = same, to = token) =>
  doors.post(`/page/${to}`, new URLSearchParams(fields).toString(), {
    "content-type": "application/x-www-form-urlencoded",
    ...headers,
  });
const onceOf = (page: string) => /name="once" value="([^"]+)"/.exec(page)![1]!;

test("a link shows what it is about, and two buttons; looking changes nothing", async () => {
  const answer = await get();
  const page = await answer.text();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  for (const words of [
    "INC-42",
    "checkout is down",
    "Severity 1",
    "Nobody has answered yet.",
    "Ada",
    "I take it",
    "I cannot",
  ])
    expect(page).toContain(words);
  for (const path of ["?answer=ack", "?answer=ack&once=1"]) await get(`/page/${token}${path}`);
  expect(doors.heard).toEqual([]);
});

test("nothing in the page is run, framed, kept or found by search, and its own style may be used", async () => {
  const answer = await get();
  const style = /<style>([\s\S]*)<\/style>/.exec(await answer.text())![1]!;
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = answer.headers.get("content-security-policy");
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect([answer.headers.get("x-robots-tag"), answer.headers.get("cache-control")]).toEqual([
    "noindex, nofollow",
    "no-store",
  ]);
  // With "no-referrer" browsers name no origin in the form either.
  expect(answer.headers.get("referrer-policy")).toBe("same-origin");
});

test("HEAD is answered like GET, without a body", async () => {
  const answer = await get(undefined, "HEAD");
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});

test("a button answers, and the page says what became of it", async () => {
  const answer = await form({ answer: "ack", once: onceOf(await (await get()).text()) });
  const page = await answer.text();
  expect(doors.heard).toMatchObject([{ token, event: { kind: "acknowledged" } }]);
  expect(page).toContain("It is yours.");
  expect(page).toContain("Ada has it.");
  expect(page).not.toContain("<form");
});

test("whoever cannot may still take it afterwards", async () => {
  const page = await (await form({ answer: "cant", once: "1" })).text();
  expect(page).toContain("The next person is paged.");
  expect(page).toContain("I take it");
  await form({ answer: "ack", once: onceOf(page) });
  expect(doors.heard.map(({ event }) => event?.kind)).toEqual(["declined", "acknowledged"]);
});

test("pressing twice counts once, and opening the page again lets one answer anew", async () => {
  const once = onceOf(await (await get()).text());
  await form({ answer: "cant", once });
  await form({ answer: "cant", once });
  expect(doors.heard).toHaveLength(1);
  await form({ answer: "cant", once: onceOf(await (await get()).text()) });
  expect(doors.heard).toHaveLength(2);
});

test.each([
  [{ "sec-fetch-site": "cross-site" }],
  [{ "sec-fetch-site": "same-site" }],
  [{ "sec-fetch-site": "none" }],
  [{ origin: "https://evil.example" }],
  [{ origin: "null" }],
  [{}],
])("with %j nobody is answered for", async (headers) => {
  const answer = await form({ answer: "ack" }, headers as Record<string, string>);
  expect([answer.status, (await answer.text()).includes("buttons of this page only")]).toEqual([403, true]);
  expect(doors.heard).toEqual([]);
});

test("an older browser is known by its origin", async () => {
  expect((await form({ answer: "ack" }, { origin: doors.url })).status).toBe(200);
  expect(doors.heard).toHaveLength(1);
});

test.each([{}, { answer: "" }, { answer: "constructor" }, { answer: "ACK" }])("%j is no answer", async (fields) => {
  expect((await form(fields as Record<string, string>)).status).toBe(400);
  expect(doors.heard).toEqual([]);
});

test("a link that is none of ours says so in words, also to whoever answers it", async () => {
  for (const answer of [
    await get(`/page/${other}`),
    await get("/page/x"),
    await get(`/page/${gone}`),
    await form({ answer: "ack" }, same, other),
  ]) {
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("open Muster in Teams");
  }
  expect(doors.heard).toEqual([]);
});

test("a drill says so at the top, and in the title", async () => {
  Object.assign(doors.now, { drill: true });
  const page = await (await fetch(`${doors.url}/page/${token}`)).text();
  expect(page).toContain('<p class="above">DRILL Severity 1');
  expect(page).toContain("<title>DRILL INC-42: checkout is down</title>");
});

test("markup in a title is a title", async () => {
  const title = '</title><script>alert(1)</script><img src=x onerror="alert(2)"> & "more"\u202e';
  Object.assign(doors.now, { title, person: "<b>Ada</b>", standing: "<i>waiting</i>" });
  const page = await (await get()).text();
  expect(page).not.toMatch(/<script|<img|<b>|<i>|\u202e/);
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("a refusal is for the person to read", async () => {
  await doors.close();
  doors = await startDoors({ trouble: () => new Refusal("INC-42 is closed <for good>.") });
  expect(await (await form({ answer: "ack" })).text()).toContain("INC-42 is closed &lt;for good&gt;.");
});

test("when storage is down the page says so, and nothing of our insides", async () => {
  await doors.close();
  doors = await startDoors({ trouble: () => new Error("storage is down") });
  const answer = await form({ answer: "ack" });
  const page = await answer.text();
  expect([answer.status, page.includes("Try again in a moment"), page.includes("storage")]).toEqual([503, true, false]);
  expect(doors.log()).toContain("storage is down");
});

test("five megabytes are no answer", async () => {
  const answer = await form({ answer: "ack", more: "x".repeat(5_000_000) }).catch(() => undefined);
  expect(answer?.status ?? 413).toBe(413);
  expect(doors.heard).toEqual([]);
});
