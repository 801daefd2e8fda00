/** Microsoft 365 Agents Playground as a program of its own, fetched by npx into npm's cache, and its page in a browser. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { freePort } from "../../sandbox/azurite.ts";
import { clientArguments } from "../../sandbox/playground.ts";

export type Client = { url: string; stop(): Promise<void> };

/** Starts it for the Muster at this address. It listens on "localhost", whichever address that is here. */
export async function startClient(muster: string): Promise<Client> {
  const [, name, ...typed] = clientArguments(muster);
  const port = await freePort();
  const program = await fetchProgram(name!);
  const child = spawn(process.execPath, [program, ...typed, "-p", `${port}`], { stdio: "ignore" });
  process.once("exit", () => child.kill("SIGKILL"));
  const url = `http://localhost:${port}`;
  await answering(url, child);
  return {
    url,
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function fetchProgram(name: string): Promise<string> {
  try {
    const typed = ["exec", "--yes", `--package=${name}`, "-c", "command -v agentsplayground"];
    const { stdout } = await promisify(execFile)("npm", typed, { timeout: 120_000 });
    return realpathSync(stdout.trim());
  } catch (error) {
    const remedy = "This test fetches it from the npm registry. Without one, set PLAYGROUND=off to leave the test out.";
    throw new Error(`${name} could not be fetched. ${remedy}`, { cause: error });
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Agents Playground did not start.");
}

/** A word to type, or somebody to mention. */
export type Typed = string | { at: string };

/** Types into the n-th box of the channel (the first starts a post, the others answer in a thread) and sends it. */
export async function say(page: Page, box: number, ...typed: Typed[]): Promise<void> {
  await page.locator("[data-lexical-editor=true]").nth(box).click();
  for (const part of typed) {
    await page.keyboard.type(typeof part === "string" ? part : "@");
    if (typeof part !== "string") await page.getByRole("menuitem").filter({ hasText: part.at }).click();
  }
  if (box === 0) await page.getByRole("button", { name: "Post", exact: true }).click();
  else await page.keyboard.press("Enter");
}
