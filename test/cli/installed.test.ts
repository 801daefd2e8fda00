/** The program as a user has it: a process of its own, from a checkout and installed as a package. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../", import.meta.url));
const execute = (file: string, ...typed: string[]) =>
  promisify(execFile)(process.execPath, [file, ...typed], { env: {} }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );

test("from a checkout the command line answers, and tells what is missing", async () => {
  const { code, stdout, stderr } = await execute(join(root, "src/cli.ts"), "doctor");
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout).toContain("BOT_APP_ID: is missing");
});

test("installed under node_modules it answers too, although Node runs no TypeScript there", async () => {
  const home = await mkdtemp(join(tmpdir(), "muster-installed-"));
  const packages = join(home, "node_modules");
  const installed = join(packages, "muster");
  for (const part of ["bin", "src", "cards", "package.json"])
    await cp(join(root, part), join(installed, part), { recursive: true });
  for (const name of (await readdir(join(root, "node_modules"))).filter(
    (each) => !each.startsWith(".") && each !== "muster",
  ))
    await symlink(join(root, "node_modules", name), join(packages, name));
  const { code, stdout, stderr } = await execute(join(installed, "bin/muster.js"), "help");
  await rm(home, { recursive: true });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("export INC-n");
});
