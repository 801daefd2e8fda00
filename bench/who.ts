/** Row (i): who is on call, asked of a thousand schedules in a process of its own, where nothing is known from before. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** In milliseconds for all schedules together, but for the ratios of one that began ten years ago to one of today. */
export type Asked = {
  coldMs: number;
  readMs: number;
  warmMs: number;
  warmAgainMs: number;
  oldReadRatio: number;
  oldWarmRatio: number;
};

const program = fileURLToPath(new URL("who-alone.ts", import.meta.url));

export async function measureWho(): Promise<Asked> {
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  return JSON.parse(stdout) as Asked;
}
