/** Reads what was typed, finds the verb, and says what went wrong in words. */
import { parseArgs } from "node:util";
import { ConfigError } from "../config.ts";
import { Refusal } from "../domain/refusal.ts";
import { Outage } from "../engine/ports.ts";
import { doctor } from "./doctor.ts";
import { exportIncident } from "./export.ts";
import type { Desk, Verb } from "./verb.ts";

export const verbs: ReadonlyMap<string, Verb> = new Map([
  ["doctor", doctor],
  ["export", exportIncident],
]);

const misused = 2;

/** Returns the exit code: 0 all is well, 1 it did not work, 2 it was asked wrongly. */
export async function run(typed: readonly string[], desk: Desk): Promise<number> {
  const [name = "help", ...rest] = typed;
  if (["help", "--help", "-h"].includes(name)) return help(desk, 0);
  const verb = verbs.get(name);
  if (verb === undefined) {
    desk.say(`There is no "${name.slice(0, 60)}".`);
    return help(desk, misused);
  }
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options: verb.options ?? {}, allowPositionals: true });
    return await verb.run(desk, { words: positionals, options: values });
  } catch (error) {
    return explain(error, verb, desk);
  }
}

function help(desk: Desk, code: number): number {
  const width = Math.max(...[...verbs.values()].map(({ usage }) => usage.length)) + 2;
  desk.say("muster <verb> …, with the same environment as Muster itself (or --env FILE)\n");
  for (const { usage, help } of verbs.values()) desk.say(`  ${usage.padEnd(width)}${help}`);
  return code;
}

function explain(error: unknown, verb: Verb, desk: Desk): number {
  if (isMisuse(error)) desk.say(`${error.message}\nUsage: muster ${verb.usage}`);
  else if (error instanceof Refusal || error instanceof Outage || error instanceof ConfigError) desk.say(error.message);
  else throw error;
  return isMisuse(error) ? misused : 1;
}

const isMisuse = (error: unknown): error is Error & { code: string } =>
  typeof error === "object" && error !== null && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
