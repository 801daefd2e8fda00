/** A real Azurite on free ports of the loopback address, with its data in memory or in a folder. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";

export type Azurite = { connectionString: string; blobUrl: string; stop(): Promise<void> };

const account = "devstoreaccount1";
// Azurite's published development key; it protects nothing.
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

export async function startAzurite(options: { folder?: string } = {}): Promise<Azurite> {
  const [blob, queue, table] = await Promise.all([freePort(), freePort(), freePort()]);
  const main = createRequire(import.meta.url).resolve("azurite/dist/src/azurite.js");
  const place = options.folder === undefined ? ["--inMemoryPersistence"] : ["--location", options.folder];
  const child = spawn(
    process.execPath,
    [
      `--import=${new URL("./leash.ts", import.meta.url).href}`,
      main,
      "--silent",
      "--disableTelemetry",
      "--skipApiVersionCheck",
      ...place,
      "--blobPort",
      `${blob}`,
      "--queuePort",
      `${queue}`,
      "--tablePort",
      `${table}`,
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  await Promise.all([blob, queue, table].map((port) => listening(port, child)));
  const url = (port: number) => `http://127.0.0.1:${port}/${account}`;
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};BlobEndpoint=${url(blob)};QueueEndpoint=${url(queue)};TableEndpoint=${url(table)};`,
    blobUrl: url(blob),
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function listening(port: number, child: { exitCode: number | null }): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`Azurite ended at once with code ${child.exitCode}.`);
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Azurite did not listen on port ${port} within 30 seconds.`);
}
