import { expect, test } from "@jest/globals";
import { momentsOf } from "../../src/domain/incident/moments.ts";
import { setTime } from "../../src/domain/incident/setting.ts";
import { acked, ann, given, iso, minutes } from "./given.ts";

const resolved = [20, { type: "resolved", summary: "" }] as const;

test("every moment is as the record has it until somebody sets it, with a reason", () => {
  const incident = given([3, acked(ann)], [12, { type: "phase changed", to: "mitigated", text: "" }], resolved);
  expect(momentsOf(incident)).toEqual({
    declared: iso(0),
    acknowledged: iso(3),
    mitigated: iso(12),
    recovered: iso(20),
  });
  const set = setTime(incident, "acknowledged", minutes(2), "the phone log says so");
  expect(set).toEqual([{ type: "time set", which: "acknowledged", at: iso(2), because: "the phone log says so" }]);
  const told = given(
    [3, acked(ann)],
    resolved,
    [25, set[0]!],
    [26, { type: "time set", which: "detected", at: iso(-4), because: "x" }],
  );
  expect(momentsOf(told)).toEqual({ declared: iso(0), detected: iso(-4), acknowledged: iso(2), recovered: iso(20) });
});

test("a recovery counts until the incident is reopened, and then the last one", () => {
  const set = { type: "time set", which: "recovered", at: iso(18), because: "the graph" } as const;
  const again = given(resolved, [21, set], [30, { type: "reopened", because: "" }]);
  expect(momentsOf(again)["recovered"]).toBeUndefined();
  expect(
    momentsOf(given(resolved, [21, set], [30, { type: "reopened", because: "" }], [50, resolved[1]])),
  ).toMatchObject({
    recovered: iso(50),
  });
});

test("an open incident has no recovery to set, and nothing is set a year back by a slip", () => {
  expect(() => setTime(given(), "recovered", minutes(1), "x")).toThrow("is open");
  expect(() => setTime(given(), "impact", minutes(-400 * 1_440), "x")).toThrow("a slip");
});
