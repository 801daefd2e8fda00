/** Reads what was typed, finds the verb, and says what went wrong in words. */
import { parseArgs } from "node:util";
import { ConfigError } from "../config.ts";
import { Refusal } from "../domain/refusal.ts";
import { Outage } from "../engine/ports.ts";
import { doctor } from "./doctor.ts";
import { erase } from "./erase.ts";
import { exportRecord } from "./export.ts";
import { importBook } from "./import.ts";
import { oncallCheck } from "./oncall-check.ts";
import { oncallExplain } from "./oncall-explain.ts";
import { oncallShifts } from "./oncall-shifts.ts";
import { oncallWho } from "./oncall-who.ts";
import { stats } from "./stats.ts";
import { type Desk, MisuseError, type Verb } from "./verb.ts";

export const verbs: ReadonlyMap<string, Verb> = new Map([
  ["doctor", doctor],
  ["export", exportRecord],
  ["erase", erase],
  ["import", importBook],
  ["stats", stats],
  ["oncall who", oncallWho],
  ["oncall shifts", oncallShifts],
  ["oncall check", oncallCheck],
  ["oncall explain", oncallExplain],
]);

const misused = 2;

/** Returns the exit code: 0 all is well, 1 it did not work, 2 it was asked wrongly. */
export async function run(typed: readonly string[], desk: Desk): Promise<number> {
  const [name = "help"] = typed;
  if (["help", "--help", "-h"].includes(name)) return help(desk, [...verbs.values()], 0);
  const { verb, rest } = findVerb(typed);
  if (verb === undefined) return unknown(typed, desk);
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options: verb.options ?? {}, allowPositionals: true });
    return await verb.run(desk, { words: positionals, options: values });
  } catch (error) {
    return explain(error, verb, desk);
  }
}

/** A verb has one word or two. */
function findVerb(typed: readonly string[]): { verb: Verb | undefined; rest: readonly string[] } {
  const two = verbs.get(typed.slice(0, 2).join(" "));
  return two === undefined
    ? { verb: verbs.get(typed[0] ?? ""), rest: typed.slice(1) }
    : { verb: two, rest: typed.slice(2) };
}

function unknown(typed: readonly string[], desk: Desk): number {
  const [name = "", next = ""] = typed;
  const alike = [...verbs].filter(([key]) => key.startsWith(`${name} `)).map(([, verb]) => verb);
  const said = alike.length === 0 || next === "" ? name : `${name} ${next}`;
  desk.say(alike.length > 0 && next === "" ? `"${name}" what?` : `There is no "${said.slice(0, 60)}".`);
  return help(desk, alike.length > 0 ? alike : [...verbs.values()], misused);
}

function help(desk: Desk, shown: readonly Verb[], code: number): number {
  desk.say("muster <verb> …, with the same environment as Muster itself (or --env FILE)\n");
  for (const { usage, help } of shown) desk.say(`  ${usage}\n      ${help}`);
  return code;
}

function explain(error: unknown, verb: Verb, desk: Desk): number {
  if (isMisuse(error)) desk.say(`${error.message}\nUsage: muster ${verb.usage}`);
  else if (error instanceof Refusal || error instanceof Outage || error instanceof ConfigError) desk.say(error.message);
  else throw error;
  return isMisuse(error) ? misused : 1;
}

const isMisuse = (error: unknown): error is Error =>
  error instanceof MisuseError ||
  (typeof error === "object" && error !== null && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
