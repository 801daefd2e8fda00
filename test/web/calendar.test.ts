import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import pino from "pino";
import restify from "restify";
import { calendarDoor, type ReadCalendar } from "../../src/web/calendar.ts";
import { open } from "../../src/web/door.ts";
import { guard } from "../../src/web/guard.ts";

const token = "A-calendar_token_of_32_letters_x";
let text = "";
let read: ReadCalendar;
let lines: string[];
let server: restify.Server;
let url: string;

beforeEach(async () => {
  text = "BEGIN:VCALENDAR\r\nNAME:Ünicode\r\nEND:VCALENDAR\r\n";
  read = async (given) => (given === token ? text : undefined);
  lines = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  server = restify.createServer({ name: "" });
  guard(server);
  const door = open(
    log,
    calendarDoor((given) => read(given), log),
  );
  server.get("/calendar/:token", door);
  server.head("/calendar/:token", door);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calendar`;
});
afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.server.closeAllConnections();
      server.close(() => resolve());
    }),
);

test("who knows the address reads the calendar", async () => {
  const answer = await fetch(`${url}/${token}.ics`);
  expect([answer.status, await answer.text()]).toEqual([200, text]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": "private, max-age=300",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
});

test("who has it already is not sent it again, until it changes", async () => {
  const etag = (await fetch(`${url}/${token}.ics`)).headers.get("etag") ?? "";
  const again = () => fetch(`${url}/${token}.ics`, { headers: { "if-none-match": etag } });
  expect([(await again()).status, await (await again()).text()]).toEqual([304, ""]);
  text = text.replace("Ünicode", "Another");
  expect((await again()).status).toBe(200);
});

test("HEAD has the same headers and nothing else", async () => {
  const [whole, head] = [await fetch(`${url}/${token}.ics`), await fetch(`${url}/${token}.ics`, { method: "HEAD" })];
  expect([head.status, await head.text()]).toEqual([200, ""]);
  for (const name of ["etag", "content-type", "content-length", "cache-control"])
    expect(head.headers.get(name)).toBe(whole.headers.get(name));
});

test.each(["B-calendar_token_of_32_letters_x.ics", "x.ics", ".ics", "__proto__.ics", "%2e%2e%2fetc.ics"])(
  "%s opens nothing, and says so in words",
  async (name) => {
    const answer = await fetch(`${url}/${name}`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: "There is no calendar at this address. It may have been revoked: ask Muster for a new one." },
    ]);
  },
);

test("a failure is neither told nor does it bring the address into the log", async () => {
  read = () => Promise.reject(new Error("AccountKey=abc"));
  const answer = await fetch(`${url}/${token}.ics`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
  expect(await answer.text()).not.toContain("AccountKey");
  expect(lines.join("")).toContain("AccountKey");
  expect(lines.join("")).not.toContain(token);
});
