import { beforeEach, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import { keepMeasure } from "../../src/engine/measures.ts";
import { later, minuteMs, took } from "../learning/given.ts";
import { deskFor, enough } from "./desk.ts";

let desk: ReturnType<typeof deskFor>;
beforeEach(async () => {
  desk = deskFor(enough);
  const { documents } = await desk.storage();
  const all = [
    took(10 * minuteMs, { id: "INC-1", acknowledgedAt: later(minuteMs) }),
    took(30 * minuteMs, { id: "INC-2", severity: 2, services: ["basket"] }),
    took(90 * minuteMs, {
      id: "INC-3",
      severity: 3,
      declaredAt: "2026-06-01T00:00:00.000Z",
      recoveredAt: "2026-06-01T02:00:00.000Z",
    }),
    took(minuteMs, { id: "INC-4", declaredAt: "2024-06-01T00:00:00.000Z", recoveredAt: "2024-06-03T00:00:00.000Z" }),
    took(minuteMs, { id: "INC-5", drill: true }),
  ];
  for (const each of all) await keepMeasure(documents, each);
});

async function said(...typed: string[]): Promise<[number, string]> {
  const before = desk.said().length;
  const code = await run(["stats", ...typed], desk);
  return [code, desk.said().slice(before).replace(/^\n/, "")];
}
const json = async (...typed: string[]) => JSON.parse((await said("--json", ...typed))[1]);

test("without a word it is about the last twelve months", async () => {
  const [code, words] = await said();
  expect([code, words]).toEqual([0, expect.stringMatching(/^3 incidents\nDeclared from Dec 2025 to Nov 2026\n/)]);
  expect(words).toMatch(/^ {2}Recover +30 min +– +– +– +3$/m);
  expect(words).toContain("Recover: 10 min (INC-1), 30 min (INC-2), 2 h (INC-3)");
  expect(words).toContain("Not counted: 1 drill.");
  expect(words).toContain("There is no mean");
});

test("months, severities and services choose", async () => {
  expect(await json("--from", "2024-01")).toMatchObject({ from: "2024-01", to: "2026-11", incidents: 4 });
  expect(await json("--to", "2024-07")).toMatchObject({ from: "2023-08", to: "2024-07", incidents: 1 });
  expect(await json("--from", "2026-06", "--to", "2026-06")).toMatchObject({ incidents: 1, drills: 0 });
  expect(await json("--severity", "2,sev3")).toMatchObject({ severities: [2, 3], incidents: 2 });
  expect(await json("--service", "Basket", "--service", "search")).toMatchObject({ incidents: 1 });
});

test("as JSON everything is there that anybody could show", async () => {
  expect(await json()).toMatchObject({
    more: false,
    metrics: {
      detect: { count: 0, missing: 3, negative: 0 },
      acknowledge: { count: 1, medianMs: minuteMs, each: [{ id: "INC-1", ms: minuteMs }] },
      recover: {
        count: 3,
        medianMs: 30 * minuteMs,
        bands: { talk: { "elite or high": 2, medium: 1 }, dora: { elite: 2, high: 1 } },
      },
    },
    bySeverity: [{ key: 1 }, { key: 2 }, { key: 3 }],
    byService: [
      { key: "checkout", incidents: 2 },
      { key: "basket", incidents: 1 },
    ],
    byMonth: [
      { key: "2026-11", incidents: 2 },
      { key: "2026-06", incidents: 1 },
    ],
  });
});

test.each([
  [["--from", "2026-13"], /“2026-13” is no month/],
  [["--to", "soon"], /“soon” is no month/],
  [["--from", "2026-10", "--to", "2026-09"], /2026-09 is before 2026-10/],
  [["--from", "1990-01"], /ten years/],
  [["--severity", "1,9"], /--severity 1,9 is none/],
  [["--severity", "10"], /is none/],
  [["checkout"], /“checkout” is too much here/],
])("%j is asked wrongly", async (typed, words) => {
  expect(await said(...typed)).toEqual([2, expect.stringMatching(words)]);
});
