/** `npm run docs` */
import { writeFile } from "node:fs/promises";
import { commands } from "../../src/commands/index.ts";
import { commandsPage } from "../../src/views/commands-page.ts";

await writeFile(new URL("../../docs/commands.md", import.meta.url), commandsPage(commands));
