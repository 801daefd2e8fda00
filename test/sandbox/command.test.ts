/** npm run sandbox as somebody types it: one address, everything behind it, and nothing left running or lost afterwards. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { type SandboxClient, sandboxClient } from "../../sandbox/client.ts";

const data = mkdtempSync(join(tmpdir(), "sandbox-command-"));
const main = join(import.meta.dirname, "../../sandbox/main.ts");
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

async function start(...options: string[]): Promise<{ child: ChildProcess; teams: SandboxClient }> {
  const child = spawn(process.execPath, [main, "--port", "0", "--data", data, "--no-open", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for await (const text of child.stdout!.setEncoding("utf8")) {
    output += text;
    if (output.includes("\n")) break;
  }
  expect(output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  return { child, teams: sandboxClient(output.trim()) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
  running.delete(child);
  return child.exitCode;
}

const messagesEverywhere = async (teams: SandboxClient) =>
  (await Promise.all((await teams.conversations()).map((each) => teams.messages(each.id)))).flat();

test("an incident is declared, and is still there after a crash", async () => {
  const first = await start("--fresh");
  const payments = (await first.teams.conversations()).find((each) => each.name === "Payments")!;
  const said = await first.teams.say(payments.id, "Adele Vance", "<at>Muster</at> declare sev1 checkout is down");
  expect(said.delivered.status).toBe(200);
  const cards = (await messagesEverywhere(first.teams)).filter((each) => each.card !== undefined);
  expect(cards.length).toBeGreaterThanOrEqual(2);
  expect((await first.teams.workItems()).map((each) => each.fields["System.State"])).toEqual(["To Do"]);
  expect((await fetch(`${first.teams.url}/status`)).status).toBe(200);
  expect((await fetch(`${first.teams.url}/$web/index.html`)).status).toBe(200);
  await end(first.child, "SIGKILL");

  const second = await start();
  const after = await messagesEverywhere(second.teams);
  expect(after.map((each) => each.id)).toEqual(expect.arrayContaining(cards.map((each) => each.id)));
  const list = await second.teams.say(payments.id, "Adele Vance", "<at>Muster</at> list");
  const answers = (await second.teams.messages(payments.id)).filter((each) => each.replyTo === list.id);
  expect(JSON.stringify(answers)).toContain("checkout is down");

  const other = spawn(process.execPath, [main, "--port", "0", "--data", data, "--no-open"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [complaint] = (await once(other.stderr!.setEncoding("utf8"), "data")) as [string];
  expect(complaint).toContain("Another sandbox");
  if (other.exitCode === null) await once(other, "exit");
  expect(other.exitCode).toBe(1);
  expect(await end(second.child, "SIGINT")).toBe(0);
}, 90_000);

test("a mistake on the command line is explained", async () => {
  const child = spawn(process.execPath, [main, "--prot", "1"], { stdio: ["ignore", "ignore", "pipe"] });
  const [complaint] = (await once(child.stderr!.setEncoding("utf8"), "data")) as [string];
  expect(complaint).toContain("--port N");
  if (child.exitCode === null) await once(child, "exit");
  expect(child.exitCode).toBe(2);
});
