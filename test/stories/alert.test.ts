import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eventually, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.stop());

/** As the talk's demonstration sends it, with our own values. */
const alert = (type: string) => ({
  alertContext: {
    AlertType: type,
    SeverityDescription: "Critical",
    SearchQuery: "requests | where success == false",
    LinkToSearchResults: "https://portal.azure.com/#blade/logs",
    SearchIntervalStartTimeUtc: "3/22/2019 1:36:31 PM",
    SearchIntervalEndtimeUtc: "3/22/2019 1:51:31 PM",
    AffectedConfigurationItems: ["checkout-api"],
    ResultCount: 15,
    Threshold: 10,
    Operator: "Greater Than",
  },
});

test("an alert declares an incident by the same path, and is answered at once", async () => {
  const response = await teams.alert(alert("High Number of Failures"));
  expect(response.status).toBe(202);
  const channel = await eventually(() => teams.findChannel("inc-1-high-number-of-failures-severity-critical"));
  await teams.settle();
  const announced = seen(await (await teams.channel("Alerts", "Incidents")).last());
  expect(announced).toContain("High Number of Failures- Severity: Critical");
  const first = await eventually(async () => (await channel.messages())[0]);
  expect(seen(first)).toMatch(/azure-monitor/i);
  const [item] = await eventually(async () => {
    const items = await teams.workItems();
    return items.length > 0 ? items : undefined;
  });
  expect(item?.fields["System.Title"]).toBe("High Number of Failures- Severity: Critical");
  expect(seen(await (await teams.personal("Megan Bowen")).last())).toContain("High Number of Failures");
});

test("the same alert again declares nothing while its incident is open, and a new one when it is over", async () => {
  expect((await teams.alert(alert("High Number of Failures"))).status).toBe(202);
  await teams.settle();
  expect(await teams.findChannel("inc-2-high-number-of-failures-severity-critical")).toBeUndefined();
  const channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster resolve it was the disk");
  expect((await teams.alert(alert("High Number of Failures"))).status).toBe(202);
  expect(await eventually(() => teams.findChannel("inc-2-high-number-of-failures-severity-critical"))).toBeDefined();
});

test.each([
  ["no token", {}, "{}", 401],
  ["a wrong token", { authorization: "Bearer nonsense" }, "{}", 401],
  ["what is not JSON", undefined, "{", 400],
  ["what is no alert", undefined, '{"hello":"world"}', 400],
  ["10 MB", undefined, `"${"x".repeat(10_000_000)}"`, 413],
])("%s is refused in words and declares nothing", async (_, headers, body, status) => {
  const before = (await teams.conversations()).length;
  const response = await teams.alert(body, headers).catch(() => undefined);
  // A server that hangs up on an endless body may be gone before it is read to the end.
  if (response !== undefined || status !== 413) expect(response?.status).toBe(status);
  expect((await teams.conversations()).length).toBe(before);
  expect((await fetch(`${teams.url}/healthz`)).status).toBe(200);
});
