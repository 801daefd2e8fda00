/** An Azurite that finds rows by their keys and keeps a queue in order, for the rows of the table that have very many. */
import { type Azurite, startAzurite } from "../sandbox/azurite.ts";

/** A child process inherits the environment; there is no other way into that of the sandbox's Azurite. */
export async function startQuickAzurite(): Promise<Azurite> {
  const loaded = ["azurite-tables.ts", "azurite-queue.ts"].map(
    (file) => `--import=${new URL(file, import.meta.url).href}`,
  );
  process.env["NODE_OPTIONS"] = loaded.join(" ");
  try {
    return await startAzurite();
  } finally {
    delete process.env["NODE_OPTIONS"];
  }
}
