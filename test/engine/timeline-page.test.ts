import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Incident, Live } from "../../src/domain/incident/incident.ts";
import { pagesIn } from "../../src/domain/incident/pages.ts";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import { timelinePage } from "../../src/engine/timeline-page.ts";
import { sentence } from "../../src/views/sentence.ts";
import { ann } from "../domain/given.ts";
import { nightOf } from "./night.ts";

const note = (text: string): Fact => ({ type: "noted", text });
const anybody = (incident: Incident): Live => {
  if (incident.status === "undeclared") throw new Refusal("There is none.");
  return incident;
};
const nobody = (): Live => {
  throw new Refusal("There is none.");
};

/** An incident with so many notes behind its declaration, in the list where that is said. */
async function longNight(
  notes: number,
  listed: "listed" | "not listed" = "listed",
  more: { confidential?: true; drill?: true } = {},
) {
  const night = await nightOf();
  await night.declare("INC-1", "Checkout is down", more);
  for (let from = 0; from < notes; from += 50)
    await night.tell("INC-1", ...Array.from({ length: Math.min(50, notes - from) }, (_, at) => note(`${from + at}`)));
  if (listed === "listed") await incidentList(night.documents).put(summaryOf(await night.incident("INC-1")));
  const stores = { log: night.log, documents: night.documents };
  let wholes = 0;
  const counting = {
    ...stores,
    log: {
      ...stores.log,
      read(stream: string) {
        wholes += 1;
        return stores.log.read(stream);
      },
    },
  };
  return {
    night,
    page: (before?: number, admit = anybody) => timelinePage(counting, { stream: "INC-1", before, admit }),
    wholes: () => wholes,
    last: (await night.log.read("INC-1")).entries.length,
  };
}

describe("a page of a timeline", () => {
  test("never reads a history that is in the list", async () => {
    const { page, wholes, last } = await longNight(200);
    const [latest, before] = [await page(), await page(61)];
    expect(latest).toMatchObject({ id: "INC-1", title: "Checkout is down", earlier: last - 80 });
    expect(latest.entries.map(({ number }) => number).at(-1)).toBe(last);
    expect(before).toMatchObject({ title: "Checkout is down", earlier: 0 });
    expect(before.entries.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(wholes()).toBe(0);
  });

  test("is of an incident that was declared a moment ago, too", async () => {
    const { page, wholes } = await longNight(0, "not listed");
    expect((await page()).title).toBe("Checkout is down");
    expect(wholes()).toBe(0);
  });

  test("of a long history that the list has lost is found all the same", async () => {
    const { page, wholes } = await longNight(100, "not listed");
    expect((await page()).title).toBe("Checkout is down");
    expect(wholes()).toBe(1);
  });

  test("has the name that was given to it last, before the list knows", async () => {
    const { night, page } = await longNight(100);
    await night.tell("INC-1", { type: "renamed", from: "Checkout is down", to: "Payments fail" });
    expect([(await page()).title, (await page(50)).title]).toEqual(["Payments fail", "Checkout is down"]);
  });

  test("of no incident is none", async () => {
    const { night } = await longNight(0);
    for (const before of [undefined, 7])
      await expect(timelinePage(night, { stream: "INC-2", before, admit: anybody })).rejects.toThrow("There is none.");
  });

  test.each([
    [10, "listed"],
    [200, "listed"],
    [10, "not listed"],
    [200, "not listed"],
  ] as const)(
    "of a confidential one with %i notes, %s, is shown to whoever belongs to it and to nobody else",
    async (notes, listed) => {
      const { page } = await longNight(notes, listed, { confidential: true });
      const shown = { id: "INC-1", title: "Checkout is down", confidential: true };
      for (const before of [undefined, 9]) {
        expect(await page(before)).toMatchObject(shown);
        await expect(page(before, nobody)).rejects.toThrow("There is none.");
      }
    },
  );

  test("says that it is of a drill", async () => {
    const { page } = await longNight(100, "listed", { drill: true });
    expect(await page(50)).toMatchObject({ drill: true });
  });

  test("tells of a page that began before it, as far as it goes", async () => {
    const { night } = await longNight(0);
    const one = { page: 2, step: 0, person: ann.id, order: 0 };
    const part = (facts: Fact[]) => facts.map((fact, index) => ({ ...entry, number: 900 + index, fact }));
    const entry = (await night.log.read("INC-1")).entries[0] as never as { at: string; by: never; from: string };
    const told = part([
      { type: "paged", page: 2, step: 0, people: [ann] },
      { type: "page tried", ...one, means: "sms" },
      { type: "page reported", ...one, state: "failed", reason: "no signal" },
    ]);
    const [paged, , failed] = told.map((each) => sentence(each, pagesIn(told)));
    expect([paged, failed]).toEqual(["Ann is paged (page 2, step 1).", "The text message to Ann failed: no signal."]);
  });
});
