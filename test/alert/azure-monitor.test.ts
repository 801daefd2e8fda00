import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { readAzureMonitor } from "../../src/domain/alert/azure-monitor.ts";
import { Refusal } from "../../src/domain/refusal.ts";

const sample = (name: string) => JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8"));

describe("the log alert of the talk", () => {
  const alert = readAzureMonitor(sample("log-search-critical"));

  test("has exactly the talk's title and is as bad as it gets", () => {
    expect(alert.title).toBe("High Number of Failures- Severity: Critical");
    expect(alert.severity).toBe(1);
    expect(alert.status).toBe("fired");
  });

  test("began at the start of its search, read as UTC", () => {
    expect(alert.startedAt).toBe("2019-03-22T13:36:31.000Z");
  });

  test("links to its search results although the address is not quite an address", () => {
    expect(alert.links).toHaveLength(1);
    expect(alert.links[0]?.title).toBe("Search results");
    expect(alert.links[0]?.url).toMatch(/^https:\/\/portal\.azure\.com\/#@contoso/);
    expect(alert.links[0]?.url).not.toMatch(/[<> ]/);
  });

  test("tells a responder what was counted", () => {
    expect(alert.description).toContain("15 results in 15 minutes (alerts at less than 10000).");
    expect(alert.description).toContain("Affected: INC-Gen2Alert.");
  });

  test("is the same trouble when it fires again, and another one when its query differs", () => {
    const again = sample("log-search-critical");
    again.alertContext.ResultCount = 99;
    expect(readAzureMonitor(again).key).toBe(alert.key);
    again.alertContext.SearchQuery = "something else";
    expect(readAzureMonitor(again).key).not.toBe(alert.key);
  });
});

describe("the common alert schema", () => {
  const withEssentials = (change: Record<string, unknown>) => {
    const body = sample("common-fired");
    Object.assign(body.data.essentials, change);
    return readAzureMonitor(body);
  };

  test("is read", () => {
    expect(withEssentials({})).toMatchObject({
      source: "azure-monitor",
      title: "Checkout answers slowly",
      severity: 1,
      status: "fired",
      description: "Half of the requests take longer than 5 seconds.",
      startedAt: "2026-11-20T03:12:44.123Z",
      links: [],
    });
  });

  test.each([
    ["Sev0", 1],
    ["Sev1", 1],
    ["Sev2", 2],
    ["Sev3", 3],
    ["Sev4", 4],
    ["Sev10", 3],
    ["constructor", 3],
    [null, 3],
    [7, 3],
  ])("%s is our severity %i", (theirs, ours) => {
    expect(withEssentials({ severity: theirs }).severity).toBe(ours);
  });

  test("resolved keeps the key of fired", () => {
    const resolved = withEssentials({ monitorCondition: "Resolved", resolvedDateTime: "2026-11-20T04:00:00" });
    expect(resolved).toMatchObject({
      status: "resolved",
      endedAt: "2026-11-20T04:00:00.000Z",
      key: withEssentials({}).key,
    });
  });

  test("falls back to the origin's id, and is refused without any", () => {
    expect(withEssentials({ alertId: null }).key).toBe("shop_checkout_1");
    expect(() => withEssentials({ alertId: null, originAlertId: "" })).toThrow(Refusal);
  });
});

describe("a hostile alert", () => {
  const hostile = (essentials: Record<string, unknown>, context: unknown = null) => {
    const body = sample("common-fired");
    Object.assign(body.data.essentials, essentials);
    body.data.alertContext = context;
    return readAzureMonitor(body);
  };

  test("has its words cut, at a whole character", () => {
    const alert = hostile({ alertRule: "😀".repeat(5_000), description: "d".repeat(100_000) });
    expect(alert.title.length).toBeLessThanOrEqual(200);
    expect(alert.title).toMatch(/^(😀)+…$/u);
    expect(alert.description).toHaveLength(4_000);
  });

  test("stays on one line and in one direction, and marks no mentions", () => {
    expect(hostile({ alertRule: "a\r\nb\u202Ec\u0000d\uE0000\uE001" }).title).toBe("a bcd0");
  });

  test("has only web addresses, ten at most", () => {
    const allOf = [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "https://admin:secret@contoso.com/",
      "/relative",
      `https://contoso.com/${"a".repeat(5_000)}`,
      ...Array.from({ length: 20 }, (_, number) => `https://contoso.com/${number}`),
    ].map((linkToSearchResultsUI) => ({ linkToSearchResultsUI }));
    const { links } = hostile({}, { condition: { allOf } });
    expect(links.map(({ url }) => url)).toEqual(
      Array.from({ length: 10 }, (_, number) => `https://contoso.com/${number}`),
    );
  });

  test("with endless ids keeps two troubles apart", () => {
    const one = hostile({ alertId: `${"x".repeat(5_000)}1` }).key;
    const other = hostile({ alertId: `${"x".repeat(5_000)}2` }).key;
    expect(one.length).toBeLessThanOrEqual(400);
    expect(one).not.toBe(other);
  });

  test("with fields of the wrong shape is read as far as it goes", () => {
    const alert = hostile({ alertRule: { nested: [] }, alertTargetIDs: "one", firedDateTime: 12, description: [] }, []);
    expect(alert).toMatchObject({ title: "An alert without a name", description: "", resources: [] });
    expect(alert.startedAt).toBeUndefined();
  });

  test.each([
    null,
    7,
    "text",
    [],
    {},
    { schemaId: "azureMonitorCommonAlertSchema" },
    { data: { essentials: null } },
    { alertContext: {} },
  ])("%j is refused in words", (body) => {
    expect(() => readAzureMonitor(body)).toThrow(Refusal);
  });
});
