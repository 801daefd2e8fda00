/** The rows j to l of the table, and the numbers behind them. */
import type { FirstPages, PageCosts } from "./first-page.ts";
import type { Cost } from "./meter.ts";
import { type Opened, ratio } from "./open.ts";
import type { Round } from "./rounds.ts";
import type { Row } from "./rows.ts";
import { median } from "./statistics.ts";

const pages =
  (of: (measured: FirstPages) => number) =>
  ({ firstPages }: Round): number =>
    firstPages === undefined ? Number.NaN : of(firstPages);
const opened =
  (of: (measured: Opened) => number) =>
  ({ opened: measured }: Round): number =>
    measured === undefined ? Number.NaN : of(measured);

const costs = ["requests", "rows", "bytes"] as const satisfies readonly (keyof Cost)[];

const firstPageRows = (row: string, page: keyof PageCosts, what: string): Row[] =>
  costs.map((cost) => ({
    row,
    what: `${cost === "requests" ? what : "the same"}: ${cost}${cost === "requests" ? "" : " read"}`,
    goal: "1",
    must: "1",
    unit: "×",
    of: pages(({ small, large }) => large[page][cost] / small[page][cost]),
  }));

export const pageRows: readonly Row[] = [
  ...firstPageRows("j", "list", "the first page of a list of 10,000 incidents, against 100"),
  ...firstPageRows("j", "listAll", "the first page of all, 10,000 closed ones among them, against 100"),
  ...firstPageRows("k", "timeline", "the first page of a timeline of 100,000 entries, against 100"),
  {
    row: "l",
    what: "CPU for a message to one of 1,000 open incidents, against one open, one at a time",
    goal: "≤ 1.25",
    must: "≤ 1.25",
    unit: "×",
    of: opened(({ alone }) => ratio(alone.among, alone.one)),
  },
  {
    row: "l",
    what: "the same to all of them in turn",
    goal: "≤ 1.25",
    must: "≤ 1.25",
    unit: "×",
    of: opened(({ alone }) => ratio(alone.each, alone.one)),
  },
  {
    row: "l",
    what: "to one of 1,000, 64 at a time",
    goal: "≤ 1.25",
    must: "≤ 1.25",
    unit: "×",
    of: opened(({ together }) => ratio(together.among, together.one)),
  },
  {
    row: "l",
    what: "to all of them in turn, 64 at a time",
    unit: "×",
    of: opened(({ together }) => ratio(together.each, together.one)),
  },
];

type Amount = { what: string; unit: string; of(round: Round): number };

const amount = (page: keyof PageCosts, what: string): Amount[] =>
  costs.map((cost) => ({
    what: `${what}: ${cost}`,
    unit: "",
    of: pages(({ large }) => large[page][cost]),
  }));

const cpu = (what: string, of: (measured: Opened) => readonly number[]): Amount => ({
  what: `CPU of a message, ${what}`,
  unit: "µs",
  of: opened((measured) => 1_000 * median(of(measured))),
});

export const amountsOfPages: readonly Amount[] = [
  ...amount("list", "the first page of a list"),
  ...amount("listAll", "the first page of all"),
  ...amount("timeline", "the first page of a timeline"),
  {
    what: "seeding 20,000 incidents and 100,000 entries, asking included",
    unit: "s",
    of: pages((m) => m.seedMs / 1_000),
  },
  cpu("one open, one at a time", ({ alone }) => alone.one),
  cpu("to one of 1,000, one at a time", ({ alone }) => alone.among),
  cpu("to all in turn, one at a time", ({ alone }) => alone.each),
  cpu("one open, 64 at a time", ({ together }) => together.one),
  cpu("to one of 1,000, 64 at a time", ({ together }) => together.among),
  cpu("to all in turn, 64 at a time", ({ together }) => together.each),
  { what: "resident memory with one open", unit: "MiB", of: opened(({ memory }) => memory.one) },
  { what: "resident memory with 1,000 open", unit: "MiB", of: opened(({ memory }) => memory.thousand) },
];
