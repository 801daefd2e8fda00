import { describe, expect, test } from "@jest/globals";
import { coverCard, type Swap, swapCard } from "../../src/views/swap-card.ts";
import { buttonsOf, seen } from "./seen.ts";

const swap: Swap = {
  id: "A7",
  from: "Megan Bowen",
  to: "Alex Wilber",
  give: { schedule: "checkout-primary", start: "2026-11-28T09:00:00Z", end: "2026-11-29T09:00:00Z" },
  take: { schedule: "checkout-primary", start: "2026-12-05T09:00:00Z", end: "2026-12-06T09:00:00Z" },
  because: "My sister gets married.",
  state: "asked",
  zone: "Europe/Berlin",
};

describe("a swap that is asked for", () => {
  test("says who would take what, on the reader's clock, and why", () => {
    const shown = seen(swapCard(swap));
    expect(shown).toContain("Megan Bowen asks Alex Wilber to swap shifts.");
    expect(shown).toContain('"Alex Wilber would take"');
    expect(shown).toContain("checkout-primary, Sat 28 Nov 10:00 to Sun 29 Nov 10:00");
    expect(shown).toContain('"Megan Bowen would take"');
    expect(shown).toContain("checkout-primary, Sat 5 Dec 10:00 to Sun 6 Dec 10:00");
    expect(shown).toContain("My sister gets married.");
    expect(shown).toContain("Times are those of Europe/Berlin.");
  });

  test("is accepted or declined by its own number", () => {
    expect(buttonsOf(swapCard(swap))).toEqual([
      ["Accept", "swap accept A7"],
      ["Decline", "swap decline A7"],
    ]);
    expect(swapCard(swap).inPlace).toBeUndefined();
  });

  test("may give nothing in return", () => {
    expect(seen(swapCard({ ...swap, take: undefined }))).not.toContain("Megan Bowen would take");
  });
});

test.each([
  ["accepted", "Alex Wilber takes it. The schedule is changed.", "Alex Wilber takes", "good"],
  ["declined", "Alex Wilber cannot. Nothing has changed.", "Alex Wilber would take", "emphasis"],
  ["over", "Nobody answered in time. Nothing has changed.", "Alex Wilber would take", "emphasis"],
] as const)("once it is %s there is nothing to press", (state, standing, label, tone) => {
  const card = swapCard({ ...swap, state, by: "Alex Wilber" });
  expect(buttonsOf(card)).toEqual([]);
  expect(card.inPlace).toBe(true);
  expect(seen(card)).toContain(standing);
  expect(seen(card)).toContain(`"${label}"`);
  expect(card.data).toMatchObject({ tone });
});

test("a cover is for whoever takes it", () => {
  const asked = coverCard(swap);
  expect(seen(asked)).toContain("Megan Bowen asks somebody to take a shift.");
  expect(seen(asked)).toContain("Whoever accepts would take");
  expect(buttonsOf(asked)).toEqual([["Take it", "cover accept A7"]]);
  const taken = coverCard({ ...swap, state: "taken", by: "Nestor Wilke" });
  expect(seen(taken)).toContain("Nestor Wilke takes it. The schedule is changed.");
  expect(seen(taken)).toContain('"Nestor Wilke takes"');
  expect(buttonsOf(taken)).toEqual([]);
});
