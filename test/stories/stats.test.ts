/** History from another tool is imported, and somebody asks in Teams what it says. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openStorage } from "../../src/azure/storage.ts";
import { run } from "../../src/cli/run.ts";
import { deskFor, enough } from "../cli/desk.ts";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let megan: Place;
let folder: string;
let desk: ReturnType<typeof deskFor>;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-11-22T18:40:00Z" });
  megan = await teams.personal("Megan Bowen");
  folder = await mkdtemp(join(tmpdir(), "muster-stats-"));
  const { storage: connection, prefix } = teams.sandbox;
  const storage = openStorage({ STORAGE_CONNECTION_STRING: connection, STORAGE_PREFIX: prefix }, () => desk.now());
  desk = deskFor(enough, { storage: () => storage });
});
afterAll(async () => {
  await teams.stop();
  await rm(folder, { recursive: true });
});

const asked = async (words: string): Promise<string> => {
  await megan.say("Megan Bowen", words);
  return seen(await megan.last());
};

/** Severity, service, hours to recover, day of November. */
const history = [
  ["SEV1", "checkout", 0.5, 1],
  ["SEV1", "checkout", 2, 2],
  ["SEV2", "checkout", 0.25, 3],
  ["SEV2", "basket", 30, 4],
  ["SEV2", "checkout", 0.75, 5],
  ["SEV3", "basket", 200, 6],
] as const;

const rowOf = ([severity, service, hours, day]: (typeof history)[number], index: number): string => {
  const at = new Date(Date.UTC(2026, 10, day, 8));
  const recovered = new Date(at.getTime() + hours * 3_600_000);
  return `PD-${index + 1},${severity},${service},${at.toISOString()},${recovered.toISOString()}`;
};

test("on day one there is nothing to count, and it is said how that changes", async () => {
  expect(await asked("stats")).toMatch(
    /No incidents.*Declared from Dec 2025 to Nov 2026.*muster import incidents\.csv/s,
  );
});

test("what another tool has kept is counted as soon as it is imported", async () => {
  const path = join(folder, "incidents.csv");
  const header = "id,severity,service,created_at,resolved_at";
  await writeFile(path, [header, ...history.map(rowOf), "PD-7,SEV9,checkout,11/07/2026,"].join("\n"));
  expect(await run(["import", path], desk)).toBe(1);
  expect(desk.said()).toMatch(
    /incidents\.csv:8:2: severity: “SEV9”.*\n.*incidents\.csv:8:4: created_at: “11\/07\/2026”/,
  );
  expect(await asked("stats")).toContain("No incidents");
  expect(await run(["import", path, "--partial"], desk)).toBe(0);

  const shown = await asked("stats 2026");
  expect(shown).toContain("6 incidents");
  expect(shown).toContain("Imported from elsewhere: 6.");
  expect(shown).toMatch(/Recover 1 h 22 min 8 d 8 h 6/);
  expect(shown).toMatch(/elite or high under 1 hour █+ 3 \(50 %\)/);
  expect(shown).toMatch(/between medium and low 24 hours to 1 week █+ 1 \(17 %\)/);
  expect(shown).toContain("There is no mean");
});

test("severities, services and times choose among them", async () => {
  const checkout = await asked("stats 2026-11 checkout");
  expect(checkout).toMatch(/4 incidents.*Recover: 15 min \(PD-3\), 30 min \(PD-1\), 45 min \(PD-5\), 2 h \(PD-2\)/s);
  expect(await asked("mttr sev1 last 90 days")).toMatch(/2 incidents.*in the last 90 days · severity 1/s);
  expect(await asked("stats chekout")).toContain("Did you mean `stats checkout`?");
  expect(await asked("stats 2026-13")).toContain("is no month");
});

test("the command line says the same numbers", async () => {
  const before = desk.said().length;
  expect(await run(["stats", "--from", "2026-01", "--service", "checkout"], desk)).toBe(0);
  expect(desk.said().slice(before)).toMatch(/4 incidents\n.*\n\n.*\n.*\n.*\n.*\n {2}Recover +37 min 30 s/);
});

test("Muster's own incident is counted beside them, and its resolution shows the same times and their bands", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 basket loses items");
  const channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster started 10 min ago because the graph drops there");
  await channel.say("Megan Bowen", "@Muster services basket");
  await teams.advance("PT20M");
  await channel.say("Megan Bowen", "@Muster resolve the cache is back");
  await teams.settle();
  const resolution = (await channel.cards()).map(seen).find((text) => text.includes("RESOLVED"))!;
  expect(resolution).toMatch(/To detect \d+ min .*To recover \d+ min .*Band elite or high/s);
  expect(await asked("stats sev2 basket 2026")).toMatch(
    /2 incidents.*Recover: \d+ min( \d+ s)? \(INC-1\), 1 d 6 h \(PD-4\)/s,
  );
  await channel.say("Megan Bowen", "@Muster reopen because it is back");
  expect(await asked("stats sev2 basket 2026")).toContain("Recover: 1 d 6 h (PD-4)");
});
