/**
 * npm run playground -- [--data DIR] [--fresh] [--open]: Muster for Microsoft 365 Agents Playground, a client that we
 * did not write. There are no tokens and no Graph in it, so Muster listens on the loopback only, and an incident runs
 * where it was declared. The Playground's licence is for evaluation: it is fetched when it is wanted, never installed.
 */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { startAzurite } from "./azurite.ts";
import { createMuster, type Muster } from "./muster.ts";

const client = "@microsoft/m365agentsplayground@0.2.28";
/** The Playground sends every activity to and from these ids, whatever they are. */
const nobodysId = "00000000-0000-0000-0000-000000000001";

export type Playground = { muster: Muster; stop(): Promise<void> };

export const clientArguments = (muster: string): string[] => [
  ...["-y", client, "start", "-e", `${muster}/api/messages`],
  ...["-c", "msteams", "--disable-telemetry"],
];

/** Starts storage and Muster. Without `data` everything is in memory. */
export async function startPlayground(options: {
  data?: string;
  onOutput?: (text: string) => void;
}): Promise<Playground> {
  const azurite = await startAzurite(options.data === undefined ? {} : { folder: join(options.data, "azurite") });
  const muster = await createMuster((port) => environment(port, azurite.connectionString), options.onOutput);
  await muster.start();
  return {
    muster,
    async stop() {
      await muster.kill("SIGTERM");
      await azurite.stop();
    },
  };
}

const environment = (port: number, storage: string): Record<string, string> => ({
  PORT: `${port}`,
  HOST: "127.0.0.1",
  BOT_APP_ID: nobodysId,
  BOT_APP_TENANT: nobodysId,
  STORAGE_CONNECTION_STRING: storage,
  STORAGE_PREFIX: "playground",
  MUSTER_PLAYGROUND: "true",
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: join(".data", "playground") },
      fresh: { type: "boolean", default: false },
      open: { type: "boolean", default: false },
    },
  });
  if (values.fresh) rmSync(join(values.data, "azurite"), { recursive: true, force: true });
  mkdirSync(join(values.data, "azurite"), { recursive: true });
  const { muster, stop } = await startPlayground({ data: values.data, onOutput: (text) => process.stderr.write(text) });
  process.stdout.write(
    `Muster listens at ${muster.url}. Now, in another terminal:\n\n  npx ${clientArguments(muster.url).join(" ")}\n\n`,
  );
  const opened = values.open ? spawn("npx", clientArguments(muster.url), { stdio: "inherit" }) : undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      opened?.kill();
      void stop().finally(() => process.exit(0));
    });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
