import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { writeLongHistory } from "../../bench/long-history.ts";
import { type Cost, type Meter, startMeter } from "../../bench/meter.ts";
import { connect } from "../../src/azure/account.ts";
import { openStorage } from "../../src/azure/storage.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import type { Wanted } from "../../src/domain/incident/finding.ts";
import { incidentList, listed } from "../../src/engine/incident-list.ts";
import { timelinePage } from "../../src/engine/timeline-page.ts";
import { azuriteConnection, freshName } from "./openings.ts";

let meter: Meter;
beforeAll(async () => {
  meter = await startMeter(azuriteConnection());
});
afterAll(() => meter.stop());

/** A storage with so many incidents, every other one closed, and so many entries in the history of the oldest. */
async function storageWith(incidents: number, entries: number) {
  const config = { STORAGE_CONNECTION_STRING: meter.connection, STORAGE_PREFIX: freshName() };
  const { log, documents } = await openStorage(config, () => new Date());
  const rows = Array.from({ length: incidents }, (_, index) =>
    listed({
      id: `INC-${index + 1}`,
      title: "checkout is down",
      severity: 2,
      status: index % 2 === 0 ? "open" : "closed",
      declaredAt: "2026-03-29T00:55:00.000Z",
    }),
  );
  for (const kind of ["open-incident", "closed-incident"]) {
    const changes = rows.filter((row) => row.kind === kind).map(({ id, value }) => ({ id, value, version: undefined }));
    for (let from = 0; from < changes.length; from += 90)
      await documents.writeAll(kind, changes.slice(from, from + 90));
  }
  await writeLongHistory((await connect(config)).table(`${config.STORAGE_PREFIX}incidents`), "INC-1", entries);
  const list = incidentList(documents);
  return {
    list: (wanted: Wanted): Promise<Cost> => meter.costOf(() => list.find(wanted, 20)),
    timeline: (before?: number): Promise<Cost> =>
      meter.costOf(() =>
        timelinePage({ log, documents }, { stream: "INC-1", before, admit: (incident) => incident as Live }),
      ),
  };
}

test("a first page costs to the byte what it cost when there was hardly anything behind it", async () => {
  const [few, many] = [await storageWith(100, 100), await storageWith(1_500, 1_500)];
  for (const wanted of [
    { which: "open", words: "" },
    { which: "closed", words: "" },
    { which: "all", words: "" },
  ] as const)
    expect(await many.list(wanted)).toEqual(await few.list(wanted));
  expect(await few.list({ which: "open", words: "" })).toMatchObject({ requests: 1, rows: 21 });
  expect(await many.timeline()).toEqual(await few.timeline());
  expect(await few.timeline()).toMatchObject({ requests: 4, rows: 82 });
});

test("a later page costs what the first does", async () => {
  const { list, timeline } = await storageWith(300, 300);
  const open = { which: "open", words: "" } as const;
  expect(await list({ ...open, before: "INC-200" })).toEqual(await list(open));
  expect(await timeline(150)).toMatchObject({ requests: 4, rows: 82 });
});
