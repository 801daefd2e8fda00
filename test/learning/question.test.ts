import { describe, expect, test } from "@jest/globals";
import { isMonth, monthAfter, monthOf, monthsFrom } from "../../src/domain/learning/month.ts";
import { chosen, type Question, rangeOf, servicesOf } from "../../src/domain/learning/question.ts";
import { measure } from "./given.ts";

const now = new Date("2026-11-22T18:40:00.000Z");
const everything: Question = { severities: [], services: [] };
const declared = (declaredAt: string) => measure({ declaredAt, id: declaredAt });

describe("months", () => {
  test("are counted over the end of a year, both ways", () => {
    expect(monthAfter("2026-11", 2)).toBe("2027-01");
    expect(monthAfter("2026-11", -11)).toBe("2025-12");
    expect(monthsFrom("2025-11", "2026-02")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(monthsFrom("2026-02", "2025-11")).toEqual([]);
  });

  test("are those of UTC, of our age, and nothing else", () => {
    expect(monthOf("2026-12-01T00:30:00+01:00")).toBe("2026-11");
    expect([monthOf("0026-11-22T00:00:00Z"), monthOf("soon")]).toEqual([undefined, undefined]);
    expect(["2026-11", "2026-13", "2026-1", "1026-01", "2026-11-01"].filter(isMonth)).toEqual(["2026-11"]);
  });
});

describe("a period", () => {
  test("without a word is the last twelve months with this one", () => {
    expect(rangeOf(undefined, now)).toMatchObject({ fromMonth: "2025-12", toMonth: "2026-11" });
  });

  test("of months has its first instant and not the one behind its last", () => {
    const range = rangeOf({ from: "2026-10", to: "2026-10" }, now);
    const all = [
      "2026-09-30T23:59:59.999Z",
      "2026-10-01T00:00:00.000Z",
      "2026-10-31T23:59:59.999Z",
      "2026-11-01T00:00:00.000Z",
    ].map(declared);
    expect(chosen(all, everything, range).map(({ id }) => id)).toEqual([
      "2026-10-01T00:00:00.000Z",
      "2026-10-31T23:59:59.999Z",
    ]);
  });

  test("of days ends now, with what is declared in this instant", () => {
    const range = rangeOf({ days: 30 }, now);
    expect(range).toMatchObject({ fromMonth: "2026-10", toMonth: "2026-11" });
    const all = ["2026-10-23T18:39:59.999Z", "2026-10-23T18:40:00.000Z", now.toISOString()].map(declared);
    expect(chosen(all, everything, range)).toHaveLength(2);
  });
});

test("severities and services choose, whatever the spelling", () => {
  const all = [
    measure({ id: "a", severity: 1, services: ["Checkout"] }),
    measure({ id: "b", severity: 2, services: ["basket", "checkout"] }),
    measure({ id: "c", severity: 3, services: [] }),
  ];
  const range = rangeOf(undefined, now);
  const ids = (question: Partial<Question>) => chosen(all, { ...everything, ...question }, range).map(({ id }) => id);
  expect(ids({ services: ["CHECKOUT "] })).toEqual(["a", "b"]);
  expect(ids({ severities: [2, 3] })).toEqual(["b", "c"]);
  expect(ids({ severities: [2, 3], services: ["checkout"] })).toEqual(["b"]);
  expect(servicesOf(all)).toEqual(["basket", "checkout"]);
});
