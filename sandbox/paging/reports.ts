/** What services tell Muster of what they were given. Each report comes again until Muster has taken it. */
import { randomUUID } from "node:crypto";
import { type Delivered, type Delivery, post } from "../delivery.ts";
import type { Store } from "../state.ts";
import type { Report } from "../outgoing.ts";

type Patience = { pausesMs: readonly number[]; isFinal(status: number): boolean };

/** Event Grid tries again after these times; the others do much the same (event-grid/delivery-and-retry.md). */
const eventGrid: Patience = {
  pausesMs: [10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000],
  isFinal: (status) => [400, 403, 413].includes(status),
};
/** Azure DevOps tries again eight times, and only for trouble that passes (service-hooks/troubleshoot.md). */
const serviceHook: Patience = {
  pausesMs: [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000],
  isFinal: (status) => ![0, 408, 502, 503, 504].includes(status),
};
const reportsMax = 1_000;

export type Reports = ReturnType<typeof createReports>;
type New = Pick<Report, "about" | "url" | "headers" | "body" | "patience">;
type Surroundings = { store: Store; delivery: Delivery; url: string; botUrl: () => string | undefined };

export function createReports({ store, url, botUrl }: Surroundings) {
  const underWay = new Set<string>();
  const waiting = (): Report[] => store.world.reports.filter(({ id }) => !underWay.has(id));

  async function attempt(report: Report): Promise<Delivered> {
    underWay.add(report.id);
    try {
      const bot = botUrl();
      if (bot === undefined) return again(report, { status: 0, ms: 0, error: "No bot is running." });
      const { delivered } = await post(report.url.replace(url, bot), report.headers, report.body);
      return again(report, delivered);
    } finally {
      underWay.delete(report.id);
    }
  }

  /** Taken, or refused for good, or tried often enough: then it is over. */
  function again(report: Report, delivered: Delivered): Delivered {
    const { pausesMs, isFinal } = report.patience === "service hook" ? serviceHook : eventGrid;
    const pause = pausesMs[report.tries];
    const over = (delivered.status >= 200 && delivered.status < 300) || isFinal(delivered.status);
    if (over || pause === undefined) store.world.reports = store.world.reports.filter(({ id }) => id !== report.id);
    else Object.assign(report, { tries: report.tries + 1, dueAt: store.now().getTime() + pause });
    store.changed({ type: report.patience === "service hook" ? "hook" : "outbox", id: report.about });
    return delivered;
  }

  return {
    /** Sends it now; answers what came of the first try. `url` is an address of Muster's at the sandbox. */
    send(made: New): Promise<Delivered> {
      const report: Report = { ...made, id: randomUUID(), dueAt: store.now().getTime(), tries: 0 };
      store.world.reports = [...store.world.reports, report].slice(-reportsMax);
      return attempt(report);
    },
    next: (): number | undefined => waiting().reduce<number | undefined>(earlier, undefined),
    async run(): Promise<void> {
      const now = store.now().getTime();
      await Promise.all(waiting().flatMap((report) => (report.dueAt <= now ? [attempt(report)] : [])));
    },
  };
}

const earlier = (least: number | undefined, { dueAt }: Report): number => Math.min(least ?? dueAt, dueAt);
