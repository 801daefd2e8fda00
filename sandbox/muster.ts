/** Muster as a process of its own, started, killed and started again as often as wanted. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "./azurite.ts";

export type Muster = {
  readonly port: number;
  readonly url: string;
  readonly environment: Record<string, string>;
  running(): boolean;
  /** Starts it and waits until it is ready. */
  start(): Promise<void>;
  /** Ends it ("SIGKILL" when nothing is said) and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** The latest lines that it wrote. */
  output(): string;
};

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
/** With the modules compiled beforehand a start takes about 40 % less work. A process that is killed writes nothing into it. */
const compileCache = fileURLToPath(new URL("../node_modules/.cache/muster", import.meta.url));
const leash = new URL("./leash.ts", import.meta.url).href;
const outputLengthMax = 200_000;
const readyMs = 30_000;
const goneMs = 10_000;

/** `environment` is asked anew for each start: the clock's offset is part of it. */
export async function createMuster(
  environment: (port: number) => Record<string, string>,
  onOutput: (text: string) => void = () => undefined,
): Promise<Muster> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = "";
  const running = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;

  async function ready(): Promise<void> {
    const deadline = performance.now() + readyMs;
    while (performance.now() < deadline) {
      if (!running())
        throw new Error(`Muster ended at once (${child?.exitCode ?? child?.signalCode}).\n${output.slice(-4000)}`);
      const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Muster was not ready within ${readyMs / 1000} seconds.\n${output.slice(-4000)}`);
  }

  return {
    port,
    url,
    get environment() {
      return environment(port);
    },
    running,
    output: () => output,
    async start() {
      if (running()) return;
      const made = spawn(process.execPath, [`--import=${leash}`, main], {
        env: { ...inherited(), NODE_COMPILE_CACHE: compileCache, ...environment(port) },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = made;
      const end = () => made.kill("SIGKILL");
      process.once("exit", end);
      made.once("exit", () => process.removeListener("exit", end));
      for (const stream of [made.stdout, made.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output = (output + text).slice(-outputLengthMax);
          onOutput(text);
        });
      await ready();
    },
    async kill(signal = "SIGKILL") {
      if (!running()) return;
      const gone = once(child!, "exit");
      child!.kill(signal);
      const timer = setTimeout(() => child!.kill("SIGKILL"), goneMs);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** Only what a program needs to run: settings of the developer's own Muster must not reach this one. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "TZ"].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]!]],
    ),
  );
