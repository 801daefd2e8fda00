/** The rows f to i of the table, and the numbers behind them. */
import type { Listened } from "./bare-queue.ts";
import type { Escalated } from "./escalations.ts";
import type { Round } from "./rounds.ts";
import type { Row } from "./rows.ts";
import { quantile } from "./statistics.ts";
import type { Asked } from "./who.ts";

const escalated =
  (of: (measured: Escalated) => number) =>
  ({ escalated: measured }: Round): number =>
    measured === undefined ? Number.NaN : of(measured);
const asked =
  (of: (measured: Asked) => number) =>
  ({ who }: Round): number =>
    who === undefined ? Number.NaN : of(who);
const p50 = (values: readonly number[]): number => quantile(values, 0.5);
const p99 = (values: readonly number[]): number => quantile(values, 0.99);

/** The noise: the second half of what the bare loop heard, against the first. */
function bareAgain({ lateMs }: Listened): number {
  const half = Math.floor(lateMs.length / 2);
  return p99(lateMs.slice(half)) / p99(lateMs.slice(0, half));
}

/** What a start cannot do without: twice what the stock bot takes to be ready, and one look through the list. */
const leastMs = ({ restart, audit }: Escalated): number => 2 * restart.stockReadyMs + audit.scanMs;

export const escalationRows: readonly Row[] = [
  {
    row: "f",
    what: "a step due among ten thousand that wait, until it is a fact, p99",
    goal: "≤ 1 s",
    unit: "s",
    of: escalated(({ factMs }) => p99(factMs) / 1_000),
  },
  {
    row: "f",
    what: "the same until its page has arrived, p99",
    goal: "≤ 1 s",
    unit: "s",
    of: escalated(({ postMs }) => p99(postMs) / 1_000),
  },
  {
    row: "f",
    what: "the first, against a loop that only asks the same queue",
    unit: "×",
    of: escalated(({ factMs, bare }) => p99(factMs) / p99(bare.lateMs)),
  },
  { row: "f", what: "that loop against itself", unit: "×", of: escalated(({ bare }) => bareAgain(bare)) },
  {
    row: "f",
    what: "steps that came early, or not at all",
    goal: "0",
    unit: "",
    of: escalated(({ early, missed }) => early + missed),
  },
  {
    row: "f",
    what: "resident memory when ten thousand wait, against none",
    goal: "≤ 1.2",
    unit: "×",
    of: escalated(({ memory }) => memory.seeded / memory.before),
  },
  {
    row: "g",
    what: "start until the first overdue page, against twice the stock bot's start and a look through the list",
    goal: "≤ 1",
    unit: "×",
    of: escalated((measured) => measured.restart.firstMs / leastMs(measured)),
  },
  {
    row: "g",
    what: "overdue pages that did not arrive",
    goal: "0",
    unit: "",
    of: escalated(({ restart }) => restart.missed),
  },
  {
    row: "h",
    what: "an audit of ten thousand open incidents, against a look through their list",
    unit: "×",
    of: escalated(({ audit }) => audit.ms / audit.scanMs),
  },
  { row: "h", what: "the audit's requests to storage", unit: "", of: escalated(({ audit }) => audit.requests) },
];

export const whoRows: readonly Row[] = [
  {
    row: "i",
    what: "who is on call, of 1,000 schedules that are known",
    goal: "≤ 50 ms",
    unit: "ms",
    of: asked((m) => m.warmMs),
  },
  { row: "i", what: "the same once more, against itself", unit: "×", of: asked((m) => m.warmAgainMs / m.warmMs) },
  { row: "i", what: "the same of schedules that have just been read", unit: "ms", of: asked((m) => m.readMs) },
  { row: "i", what: "the first time in a new process", unit: "ms", of: asked((m) => m.coldMs) },
  {
    row: "i",
    what: "a schedule that began ten years earlier, against itself, known",
    unit: "×",
    of: asked((m) => m.oldWarmRatio),
  },
  { row: "i", what: "the same, just read", unit: "×", of: asked((m) => m.oldReadRatio) },
];

export const amountsOfWaiting: readonly Pick<Row, "what" | "unit" | "of">[] = [
  { what: "seeding ten thousand incidents", unit: "s", of: escalated((m) => m.seedMs / 1_000) },
  { what: "due until the step is a fact, p50", unit: "ms", of: escalated((m) => p50(m.factMs)) },
  { what: "due until the step is a fact, p99", unit: "ms", of: escalated((m) => p99(m.factMs)) },
  { what: "due until the page has arrived, p50", unit: "ms", of: escalated((m) => p50(m.postMs)) },
  { what: "due until the page has arrived, p99", unit: "ms", of: escalated((m) => p99(m.postMs)) },
  { what: "due until the bare loop has it, p50", unit: "ms", of: escalated((m) => p50(m.bare.lateMs)) },
  { what: "due until the bare loop has it, p99", unit: "ms", of: escalated((m) => p99(m.bare.lateMs)) },
  { what: "one question of the bare loop, p50", unit: "ms", of: escalated((m) => p50(m.bare.askedMs)) },
  { what: "one question of the bare loop, p99", unit: "ms", of: escalated((m) => p99(m.bare.askedMs)) },
  { what: "resident memory before", unit: "MiB", of: escalated((m) => m.memory.before) },
  { what: "resident memory when ten thousand wait", unit: "MiB", of: escalated((m) => m.memory.seeded) },
  { what: "resident memory after the minute", unit: "MiB", of: escalated((m) => m.memory.after) },
  { what: "start until Muster is ready", unit: "ms", of: escalated((m) => m.restart.readyMs) },
  { what: "start until the first overdue page", unit: "ms", of: escalated((m) => m.restart.firstMs) },
  { what: "start until all overdue pages", unit: "ms", of: escalated((m) => m.restart.allMs) },
  { what: "start until the stock bot is ready", unit: "ms", of: escalated((m) => m.restart.stockReadyMs) },
  { what: "a look through the list of ten thousand", unit: "ms", of: escalated((m) => m.audit.scanMs) },
  { what: "an audit of ten thousand", unit: "ms", of: escalated((m) => m.audit.ms) },
];
