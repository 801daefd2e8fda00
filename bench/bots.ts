/** The bots under test, each a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Azurite, freePort, startAzurite } from "../sandbox/azurite.ts";
import { musterEnvironment } from "../sandbox/environment.ts";
import { seedBook } from "../sandbox/on-call.ts";
import type { Upstream } from "./upstream.ts";

/** "again" is the stock bot once more: what differs between the two is noise. */
export type Kind = "muster" | "stock" | "again" | "cached";

export type Bot = {
  kind: Kind;
  port: number;
  /** As performance.now() counts. */
  startedAt: number;
  readyMs: number;
  storage: string | undefined;
  /** Resident memory in MiB. */
  memory(): number;
  /** Milliseconds of CPU time used so far. */
  cpuMs(): number;
  stop(): Promise<void>;
};

export const prefix = "bench";
const readyMsMax = 90_000;

/** `profile` is a folder for a CPU profile; `azurite` is one that runs already, and goes on when the bot stops. */
export type Start = { profile?: string | undefined; azurite?: Azurite };

/** Starts a bot, with empty storage unless there is some, and waits until it says that it is ready. */
export async function startBot(kind: Kind, upstream: Upstream, { profile, azurite: given }: Start = {}): Promise<Bot> {
  const port = await freePort();
  const own = kind === "muster" && given === undefined ? await startAzurite() : undefined;
  const azurite = given ?? own;
  if (azurite !== undefined) await seedBook(azurite.connectionString, prefix);
  const started = performance.now();
  const main = fileURLToPath(new URL(kind === "muster" ? "../src/main.ts" : "stock-bot.ts", import.meta.url));
  const flags = profile === undefined ? [] : ["--cpu-prof", "--cpu-prof-dir", profile];
  const child = spawn(process.execPath, [...flags, main], {
    env: { ...process.env, ...environment(kind, port, upstream, azurite) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const killed = () => child.kill("SIGKILL");
  process.once("exit", killed);
  await ready(child, port);
  return {
    kind,
    port,
    startedAt: started,
    readyMs: performance.now() - started,
    storage: azurite?.connectionString,
    memory: () => residentMib(child.pid!),
    cpuMs: () => cpuMsOf(child.pid!),
    async stop() {
      const gone = once(child, "exit");
      // What it still has to say to others is of no interest, but a profile is written only at a proper end.
      child.kill(profile === undefined ? "SIGKILL" : "SIGTERM");
      await gone;
      process.off("exit", killed);
      await own?.stop();
    },
  };
}

function environment(kind: Kind, port: number, { url }: Upstream, azurite: Azurite | undefined) {
  const storage = azurite?.connectionString ?? "none";
  return {
    ...musterEnvironment(port, { url, storage, prefix, offsetMs: 0 }),
    MUSTER_CLOCK: "system",
    // Work items are part of the run against the sandbox; every incident gets its channel in the team it came from.
    AZURE_DEVOPS_URL: "",
    AZURE_DEVOPS_PROJECT: "",
    AZURE_DEVOPS_WIKI: "",
    INCIDENT_TEAMS: "",
    // Of incidents that were written into storage everything is blank: it would be asked for, in all of them at once.
    BLANK_MINUTES: "0",
    BENCH_CACHES: kind === "cached" ? "on" : "off",
  };
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const deadline = performance.now() + readyMsMax;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The bot ended at once with code ${child.exitCode}.`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.text();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`The bot was not ready within ${readyMsMax / 1_000} seconds.`);
}

const residentMib = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024;

/** What all its threads have spent on a processor; schedstat counts nanoseconds (Linux, Documentation/scheduler/sched-stats.rst). */
function cpuMsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8"));
  return spent.reduce((sum, text) => sum + Number(text.split(" ")[0]) / 1_000_000, 0);
}
