/** Starts a whole local Teams with Muster in it, in the calling process; docs/sandbox.md says what it offers. */
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readManifest } from "./app-commands.ts";
import { startAzurite } from "./azurite.ts";
import type { ProcessName } from "./boards/process.ts";
import { createBytes } from "./bytes.ts";
import { createDelivery, type Delivery } from "./delivery.ts";
import { musterEnvironment } from "./environment.ts";
import type { Handle } from "./server.ts";
import { listen } from "./server.ts";
import { createMuster, type Muster } from "./muster.ts";
import { seedBook } from "./on-call.ts";
import { keepSnapshot, lockFolder, readSnapshot, type Snapshot } from "./snapshot.ts";
import { createStore, type Store } from "./state.ts";
import { createSurfaces } from "./surfaces.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { freshWorld, type World } from "./world.ts";

export type SandboxOptions = {
  /** 0 or nothing: any free port. */
  port?: number;
  /** Where everything is kept; without it all is in memory. */
  data?: string;
  /** Throws away what `data` holds. */
  fresh?: boolean;
  /** An Azurite that runs already; the sandbox takes a prefix of its own in it. The public site is shared then. */
  storage?: string;
  /** "none" starts no bot: `botUrl` then says where one is, if there is one. */
  muster?: "child" | "none";
  botUrl?: string;
  /** Laid over Muster's environment. */
  environment?: Record<string, string>;
  /** The moment at which the sandbox's clock starts, ISO 8601; now when it is not said. */
  at?: string;
  /** "off": the connector takes any number of messages. */
  throttle?: "platform" | "off";
  /** Azure Boards' process; without it that of the last run, or "basic". */
  process?: ProcessName;
  /** How long what somebody does waits until Muster has done all that follows from it; five seconds when it is not said. */
  settleMs?: number;
  /** "none": the project has no wiki. */
  wiki?: "project" | "none";
  /** Another manifest of the app than the one in appPackage/. */
  manifest?: unknown;
  onOutput?: (text: string) => void;
};

export type Sandbox = {
  url: string;
  serviceUrl: string;
  store: Store;
  tokens: Tokens;
  delivery: Delivery;
  muster: Muster;
  storage: string;
  prefix: string;
  /** True when nothing of an earlier run was found. */
  fresh: boolean;
  stop(): Promise<void>;
};

/** Undone in reverse order when the sandbox stops, or when it cannot start. */
type Undo = (() => unknown)[];

/** Starts the server, the storage and (unless told otherwise) Muster; resolves when all of it is ready. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const undo: Undo = [];
  const stop = stopper(undo);
  try {
    return { ...(await start(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: SandboxOptions, undo: Undo): Promise<Omit<Sandbox, "stop">> {
  const door = await openDoor(options.port ?? 0, undo);
  const { url } = door;
  const saved = options.data === undefined ? undefined : await openFolder(options.data, options.fresh === true, undo);
  const prefix = saved?.prefix ?? `sb${randomBytes(6).toString("hex")}`;
  const store = createStore(saved?.world ?? worldAt(options.at));
  const [storage, tokens] = await Promise.all([
    openStorage(options, undo),
    createTokens({
      url,
      now: store.now,
      grants: () => store.world.grants,
      ...(saved === undefined ? {} : { stored: saved.key }),
    }),
  ]);
  const { project } = store.world;
  project.process = options.process ?? project.process;
  if (options.wiki === "none") delete project.wiki;
  const setting = () => ({ url, storage, prefix, offsetMs: store.world.clockOffsetMs });
  const environment = (port: number) => ({ ...musterEnvironment(port, setting()), ...options.environment });
  const muster = await createMuster(environment, options.onOutput);
  const botUrl = (): string | undefined => {
    if (options.muster === "none") return options.botUrl;
    return muster.running() ? muster.url : undefined;
  };
  // The service URLs of Teams end in a slash too.
  const serviceUrl = `${url}/connector/`;
  const delivery = createDelivery({ tokens, serviceUrl, botUrl, settleMs: options.settleMs });
  const bytes = createBytes(options.data);
  const parts = { store, tokens, delivery, bytes, url, serviceUrl, storage, botUrl };
  let snapshot: { flush(): void } | undefined;
  const throttled = options.throttle !== "off";
  const manifest = options.manifest ?? readManifest();
  const surfaces = createSurfaces({ ...parts, throttled, manifest, keep: () => snapshot?.flush() });
  undo.push(() => surfaces.close());
  if (options.data !== undefined) {
    snapshot = keepSnapshot(options.data, store, { key: tokens.privateJwk, prefix });
    undo.push(() => snapshot?.flush());
  }
  door.open(surfaces.handle);
  if (saved === undefined) await seedBook(storage, prefix);
  undo.push(() => muster.kill("SIGTERM"));
  if (options.muster !== "none") await muster.start();
  return { url, serviceUrl, store, tokens, delivery, muster, storage, prefix, fresh: saved === undefined };
}

/** Binds first, so that the address is known and a taken port spoils nothing. */
async function openDoor(port: number, undo: Undo): Promise<{ url: string; open(handle: Handle): void }> {
  let handle: Handle | undefined;
  const server: Server = await listen(port, () => handle);
  undo.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    open(ready) {
      handle = ready;
    },
  };
}

async function openFolder(folder: string, fresh: boolean, undo: Undo): Promise<Snapshot | undefined> {
  undo.push(await lockFolder(folder));
  return readSnapshot(folder, fresh);
}

async function openStorage({ storage, data }: SandboxOptions, undo: Undo): Promise<string> {
  if (storage !== undefined) return storage;
  const azurite = await startAzurite(data === undefined ? {} : { folder: join(data, "azurite") });
  undo.push(() => azurite.stop());
  return azurite.connectionString;
}

function worldAt(at: string | undefined): World {
  const offset = at === undefined ? 0 : Date.parse(at) - Date.now();
  return { ...freshWorld(new Date(Date.now() + offset)), clockOffsetMs: offset };
}

/** Stops everything once, however often it is asked. */
function stopper(undo: Undo): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  return () => {
    stopped ??= run();
    return stopped;
  };
}
