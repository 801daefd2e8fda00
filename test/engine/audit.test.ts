import { describe, expect, test } from "@jest/globals";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import { emptyBook } from "../../src/domain/oncall/book.ts";
import { type Audit, auditPages, latestAudit, pagingHealth } from "../../src/engine/audit.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import { minutes } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

const list = async (night: Night, stream: string) =>
  incidentList(night.documents).put(summaryOf(await night.incident(stream)));

async function audit(night: Night, resume = true) {
  const woken: string[] = [];
  const found = await auditPages({
    ...night,
    async wake(stream) {
      woken.push(stream);
      if (resume) await night.wakeNow(stream);
    },
  });
  return { ...found, woken };
}

const someAudit = (more: Partial<Audit> = {}): Audit => ({
  at: minutes(0).toISOString(),
  passed: true,
  open: 0,
  orphans: [],
  alarms: [],
  ...more,
});

describe("an audit", () => {
  test("passes while every open page has its next step before it", async () => {
    const night = await nightOf();
    await night.declare("INC-1");
    await list(night, "INC-1");
    night.wait(2);
    expect(await audit(night)).toMatchObject({ passed: true, open: 1, orphans: [], alarms: [], woken: [] });
    expect(await latestAudit(night.documents)).toMatchObject({ at: minutes(2).toISOString(), passed: true });
  });

  test("finds a step that nobody took, takes it, and says so", async () => {
    const night = await nightOf();
    await night.declare("INC-1");
    await list(night, "INC-1");
    night.wait(4);
    const orphans = [{ id: "INC-1", dueAt: minutes(2).toISOString() }];
    expect(await audit(night)).toMatchObject({ passed: false, orphans, woken: ["INC-1"] });
    expect(await night.factsOf("INC-1")).toContainEqual(expect.objectContaining({ type: "page tried", means: "sms" }));
    expect(await audit(night)).toMatchObject({ passed: true, woken: [] });
  });

  test("wakes a confidential incident too, and says no more of it than that there is one", async () => {
    const night = await nightOf();
    await night.declare("INC-1", "keys are out", { confidential: true });
    await list(night, "INC-1");
    night.wait(7);
    const found = await audit(night);
    expect(found).toMatchObject({ passed: false, orphans: [{ id: "A confidential incident" }], woken: ["INC-1"] });
    expect(JSON.stringify(await latestAudit(night.documents))).not.toMatch(/INC-1|keys/);
  });

  test("leaves a queue that is a little late alone, and nothing longer than a minute", async () => {
    const night = await nightOf();
    await night.declare("INC-1");
    await list(night, "INC-1");
    night.wait(3);
    expect((await audit(night)).passed).toBe(true);
    night.wait(0.001);
    expect((await audit(night)).passed).toBe(false);
  });

  test("does not trust the list: an incident that is not in it yet is read", async () => {
    const night = await nightOf();
    await night.declare("INC-1");
    await night.documents.write("counter", "incident", 3, undefined);
    night.wait(10);
    expect(await audit(night)).toMatchObject({ open: 0, orphans: [{ id: "INC-1" }], woken: ["INC-1"] });
  });

  test("finds the one that is late among very many", async () => {
    const night = await nightOf();
    await night.declare("INC-900");
    const quiet = { ...summaryOf(await night.incident("INC-900")), pagingDueAt: minutes(600).toISOString() };
    await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        incidentList(night.documents).put({ ...quiet, id: `INC-${index + 1_000}` }),
      ),
    );
    await list(night, "INC-900");
    night.wait(10);
    expect(await audit(night)).toMatchObject({ open: 301, orphans: [{ id: "INC-900" }] });
  });

  test("asks nothing of what is answered or over", async () => {
    const night = await nightOf();
    await night.declare("INC-1");
    await night.tell("INC-1", { type: "acknowledged", person: { id: "ann", name: "Ann" } });
    await list(night, "INC-1");
    night.wait(600);
    expect(await audit(night)).toMatchObject({ passed: true, open: 1, orphans: [] });
  });

  test("passes while an alarm sounds, and names it", async () => {
    const night = await nightOf({ book: emptyBook });
    await night.declare("INC-1");
    await list(night, "INC-1");
    expect(await audit(night)).toMatchObject({
      passed: true,
      alarms: [{ id: "INC-1", since: minutes(0).toISOString() }],
    });
  });
});

describe("the health of paging", () => {
  test("is good while somebody has looked within three minutes", () => {
    expect(pagingHealth(someAudit(), minutes(3))).toEqual({ ok: true, why: [], audit: someAudit() });
  });

  test("is bad when nobody has", () => {
    const why = ["Nobody has looked after the escalations for three minutes."];
    expect(pagingHealth(undefined, minutes(0))).toMatchObject({ ok: false, why });
    expect(pagingHealth(someAudit(), new Date(minutes(3).getTime() + 1))).toMatchObject({ ok: false, why });
  });

  test("is bad with an orphan, and with an alarm that sounds", () => {
    const [dueAt, since] = [minutes(1).toISOString(), minutes(2).toISOString()];
    const bad = someAudit({ orphans: [{ id: "INC-1", dueAt }], alarms: [{ id: "INC-2", since }] });
    expect(pagingHealth(bad, minutes(3)).why).toEqual([
      `INC-1 should have taken its next step at ${dueAt}.`,
      `INC-2: nobody has answered since ${since}, and the ladder is used up.`,
    ]);
  });
});
