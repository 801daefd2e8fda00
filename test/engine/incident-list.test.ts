import { describe, expect, test } from "@jest/globals";
import type { Summary } from "../../src/domain/incident/summary.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import type { Documents } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";

const summary = (number: number, more: Partial<Summary> = {}): Summary => ({
  id: `INC-${number}`,
  title: "checkout is down",
  severity: 2,
  status: "open",
  declaredAt: "2026-03-29T00:55:00.000Z",
  ...more,
});
const ids = (incidents: readonly Summary[]) => incidents.map(({ id }) => id);

/** A list of incidents from 1 on, each with what `more` makes of its number; every third is closed unless that says otherwise. */
async function listOf(count: number, more: (number: number) => Partial<Summary> = () => ({})) {
  const asked: number[] = [];
  const store = memoryDocuments();
  const documents: Documents = {
    ...store,
    async list(kind, ...wanted) {
      const found = await store.list<never>(kind, ...wanted);
      asked.push(found.length);
      return found;
    },
  };
  const list = incidentList(documents);
  for (let number = 1; number <= count; number++)
    await list.put(summary(number, { status: number % 3 === 0 ? "closed" : "open", ...more(number) }));
  return { list, documents: store, asked };
}

describe("the lists of incidents", () => {
  test("have the newest first, whatever the numbers look like as text", async () => {
    const { list } = await listOf(12, () => ({ status: "open" }));
    expect(ids(await list.page("open", 4))).toEqual(["INC-12", "INC-11", "INC-10", "INC-9"]);
    expect(ids(await list.page("open", 4, "INC-10"))).toEqual(["INC-9", "INC-8", "INC-7", "INC-6"]);
    expect(ids(await list.page("open", 4, "INC-900"))).toEqual(["INC-12", "INC-11", "INC-10", "INC-9"]);
    expect(ids(await list.page("open", 4, "INC-1"))).toEqual([]);
  });

  test("have those that are closed apart, and both together in order", async () => {
    const { list } = await listOf(8);
    expect(ids(await list.page("open", 3))).toEqual(["INC-8", "INC-7", "INC-5"]);
    expect(ids(await list.page("closed", 3))).toEqual(["INC-6", "INC-3"]);
    expect(ids(await list.page("all", 5))).toEqual(["INC-8", "INC-7", "INC-6", "INC-5", "INC-4"]);
    expect(ids(await list.page("all", 5, "INC-4"))).toEqual(["INC-3", "INC-2", "INC-1"]);
  });

  test("move an incident when it is closed, and when it is reopened", async () => {
    const { list } = await listOf(0);
    await list.put(summary(1));
    await list.put(summary(1, { status: "resolved" }));
    expect([await list.isOpen("INC-1"), ids(await list.page("closed", 9))]).toEqual([true, []]);
    await list.put(summary(1, { status: "closed", title: "over" }));
    expect([await list.isOpen("INC-1"), ids(await list.page("open", 9))]).toEqual([false, []]);
    expect(await list.get("INC-1")).toEqual(summary(1, { status: "closed", title: "over" }));
    await list.put(summary(1));
    expect([ids(await list.page("open", 9)), ids(await list.page("closed", 9))]).toEqual([["INC-1"], []]);
  });

  test("show an incident once that stands in both for a moment", async () => {
    const { list, documents } = await listOf(2, () => ({ status: "open" }));
    await incidentList({ ...documents, remove: async () => undefined }).put(summary(2, { status: "closed" }));
    const page = await list.page("all", 9);
    expect(page.map(({ id, status }) => [id, status])).toEqual([
      ["INC-2", "closed"],
      ["INC-1", "open"],
    ]);
  });

  test("know nothing of what is no incident", async () => {
    const { list } = await listOf(1);
    expect([await list.get("INC-2"), await list.get("letters-1"), await list.isOpen("statuspage")]).toEqual([
      undefined,
      undefined,
      false,
    ]);
  });

  test("keep as much of the ten-thousandth as of the first", async () => {
    const { list, documents } = await listOf(0);
    for (const number of [1, 10_000]) await list.put(summary(number));
    const kept = await documents.list("open-incident");
    expect(new Set(kept.map(({ id }) => id.length))).toEqual(new Set([8]));
    expect(kept[0]!.value).toEqual(kept[1]!.value);
  });
});

describe("looking for incidents", () => {
  test("asks for one more than is shown, so as to know whether there are more", async () => {
    const { list, asked } = await listOf(40, () => ({ status: "open" }));
    const found = await list.find({ which: "open", words: "" }, 20);
    expect([found.incidents.length, found.goOn, asked]).toEqual([20, "INC-21", [21]]);
    const next = await list.find({ which: "open", words: "", before: "INC-21" }, 20);
    expect([ids(next.incidents).at(-1), next.incidents.length, next.goOn]).toEqual(["INC-1", 20, undefined]);
  });

  test("takes severity, words of the title and of the services, in any order and case", async () => {
    const { list } = await listOf(9, (number) => ({
      severity: number % 2 === 0 ? 1 : 2,
      title: number < 5 ? "Checkout is down" : "Login fails",
      ...(number === 7 ? { services: ["payments", "checkout"] } : {}),
    }));
    const found = async (words: string, more = {}) =>
      ids((await list.find({ which: "all", words, ...more }, 20)).incidents);
    expect(await found("checkout")).toEqual(["INC-7", "INC-4", "INC-3", "INC-2", "INC-1"]);
    expect(await found("DOWN check")).toEqual(["INC-4", "INC-3", "INC-2", "INC-1"]);
    expect(await found("", { severity: 1 })).toEqual(["INC-8", "INC-6", "INC-4", "INC-2"]);
    expect(await found("checkout", { severity: 1, before: "INC-4" })).toEqual(["INC-2"]);
    expect(await found("checkout", { which: "closed" })).toEqual(["INC-3"]);
    expect(await found("nothing")).toEqual([]);
  });

  test("finds no confidential one, and looks on until the page is full", async () => {
    const { list } = await listOf(60, (number) => ({
      status: number > 50 ? "closed" : "open",
      ...(number % 2 === 0 ? { confidential: true, title: "(confidential)" } : {}),
    }));
    const open = await list.find({ which: "open", words: "" }, 20);
    expect([ids(open.incidents)[0], open.incidents.length, open.goOn]).toEqual(["INC-49", 20, "INC-11"]);
    expect(await list.find({ which: "all", words: "confidential" }, 20)).toEqual({ incidents: [] });
    const all = await list.find({ which: "all", words: "" }, 100);
    expect(ids(all.incidents)).toEqual(Array.from({ length: 30 }, (_, index) => `INC-${59 - 2 * index}`));
  });

  test("gives up after a while, and says where to go on", async () => {
    const { list, asked } = await listOf(2_700, (number) => ({
      status: "open",
      ...(number === 50 ? { title: "the first" } : {}),
    }));
    const wanted = { which: "open", words: "first" } as const;
    const found = await list.find(wanted, 20);
    expect(found).toEqual({ incidents: [], goOn: "INC-201" });
    expect(asked).toEqual([500, 500, 500, 500, 500]);
    expect(ids((await list.find({ ...wanted, before: found.goOn! }, 20)).incidents)).toEqual(["INC-50"]);
  });
});
