import { expect, test } from "@jest/globals";
import type { Trouble } from "./connector.ts";
import { nightsOf, type Sum, troubles } from "./nights.ts";

/** All steps for one kind of trouble; `node test/arrival/main.ts` plays all of them for all. */
const stepsOf = ({ name }: Trouble): number | "all" => (name === "answers 503" ? "all" : name === "hangs" ? 5 : 9);

/** A ring comes back after a minute, somebody else's claim ends after 40 seconds, and the trouble itself takes some. */
const lateMs = 120_000;

const sums = new Map<string, Sum>();

test.each(troubles.map((trouble) => [trouble.name, trouble] as const))(
  "delivered / due = 1.0 where Teams %s, wherever Muster is killed, and a kill repeats no page more than once",
  async (name, trouble) => {
    const sum = await nightsOf(trouble, stepsOf(trouble));
    sums.set(name, sum);
    expect({ ratio: sum.delivered / sum.due, due: sum.due }).toEqual({ ratio: 1, due: 3 * sum.nights });
    expect(sum.twiceMost).toBeLessThanOrEqual(1);
    expect(sum.latestMs).toBeLessThanOrEqual(lateMs);
    expect(sum.killed).toBeGreaterThan(0.8 * sum.nights);
  },
);

test("kills have come between a page and the memory of it, which is seldom, and troubles behind one that was taken", () => {
  const { nights, twice } = sums.get("answers 503")!;
  expect(nights).toBeGreaterThan(100);
  expect(twice).toBeGreaterThan(0);
  expect(twice).toBeLessThan(nights / 10);
  expect(sums.get("takes it and drops the connection")!.unanswered).toBeGreaterThan(8);
});
