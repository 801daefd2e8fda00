/** Before all tests: one Azurite for everybody (each test takes its own names in it), and a browser. */
import { startAzurite } from "../sandbox/azurite.ts";
import { ensureChromium } from "./chromium.ts";

export default async function setup(): Promise<void> {
  const [azurite] = await Promise.all([startAzurite(), ensureChromium()]);
  process.env["AZURITE"] = azurite.connectionString;
  (globalThis as { stopAzurite?: () => Promise<void> }).stopAzurite = azurite.stop;
}
