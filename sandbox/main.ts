/** npm run sandbox -- [--port N] [--data DIR] [--process NAME] [--fresh] [--no-open] */
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type ProcessName, processNames } from "./boards/process.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";

const firstPort = 3900;
const portsTried = 50;
const usage = "npm run sandbox -- [--port N] [--data DIR] [--process NAME] [--fresh] [--no-open]";

const options = readArguments();
mkdirSync(options.data, { recursive: true });
const log = join(options.data, "muster.log");
const sandbox = await start({
  data: options.data,
  fresh: options.fresh,
  ...(options.process === undefined ? {} : { process: options.process }),
  onOutput: (text) => appendFileSync(log, text),
});
writeSettings(join(options.data, "muster.env"));
process.stdout.write(`${sandbox.url}\n`);
if (options.open) openBrowser(sandbox.url);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    stopping = true;
    void sandbox.stop().finally(() => process.exit(0));
  });
superviseMuster(sandbox);

type Options = {
  port: number | undefined;
  data: string;
  process: ProcessName | undefined;
  fresh: boolean;
  open: boolean;
};

function readArguments(): Options {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string" },
        data: { type: "string", default: ".data" },
        process: { type: "string" },
        fresh: { type: "boolean", default: false },
        open: { type: "boolean", default: true },
      },
      allowNegative: true,
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new Error(`--port ${values.port} is not a port.`);
    const chosen = processNames.find((name) => name === values.process);
    if (values.process !== undefined && chosen === undefined)
      throw new Error(`--process ${values.process} is none of ${processNames.join(", ")}.`);
    return { port, data: values.data, process: chosen, fresh: values.fresh, open: values.open };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exit(2);
  }
}

/** The port that was asked for, or else the first free one from 3900. */
async function start(rest: SandboxOptions): Promise<Sandbox> {
  for (let port = options.port ?? firstPort; ; port++) {
    try {
      return await startSandbox({ ...rest, port });
    } catch (error) {
      const taken = (error as { code?: string }).code === "EADDRINUSE";
      if (taken && options.port === undefined && port < firstPort + portsTried) continue;
      process.stderr.write(
        taken ? `Port ${port} is taken.\n` : `${error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exit(1);
    }
  }
}

/** What the command line needs to speak of this very sandbox: `npm run -s muster -- --env .data/muster.env doctor`. */
function writeSettings(file: string): void {
  const lines = Object.entries(sandbox.muster.environment).map(([name, value]) => `${name}="${value}"`);
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** A machine without a browser is no reason to fail. */
function openBrowser(url: string): void {
  const [command, ...rest] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[process.platform as string] ?? [
    "xdg-open",
  ];
  const child = spawn(command!, [...rest, url], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

/** Starts Muster again when it ends, as a host would. */
function superviseMuster({ muster }: Sandbox): void {
  const lookMs = 1000;
  const failuresMax = 5;
  let failures = 0;
  const look = async (): Promise<void> => {
    if (stopping) return;
    if (!muster.running()) {
      process.stderr.write(`Muster ended; starting it again (its log is ${log}).\n`);
      failures = await muster.start().then(
        () => 0,
        () => failures + 1,
      );
    }
    if (failures < failuresMax) setTimeout(() => void look(), lookMs).unref();
    else process.stderr.write("Muster does not start any more; see its log.\n");
  };
  setTimeout(() => void look(), lookMs).unref();
}
