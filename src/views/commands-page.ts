type Documented = { words: readonly string[]; usage: string; help: string; examples: readonly { say: string }[] };

/** docs/commands.md, made from the commands themselves. */
export function commandsPage(commands: readonly Documented[]): string {
  const sections = commands.map(({ words: [first, ...others], help, examples, usage }) => {
    const says = [...new Set([usage, ...examples.map(({ say }) => say)])].map(
      (say) => `    @Muster ${say.replaceAll("\n", "\n    ")}`,
    );
    const also = others.length === 0 ? [] : [`Also: ${others.map((word) => `\`${word}\``).join(", ")}`, ""];
    return [`## ${first}`, "", help, "", ...also, ...says, ""].join("\n");
  });
  return [
    "# Commands",
    "",
    "Made from `src/commands/` by `npm run docs`. In a channel begin with a mention of Muster, in a personal chat just say it.",
    "A leading `/` and the words `inc` and `incident` are ignored. Outside an incident's channel name the incident behind",
    "the command: `note INC-42 it is the cache`.",
    "",
    ...sections,
  ].join("\n");
}
