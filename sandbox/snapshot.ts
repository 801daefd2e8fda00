/** What the sandbox remembers between two runs: one file, replaced as a whole. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JWK } from "jose";
import { bytesFolder } from "./bytes.ts";
import { completed } from "./older-worlds.ts";
import type { Store } from "./state.ts";
import type { World } from "./world.ts";

/** `key` signs the sandbox's tokens, `prefix` names Muster's tables and queues. */
export type Snapshot = { world: World; key: JWK; prefix: string };

const delayMs = 300;

/** The last run's, or undefined when there was none (or `fresh` throws it away with Azurite's data). */
export function readSnapshot(folder: string, fresh: boolean): Snapshot | undefined {
  if (fresh)
    for (const name of ["azurite", "sandbox.json", bytesFolder])
      rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, "azurite"), { recursive: true });
  try {
    const snapshot = JSON.parse(readFileSync(join(folder, "sandbox.json"), "utf8")) as Snapshot;
    return snapshot.world.version === 1 ? { ...snapshot, world: completed(snapshot.world) } : undefined;
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw new Error(`${join(folder, "sandbox.json")} cannot be read. Start with --fresh to begin anew.`, {
      cause: error,
    });
  }
}

/** How long the storage of a sandbox that was killed may still write its last words into the folder. */
const lastWordsMs = 1_500;

/** Keeps a second sandbox out of the folder; answers how to leave it again. */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "sandbox.pid");
  const holder = Number(readIfThere(path) ?? 0);
  if (holder !== 0 && holder !== process.pid && isAlive(holder))
    throw new Error(
      `Another sandbox (process ${holder}) works with ${folder}. Stop it, or take another folder with --data.`,
    );
  writeFileSync(path, String(process.pid));
  if (holder !== 0 && holder !== process.pid) await new Promise((resolve) => setTimeout(resolve, lastWordsMs));
  return () => rmSync(path, { force: true });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Saves soon after each change; `flush` saves now what is not saved yet. */
export function keepSnapshot(folder: string, store: Store, rest: Omit<Snapshot, "world">): { flush(): void } {
  let timer: NodeJS.Timeout | undefined;
  const path = join(folder, "sandbox.json");
  const save = (): void => {
    writeFileSync(`${path}.new`, JSON.stringify({ world: store.world, ...rest } satisfies Snapshot), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    save();
  };
  store.listen(() => {
    timer ??= setTimeout(flush, delayMs);
  });
  save();
  return { flush };
}
