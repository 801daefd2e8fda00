/** Removes a stored transcript as a whole. */
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
import { Outage } from "../engine/ports.ts";
import { namesIn, statusOf, within } from "./calls.ts";

/** Somebody may write, or erase words, while we remove. */
const triesMax = 100;
const pauseMs = 200;

export async function removeBlobs(container: ContainerClient, stream: string): Promise<void> {
  for (let attempt = 0; attempt < triesMax; attempt++) {
    const names = await namesIn(container, `${stream}/`);
    if (names.length === 0) return;
    if (attempt > 0) await pause(pauseMs);
    for (const name of inOrder(names)) await removeBlob(container, name);
  }
  throw new Outage(`Others kept writing to the transcript of ${stream} while it was to be removed.`, { again: true });
}

/**
 * The last segment first: whatever stops us, what is left is a transcript from its beginning. Copies come last, so that
 * nobody is led to one that is gone.
 */
const inOrder = (names: readonly string[]): string[] => {
  const isCopy = (name: string): boolean => name.split(".").length > 2;
  return names.toReversed().sort((one, other) => Number(isCopy(one)) - Number(isCopy(other)));
};

async function removeBlob(container: ContainerClient, name: string): Promise<void> {
  try {
    await within(`remove ${name}`, (abortSignal) =>
      container.getBlobClient(name).delete({ deleteSnapshots: "include", abortSignal }),
    );
  } catch (error) {
    if (![404, 412].includes(statusOf(error) ?? 0)) throw error;
  }
}
