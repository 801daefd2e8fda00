/** The words mean what help says: every example of every command is heard and read as the command file promises. */
import { describe, expect, test } from "@jest/globals";
import { commands } from "../../src/commands/index.ts";
import { hear } from "../../src/engine/hear.ts";

const me = { id: "me", name: "Me" };
const sentence = (text: string) => ({ text, mentions: [] });

describe.each(commands.map((command) => [command.words[0]!, command] as const))("%s", (_, command) => {
  test.each(command.examples.map(({ say, means }) => [say, means] as const))("“%s”", (say, means) => {
    const heard = hear(commands, sentence(say), me);
    if (heard.kind !== "command") throw new Error(`It was heard as ${heard.kind}.`);
    expect(heard.command).toBe(command);
    expect(heard.command.parse(heard.asked)).toEqual(means);
  });

  test("has a sentence of help and a usage that is heard as itself", () => {
    expect(command.help).toMatch(/\.$/);
    expect(hear(commands, sentence(command.usage), me)).toMatchObject({ kind: "command", command });
  });
});

test("no two commands share a word", () => {
  const words = commands.flatMap((command) => command.words);
  expect(new Set(words).size).toBe(words.length);
});
