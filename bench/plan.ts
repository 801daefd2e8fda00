/** What is to be measured, from the command line. */
import { parseArgs } from "node:util";

export type Plan = {
  rounds: number;
  /** "a" to "e". */
  rows: ReadonlySet<string>;
  /** How long each load lasts. */
  loadMs: number;
  alerts: number;
  /** Whether docs/performance.md gets the table. */
  write: "yes" | "no";
  /** A folder for CPU profiles of Muster. */
  profile?: string;
};

const all = ["a", "b", "c", "d", "e"];

export const usage = `npm run bench -- [--rounds 5] [--only a,b] [--quick] [--profile FOLDER]
  Rows: a messages, b commands, c declarations, d alerts, e start and memory. A full run writes docs/performance.md.`;

/** Throws an Error with the usage where the arguments make no sense. */
export function planFrom(commandLine: string[]): Plan {
  const { values } = parseArgs({
    args: commandLine,
    options: {
      rounds: { type: "string" },
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 2 : 5));
  const rows = values.only?.split(",") ?? all;
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100 || rows.some((row) => !all.includes(row)))
    throw new Error(usage);
  return {
    rounds,
    rows: new Set(rows),
    loadMs: values.quick ? 800 : 2_000,
    alerts: values.quick ? 8 : 20,
    write: values.quick || values.only !== undefined || rounds < 5 ? "no" : "yes",
    ...(values.profile === undefined ? {} : { profile: values.profile }),
  };
}
