/** The rows of the table: what is compared, and what was hoped for. */
import type { Declared } from "./declared.ts";
import type { Measured, Round } from "./rounds.ts";
import { pageRows } from "./page-rows.ts";
import { quantile } from "./statistics.ts";
import { escalationRows, whoRows } from "./waiting-rows.ts";

export type Row = {
  row: string;
  what: string;
  goal?: string;
  must?: string;
  unit: "×" | "s" | "ms" | "MiB" | "";
  /** One value for each round. */
  of(round: Round): number;
};

type Of = (measured: Measured) => number;
const against =
  (kind: "stock" | "cached", of: Of) =>
  ({ bots }: Round) =>
    of(bots.muster) / of(bots[kind]);
const again =
  (of: Of) =>
  ({ bots }: Round) =>
    of(bots.again) / of(bots.stock);
const declared =
  (of: (each: Declared) => number) =>
  ({ sandbox }: Round) =>
    sandbox.declared.reduce((sum, each) => sum + of(each), 0) / sandbox.declared.length;

export const rows: readonly Row[] = [
  {
    row: "a",
    what: "messages a second, durable, against the stock bot",
    goal: "≥ 1.5",
    must: "≥ 0.8",
    unit: "×",
    of: against("stock", (m) => m.messages),
  },
  {
    row: "a",
    what: "the same, against the stock bot with caches",
    goal: "≥ 0.6",
    unit: "×",
    of: against("cached", (m) => m.messages),
  },
  { row: "a", what: "the stock bot against itself", unit: "×", of: again((m) => m.messages) },
  {
    row: "b",
    what: "p99 of `status` until its card, while 64 connections talk",
    goal: "≤ 0.7",
    must: "≤ 1.2",
    unit: "×",
    of: against("stock", (m) => m.busyStatus),
  },
  {
    row: "b",
    what: "p99 of `declare` until its first card, while 64 connections talk",
    goal: "≤ 0.7",
    must: "≤ 1.2",
    unit: "×",
    of: against("stock", (m) => m.busyDeclare),
  },
  {
    row: "b",
    what: "the stock bot against itself, while 64 connections talk",
    unit: "×",
    of: again((m) => m.busyStatus),
  },
  {
    row: "b",
    what: "p99 of `status`, 8 at a time, nobody else talking",
    unit: "×",
    of: against("stock", (m) => m.status),
  },
  {
    row: "b",
    what: "p99 of `declare`, one every fifth of a second, nobody else talking",
    unit: "×",
    of: against("stock", (m) => m.declare),
  },
  { row: "b", what: "the stock bot against itself, nobody else talking", unit: "×", of: again((m) => m.status) },
  {
    row: "c",
    what: "a declaration with all that follows, against its slowest chain",
    goal: "≤ 1.1",
    must: "≤ 1.3",
    unit: "×",
    of: declared(({ wall, chain }) => wall / chain),
  },
  {
    row: "c",
    what: "the same without the link from work item to channel",
    unit: "×",
    of: declared(({ wallUnlinked, chainUnlinked }) => wallUnlinked / chainUnlinked),
  },
  {
    row: "d",
    what: "alert accepted until page handed over, p99",
    goal: "≤ 0.5 s",
    unit: "s",
    of: ({ sandbox }) => quantile(sandbox.pagedMs, 0.99) / 1_000,
  },
  { row: "e", what: "start until ready, against the stock bot", unit: "×", of: against("stock", (m) => m.readyMs) },
  {
    row: "e",
    what: "resident memory when warm, against the stock bot",
    unit: "×",
    of: against("stock", (m) => m.memoryMib),
  },
  { row: "e", what: "start until ready, the stock bot against itself", unit: "×", of: again((m) => m.readyMs) },
  ...escalationRows,
  ...whoRows,
  ...pageRows,
];

export type Figure = { what: string; of: Of; digits: number };

/** What the ratios are made of, for each bot. */
export const figures: readonly Figure[] = [
  { what: "messages a second", of: (m) => m.messages, digits: 0 },
  { what: "CPU time of the bot for a message, ms", of: (m) => m.messageCpuMs, digits: 2 },
  { what: "p99 of `status` while 64 connections talk, ms", of: (m) => m.busyStatus, digits: 0 },
  { what: "p99 of `declare` while 64 connections talk, ms", of: (m) => m.busyDeclare, digits: 0 },
  { what: "p99 of `status`, 8 at a time, ms", of: (m) => m.status, digits: 0 },
  { what: "p99 of `declare`, one every fifth of a second, ms", of: (m) => m.declare, digits: 0 },
  { what: "start until ready, ms", of: (m) => m.readyMs, digits: 0 },
  { what: "resident memory when warm, MiB", of: (m) => m.memoryMib, digits: 0 },
];
