/** What is to be measured, from the command line. */
import { parseArgs } from "node:util";

export type Plan = {
  rounds: number;
  /** In how many of them ten thousand incidents wait or are listed: each such round takes five minutes more. */
  waitingRounds: number;
  /** "a" to "l". */
  rows: ReadonlySet<string>;
  /** How long each load lasts. */
  loadMs: number;
  alerts: number;
  /** Whether docs/performance.md gets the table. */
  write: "yes" | "no";
  /** A folder for CPU profiles of Muster. */
  profile?: string;
};

const names: ReadonlyMap<string, string> = new Map([
  ["messages", "a"],
  ["commands", "b"],
  ["declarations", "c"],
  ["alerts", "d"],
  ["start", "e"],
  ["escalations", "f"],
  ["restart", "g"],
  ["audit", "h"],
  ["who", "i"],
  ["list", "j"],
  ["timeline", "k"],
  ["open", "l"],
]);
const all = [...names.values()];

export const usage = `npm run bench -- [--rounds 5] [--only escalations,who] [--quick] [--profile FOLDER]
  Rows: ${[...names].map(([name, row]) => `${row} ${name}`).join(", ")}. A full run writes docs/performance.md.`;

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
  const rows = values.only?.split(",").map((row) => names.get(row) ?? row) ?? all;
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100 || rows.some((row) => !all.includes(row)))
    throw new Error(usage);
  return {
    rounds,
    waitingRounds: values.rounds === undefined ? (values.quick ? 1 : 3) : rounds,
    rows: new Set(rows),
    loadMs: values.quick ? 800 : 2_000,
    alerts: values.quick ? 8 : 20,
    write: values.quick || values.only !== undefined || rounds < 5 ? "no" : "yes",
    ...(values.profile === undefined ? {} : { profile: values.profile }),
  };
}
