/** Debian's Chromium for the browser tests; installed when it is missing and we may. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

export const chromiumPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

const remedy = `The browser tests need Chromium at ${chromiumPath}. On Debian or Ubuntu, as root: apt-get update && apt-get install -y chromium. Elsewhere install Chromium or Chrome and set CHROMIUM_PATH to its program.`;

export async function ensureChromium(): Promise<void> {
  if (existsSync(chromiumPath)) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) throw new Error(remedy);
  try {
    execFileSync("apt-get", ["update"], { stdio: "ignore" });
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  } catch (error) {
    throw new Error(`${remedy} Installing it here did not work.`, { cause: error });
  }
}
