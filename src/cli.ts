/** The command line: `npm run -s muster -- <verb> …` from a checkout, `muster <verb> …` when installed. */
import { openStorage } from "./azure/storage.ts";
import { tokens } from "./azure/tokens.ts";
import { clockFrom } from "./clock.ts";
import { run } from "./cli/run.ts";
import type { Desk } from "./cli/verb.ts";
import { readConfig } from "./config.ts";
import { checkNodeVersion } from "./node-version.ts";

const { now } = clockFrom("system");

/** `--env FILE` in front of everything else reads the settings from a file; what the environment says counts more. */
function withoutEnvironmentFile(typed: string[]): string[] {
  const [flag, file, ...rest] = typed;
  if (flag !== "--env" || file === undefined) return typed;
  process.loadEnvFile(file);
  return rest;
}

let storage: ReturnType<Desk["storage"]> | undefined;
const desk: Desk = {
  config: () => readConfig(),
  storage() {
    storage ??= openStorage(desk.config(), now);
    return storage;
  },
  tokens: () => tokens(desk.config(), now),
  now,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  say: (line) => process.stdout.write(`${line}\n`),
};

try {
  checkNodeVersion();
  process.exitCode = await run(withoutEnvironmentFile(process.argv.slice(2)), desk);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
