/** Microsoft's own example payloads, where they are at hand. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { Alert } from "../../src/domain/alert/alert.ts";
import { readAzureMonitor } from "../../src/domain/alert/azure-monitor.ts";
import { azureSeverity } from "../../src/domain/alert/azure-severity.ts";

const folder = new URL("../../../shared/samples/", import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

type Expected = {
  title: string;
  severity: string | null;
  status: string;
  dedupeKey: string;
  startsAt: string | null;
  endsAt: string | null;
  description: string;
  descriptionMatch?: string;
  links: string[];
  resources: string[];
};
type Payload = { file: string; source: string; alerts: Expected[]; choices?: string[] };

if (existsSync(folder)) {
  const payloads: Payload[] = read("alerts/expected.json").payloads;
  describe("every payload of Azure Monitor is read as expected", () => {
    test.each(
      payloads.filter(({ source }) => source.startsWith("azure-monitor")).map((each) => [each.file, each] as const),
    )("%s", (file, { alerts, choices }) => {
      expect(alerts).toHaveLength(1);
      compare(readAzureMonitor(read(`alerts/${file}`)), alerts[0]!, choices ?? []);
    });
  });

  test("the talk's body gives the talk's title", () => {
    const alert = readAzureMonitor(read("talk/alert_body.json"));
    expect(alert).toMatchObject({ title: "High Number of Failures- Severity: Critical", severity: 1 });
    expect(alert.startedAt).toBe("2019-03-22T13:36:31.000Z");
  });
} else {
  test("the example payloads are not here: only our own samples were read", () =>
    expect(existsSync(folder)).toBe(false));
}

function compare(alert: Alert, expected: Expected, choices: string[]) {
  if (!choices.some((choice) => choice.startsWith("title:"))) expect(alert.title).toBe(expected.title);
  expect(alert.severity).toBe(azureSeverity(expected.severity ?? undefined) ?? 3);
  expect(alert.status).toBe(expected.status);
  if (!/^\(|\|/.test(expected.dedupeKey)) expect(alert.key).toBe(expected.dedupeKey);
  expect(alert.startedAt).toBe(instant(expected.startsAt));
  expect(alert.endedAt).toBe(instant(expected.endsAt));
  if (expected.descriptionMatch === undefined) expect(alert.description).toBe(expected.description);
  else expect(alert.description).toContain(expected.description);
  expect(alert.description).not.toMatch(/<\/?[a-z]+[ >]/i);
  expect(alert.links.map(({ url }) => url)).toEqual(expected.links.map((link) => new URL(link).href));
  expect(alert.resources).toEqual(expected.resources);
}

const instant = (text: string | null) => (text === null ? undefined : new Date(text).toISOString());
