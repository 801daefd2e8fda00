import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { commands } from "../../src/commands/index.ts";
import { commandsPage } from "../../src/views/commands-page.ts";

test("docs/commands.md says what the commands say of themselves (if not: npm run docs)", async () => {
  const page = await readFile(new URL("../../docs/commands.md", import.meta.url), "utf8");
  expect(page).toBe(commandsPage(commands));
});

test("the README names no command that Muster does not know, and no script that is not there", async () => {
  const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), "utf8");
  const [readme, contributing, manifest] = [
    await read("README.md"),
    await read("CONTRIBUTING.md"),
    JSON.parse(await read("package.json")) as { scripts: Record<string, string> },
  ];
  const words = [...readme.matchAll(/@Muster ([a-z]+)/g)].map((match) => match[1]!);
  expect(words.length).toBeGreaterThan(4);
  for (const word of words)
    expect(commands.some((command) => command.words.some((each) => each.split(" ")[0] === word))).toBe(true);
  const scripts = [...`${readme}${contributing}`.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map((match) => match[1]!);
  for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
});
