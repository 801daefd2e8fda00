import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import { emptyBook } from "../../src/domain/oncall/book.ts";
import { muster } from "../../src/domain/people.ts";
import { changeBook } from "../../src/engine/book.ts";
import { bookIn } from "../oncall-file/given.ts";
import { deskFor, enough } from "./desk.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-oncall-"));
});
afterAll(() => rm(folder, { recursive: true }));

const primary = `schedules:
  - name: checkout-primary
    timeZone: Europe/London
    layers:
      - rotation: { type: weekly, start: 2026-01-05T09:00, participants: [ann, [cat, bob]] }
    overrides:
      - { mode: replace, user: eve, replaces: ann, start: 2026-01-07T18:00, end: 2026-01-08T08:00 }
`;
const both = `${primary}  - name: checkout-secondary
    timeZone: UTC
    layers:
      - rotation: { type: fixed, start: 2026-01-05T09:00, participants: [dan] }
        restrictions: { days: mon, from: 9:00, to: 17:00 }
`;

/** What the command line says to these words about a file with this text: the exit code, and the lines. */
async function said(text: string | Uint8Array, ...typed: string[]): Promise<[number, string]> {
  const path = join(folder, "oncall.yaml");
  await writeFile(path, text);
  // No settings at all: a file is enough.
  const desk = deskFor({});
  return [await run([...typed, "--file", path], desk), desk.said()];
}

test("who is on call is answered for each instant, as it was given, without any settings", async () => {
  const at = ["2026-01-07T18:00:00Z", "2026-01-07T17:59:59Z", "2026-01-12T10:00:00+01:00", "2026-01-07T18:00:00Z"];
  const [code, json] = await said(primary, "oncall", "who", "--json", ...at.flatMap((each) => ["--at", each]));
  expect(code).toBe(0);
  expect(JSON.parse(json)).toEqual([
    { at: "2026-01-07T18:00:00Z", onCall: ["eve"] },
    { at: "2026-01-07T17:59:59Z", onCall: ["ann"] },
    { at: "2026-01-12T10:00:00+01:00", onCall: ["bob", "cat"] },
    { at: "2026-01-07T18:00:00Z", onCall: ["eve"] },
  ]);
});

test("without --at it is now, and nobody is said in words", async () => {
  expect(await said(both, "oncall", "who", "--schedule", "Checkout-Primary")).toEqual([
    0,
    "2026-11-22T18:40:00.000Z  bob, cat",
  ]);
  expect(await said(both, "oncall", "who", "--schedule", "checkout-secondary")).toEqual([
    0,
    "2026-11-22T18:40:00.000Z  nobody",
  ]);
});

test.each([
  [["--at", "2026-01-07T18:00"], "--at 2026-01-07T18:00 is not an instant. Write it with Z or an offset"],
  [["--at", "2026-02-30T18:00Z"], "--at 2026-02-30T18:00Z is not an instant."],
  [["--at", "yesterday"], "--at yesterday is not an instant."],
  [["--at", "2026-01-07T18:00Z"], "Which schedule? Say --schedule with one of: checkout-primary, checkout-secondary"],
  [["--schedule", "checkout-primry"], "There is no schedule “checkout-primry”. Did you mean “checkout-primary”?"],
  [["checkout-primary"], "“checkout-primary” is too much here."],
  [["--when", "now"], "Unknown option '--when'"],
])("%j is asked wrongly, and the answer says how to ask", async (typed, words) => {
  const [code, text] = await said(both, "oncall", "who", ...typed);
  expect([code, text]).toEqual([2, expect.stringContaining(words)]);
  expect(text).toContain("Usage: muster oncall who");
});

test("a file that is wrong is refused with its lines", async () => {
  const wrong = primary.replace("weekly", "weakly").replace("London", "Lodnon");
  expect(await said(wrong, "oncall", "who")).toEqual([1, expect.stringMatching(/^oncall\.yaml:5:21: type: “weakly”/)]);
  expect(await said(primary.replace("London", "Lodnon"), "oncall", "who")).toEqual([
    1,
    "oncall.yaml:3:5: schedule “checkout-primary”: “Europe/Lodnon” is no time zone. Did you mean Europe/London or Europe/Lisbon or Europe/Moscow?",
  ]);
  expect(await said("people:\n".padEnd(3_000_000), "oncall", "who")).toEqual([
    1,
    expect.stringContaining("The file is larger than 2 MB"),
  ]);
  expect(await said(Uint8Array.of(0xff, 0xfe, 0x00), "oncall", "who")).toEqual([
    1,
    expect.stringContaining("is not text in UTF-8."),
  ]);
  const desk = deskFor({});
  expect(await run(["oncall", "who", "--file", join(folder, "none.yaml")], desk)).toBe(1);
  expect(desk.said()).toContain("none.yaml cannot be read");
});

