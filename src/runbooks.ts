/** The folder of runbooks, read anew each time it is asked for: editing a guide during an incident must show. */
import { open, readdir, realpath } from "node:fs/promises";
import { basename, extname, join, sep } from "node:path";
import { readMarkdown } from "./domain/runbook/markdown.ts";
import { type Runbook, RunbookError } from "./domain/runbook/runbook.ts";
import { readWorkbook } from "./domain/runbook/workbook.ts";

const filesMax = 200;
const bytesMax = 200 * 1024;
const endings = new Set([".md", ".json"]);

/**
 * The runbooks of a folder in order of name. A file that cannot be used is left out and named, with the reason, to
 * `report`; a missing folder counts as an empty one. `address` is where the folder is read in a browser. Never reads outside the folder, whatever a symbolic link says.
 */
export async function readRunbooks(
  folder: string,
  report: (trouble: string) => void,
  address?: string,
): Promise<Runbook[]> {
  const home = await realpath(folder).catch(() => undefined);
  if (home === undefined) {
    report(`The folder of runbooks ${folder} does not exist; set RUNBOOKS to one that does.`);
    return [];
  }
  const names = (await readdir(home))
    .filter((name) => endings.has(extname(name).toLowerCase()) && !name.startsWith("."))
    .sort();
  if (names.length > filesMax) report(`There are ${names.length} runbooks; only the first ${filesMax} are read.`);
  const runbooks = new Map<string, Runbook>();
  for (const file of names.slice(0, filesMax)) {
    const runbook = await readOne(home, file, report);
    if (runbook === undefined) continue;
    if (runbooks.has(runbook.name)) report(`${file}: there is another runbook of this name; rename one of them.`);
    else
      runbooks.set(
        runbook.name,
        address === undefined ? runbook : { ...runbook, url: `${address}/${encodeURIComponent(file)}` },
      );
  }
  return [...runbooks.values()];
}

async function readOne(home: string, file: string, report: (trouble: string) => void): Promise<Runbook | undefined> {
  try {
    const source = await readInside(home, file);
    const { name, isWorkbook } = nameOf(file);
    return isWorkbook ? readWorkbook(name, source) : readMarkdown(name, source);
  } catch (error) {
    const reason = error instanceof RunbookError ? error.message : "It cannot be read from the disk.";
    report(`${file}: ${reason}`);
    return undefined;
  }
}

/** "checkout.workbook.json" is called checkout, like "checkout.md". README.md is a runbook only if somebody wants it so. */
function nameOf(file: string): { name: string; isWorkbook: boolean } {
  const ending = extname(file);
  return { name: basename(file, ending).replace(/\.workbook$/i, ""), isWorkbook: ending.toLowerCase() === ".json" };
}

async function readInside(home: string, file: string): Promise<string> {
  const path = await realpath(join(home, file));
  if (!path.startsWith(home.endsWith(sep) ? home : home + sep))
    throw new RunbookError("It leads out of the folder of runbooks.");
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(bytesMax + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (bytesRead > bytesMax) throw new RunbookError(`It is larger than ${bytesMax / 1024} KB; cut it into several.`);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await handle.close();
  }
}
