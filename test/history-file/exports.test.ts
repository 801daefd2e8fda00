/** Files as PagerDuty, Jira and ServiceNow export them. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type History, readHistory } from "../../src/history-file/read.ts";

const now = new Date("2026-11-28T00:00:00Z");

function readSample(name: string, zone?: string): History {
  const text = readFileSync(new URL(`samples/${name}`, import.meta.url), "utf8");
  return readHistory(text, name.endsWith(".csv") ? "csv" : "json", { zone, now });
}

test("PagerDuty's table has the time of the acknowledgement as seconds", () => {
  const { measures, troubles, unused } = readSample("pagerduty.csv");
  expect(troubles).toEqual([]);
  expect(measures).toEqual([
    {
      id: "1841",
      source: "import",
      title: "Checkout: 5xx above 2 %, EU",
      severity: 2,
      services: ["checkout"],
      declaredAt: "2026-10-03T22:14:09.000Z",
      acknowledgedAt: "2026-10-03T22:16:32.000Z",
      recoveredAt: "2026-10-03T23:02:41.000Z",
    },
    {
      id: "1842",
      source: "import",
      title: "Certificate expires in 7 days",
      severity: 4,
      services: ["edge"],
      declaredAt: "2026-10-05T06:00:00.000Z",
    },
  ]);
  expect(unused).toEqual(["service_id", "escalation_policy_id", "seconds_to_resolve", "auto_resolved"]);
});

test("PagerDuty's API has a priority that counts more than the urgency", () => {
  expect(readSample("pagerduty.json").measures).toMatchObject([
    { id: "1841", title: "Checkout: 5xx above 2 %", severity: 1, services: ["checkout"] },
  ]);
});

test("Jira's table writes months in letters and a column for each component", () => {
  const { measures, troubles } = readSample("jira.csv", "Europe/Berlin");
  expect(troubles).toEqual([]);
  expect(measures).toMatchObject([
    {
      id: "OPS-17",
      title: "Login fails, some of the time",
      severity: 1,
      services: ["login", "gateway"],
      declaredAt: "2026-11-22T17:40:00.000Z",
      recoveredAt: "2026-11-22T18:25:00.000Z",
    },
    { id: "OPS-18", severity: 4, services: ["search"], declaredAt: "2026-11-22T23:05:00.000Z" },
  ]);
  expect(measures[1]).not.toHaveProperty("recoveredAt");
});

test("Jira's API has its fields one level deeper", () => {
  expect(readSample("jira.json").measures).toEqual([
    {
      id: "OPS-17",
      source: "import",
      title: "Login fails, some of the time",
      severity: 1,
      services: ["login", "gateway"],
      declaredAt: "2026-11-22T17:40:12.345Z",
      recoveredAt: "2026-11-22T18:25:00.000Z",
    },
  ]);
});

test("ServiceNow's times have no zone, so that somebody has to say it; its impact is no time", () => {
  for (const name of ["servicenow.csv", "servicenow.json"]) {
    const { measures, troubles } = readSample(name);
    expect(measures).toEqual([]);
    expect(troubles[0]?.message).toMatch(/has no time zone.*--zone/);
  }
  expect(readSample("servicenow.csv", "America/New_York").measures).toMatchObject([
    { id: "INC0010023", title: "Mail does not\nleave", severity: 1, declaredAt: "2026-09-14T12:02:11.000Z" },
    { id: "INC0010024", severity: 4, services: ["Doors", "Lifts"], reopened: 2 },
  ]);
  const [mail] = readSample("servicenow.json", "America/New_York").measures;
  expect(mail).toMatchObject({ severity: 1, services: ["Mail"], recoveredAt: "2026-09-14T13:30:00.000Z" });
  expect(mail).not.toHaveProperty("impactStartedAt");
});