test("of fifty mistakes and more it is said that there may be more", async () => {
  const [code, text] = await said(`people:\n${"  - { nam: x }\n".repeat(60)}`, "oncall", "check");
  expect([code, text.split("\n").length]).toEqual([1, 51]);
  expect(text).toMatch(/These are the first 50; there may be more\.$/);
});

test("shifts are listed from one instant to another, with the times of nobody", async () => {
  const time = ["--from", "2026-01-05T00:00:00Z", "--to", "2026-01-12T09:00:00Z"];
  expect(await said(primary, "oncall", "shifts", ...time)).toEqual([
    0,
    `checkout-primary
  2026-01-05T00:00Z  2026-01-05T09:00Z  nobody
  2026-01-05T09:00Z  2026-01-07T18:00Z  ann
  2026-01-07T18:00Z  2026-01-08T08:00Z  eve
  2026-01-08T08:00Z  2026-01-12T09:00Z  ann`,
  ]);
  const [, json] = await said(both, "oncall", "shifts", "--json", "--schedule", "checkout-secondary", ...time);
  expect(JSON.parse(json)[1]).toEqual({
    schedule: "checkout-secondary",
    start: "2026-01-05T09:00:00.000Z",
    end: "2026-01-05T17:00:00.000Z",
    onCall: ["dan"],
  });
});

test.each([
  [["--from", "2026-01-05T00:00:00Z"], 2, "From when until when?"],
  [["--from", "2026-01-05T00:00:00Z", "--to", "2026-01-05T00:00:00Z"], 2, "--from has to be before --to."],
  [["--from", "monday", "--to", "2026-01-05T00:00:00Z"], 2, "--from monday is not an instant."],
  [["--from", "1900-01-05T00:00:00Z", "--to", "2199-01-05T00:00:00Z"], 1, "ask for less"],
])("shifts %j end with %i", async (typed, code, words) => {
  const hourly = primary.replace("type: weekly", "type: hourly").replace("2026-01-05T09:00,", "1900-01-05T09:00,");
  expect(await said(hourly, "oncall", "shifts", ...typed)).toEqual([code, expect.stringContaining(words)]);
});

test("a check tells mistakes from what people should know, and its exit code says whether something is bad", async () => {
  const whole = primary.replace(/ {4}overrides:[\s\S]*/, "");
  const [code, text] = await said(whole, "oncall", "check", "--from", "2026-02-01T00:00:00Z");
  expect([code, text]).toEqual([0, expect.stringMatching(/^– checkout-primary: /)]);
  expect(text).not.toContain("✗");
  const gaps = await said(both, "oncall", "check", "--from", "2026-02-01T00:00:00Z");
  expect(gaps).toEqual([1, expect.stringMatching(/✗ checkout-secondary: Nobody is on call/)]);
  const [bad, json] = await said(both, "oncall", "check", "--json");
  expect([bad, JSON.parse(json).ok, JSON.parse(json).problems]).toEqual([1, false, []]);
  const [wrong, problems] = await said(whole.replace("weekly", "weekly, length: 0"), "oncall", "check", "--json");
  expect([wrong, JSON.parse(problems)]).toEqual([
    1,
    {
      ok: false,
      problems: [
        {
          line: 5,
          column: 35,
          message: "schedule “checkout-primary”: length is 0; it is a whole number from 1 to 1,000.",
        },
      ],
      findings: [],
    },
  ]);
});

test("an explanation names the layer, the turn and the override", async () => {
  const [code, text] = await said(primary, "oncall", "explain", "--at", "2026-01-07T19:00:00Z");
  expect(code).toBe(0);
  for (const words of ["eve is on call", "“layer 1”", "turn 1", "replaces ann by eve"]) expect(text).toContain(words);
});

test("without a file all of it is about the stored book", async () => {
  const desk = deskFor(enough);
  const { documents } = await desk.storage();
  const author = { by: muster, from: "test", now: desk.now() };
  await changeBook(documents, author, () => ({ ...emptyBook, ...bookIn(primary) }));
  expect(await run(["oncall", "who", "--json", "--at", "2026-01-07T18:00:00Z"], desk)).toBe(0);
  expect(desk.said()).toBe('[{"at":"2026-01-07T18:00:00Z","onCall":["eve"]}]');
  expect(await run(["oncall", "check"], desk)).toBe(0);
  expect(await run(["oncall", "explain"], desk)).toBe(0);
});

test.each([
  [["oncall"], '"oncall" what?'],
  [["oncall", "whom"], 'There is no "oncall whom".'],
])("%j names the verbs there are", async (typed, words) => {
  const desk = deskFor({});
  expect(await run(typed, desk)).toBe(2);
  expect(desk.said()).toContain(words);
  for (const verb of ["oncall who", "oncall shifts", "oncall check", "oncall explain"])
    expect(desk.said()).toContain(verb);
  expect(desk.said()).not.toContain("doctor");
});
