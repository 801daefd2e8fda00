import { describe, expect, test } from "@jest/globals";
import type { EscalationPolicy } from "../../src/domain/oncall/book.ts";
import { policyFor, rosterFor, waitsOf } from "../../src/domain/oncall/choose.ts";
import { workingFrom } from "../../src/domain/oncall/hours.ts";
import { payments, roster, web } from "./book.ts";

describe("the roster for what is broken", () => {
  const meant = (words: string, rosters = [payments, web]) => {
    const found = rosterFor(rosters, words);
    return [found?.roster.name, found?.service];
  };

  test("is the one whose service is named, as a word of its own", () => {
    expect(meant("Checkout is down")).toEqual(["payments", "checkout"]);
    expect(meant("error 500 (checkout)")).toEqual(["payments", "checkout"]);
    expect(meant("card   PAYMENTS are slow")).toEqual(["payments", "Card payments"]);
    expect(meant("the checkouts are slow")).toEqual(["web", undefined]);
  });

  test("is the one with the longest name that fits, where several do", () => {
    const api = roster("api", { services: ["checkout api"] });
    expect(meant("checkout-api is down", [payments, api])).toEqual(["api", "checkout api"]);
    expect(meant("checkout is down", [api, payments])).toEqual(["payments", "checkout"]);
  });

  test("is one of no service in particular where none is named, else the first, and none where there is none", () => {
    expect(meant("it is slow")).toEqual(["web", undefined]);
    expect(meant("it is slow", [payments])).toEqual(["payments", undefined]);
    expect(rosterFor([], "checkout")).toBeUndefined();
  });

  test("is not found by a service without letters", () => {
    expect(meant("it is down!", [roster("odd", { services: ["!"] }), web])).toEqual(["web", undefined]);
  });
});

describe("the policy", () => {
  const policy = (name: string, more: Partial<EscalationPolicy> = {}): EscalationPolicy => ({
    name,
    steps: [],
    repeats: 0,
    lastResort: [],
    ...more,
  });
  const all = [
    policy("severe", { severities: [1, 2] }),
    policy("checkout", { services: ["Checkout"] }),
    policy("own", { severities: [1] }),
  ];
  const own = { ...payments, policy: "OWN" };

  test("is the roster's own where it is for how bad it is", () => {
    expect(policyFor(all, { roster: own, service: "checkout" }, 1).name).toBe("own");
    expect(policyFor(all, { roster: own, service: "checkout" }, 2).name).toBe("checkout");
  });

  test("is else one for the service, else one for the severity, else the usual", () => {
    expect(policyFor(all, { roster: payments, service: "checkout" }, 1).name).toBe("checkout");
    expect(policyFor(all, { roster: payments }, 2).name).toBe("severe");
    expect(policyFor(all, { roster: payments }, 3).name).toBe("payments (usual)");
    expect(policyFor([], { roster: payments, service: "checkout" }, 1).name).toBe("payments (usual)");
  });

  test("says which severities wait for working hours; 4 where it does not", () => {
    expect([
      waitsOf(policy("a")),
      waitsOf(policy("a", { waits: [] })),
      waitsOf(policy("a", { waits: [3, 4] })),
    ]).toEqual([[4], [], [3, 4]]);
  });
});

describe("working hours", () => {
  const hours = {
    timeZone: "Europe/London",
    windows: [{ days: ["mon", "tue", "wed", "thu", "fri"] as const, from: "09:00", to: "17:00" }],
  };
  const from = (at: string) => workingFrom(hours, new Date(at))?.toISOString();

  test("begin next at the next window, on the wall of their zone", () => {
    expect(from("2026-03-26T08:59:59Z")).toBe("2026-03-26T09:00:00.000Z");
    expect(from("2026-03-26T17:00:00Z")).toBe("2026-03-27T09:00:00.000Z");
  });

  test("begin an hour earlier after the weekend on which the clocks go forward", () => {
    expect(from("2026-03-27T17:00:00Z")).toBe("2026-03-30T08:00:00.000Z");
    expect(from("2026-10-23T16:00:00Z")).toBe("2026-10-26T09:00:00.000Z");
  });

  test("are not waited for within them, nor where none are known", () => {
    expect([from("2026-03-26T09:00:00Z"), from("2026-03-26T16:59:59Z")]).toEqual([undefined, undefined]);
    expect(workingFrom(undefined, new Date(0))).toBeUndefined();
    expect(workingFrom({ ...hours, windows: [] }, new Date(0))).toBeUndefined();
  });
});
