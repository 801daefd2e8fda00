/**
 * `muster import`: a file of who is on call, or a table of the storage account, becomes part of the book; incidents of
 * another tool become history.
 */
import { userInfo } from "node:os";
import { basename } from "node:path";
import { muster } from "../domain/people.ts";
import { openBook, type OpenBook } from "../engine/book.ts";
import type { Documents } from "../engine/ports.ts";
import { joined, stepsBetween } from "./import-join.ts";
import { importHistory } from "./import-history.ts";
import { type ImportKind, kindOfFile } from "./import-kind.ts";
import { needRecent } from "./import-edition.ts";
import { lookUp } from "./import-people.ts";
import { linesOfSteps, writeBook } from "./import-write.ts";
import { fromTable } from "./import-table.ts";
import { problemsOf, readFileAt, refuseIfAny, toldOf } from "./oncall-source.ts";
import type { OnCallFile } from "../oncall-file/read.ts";
import { type Asked, type Desk, MisuseError, type Verb } from "./verb.ts";

export const importBook: Verb = {
  usage:
    "import FILE [--dry-run] [--force] [--prune]  |  import --oncall-table NAME [--dry-run]  |  import INCIDENTS [--dry-run] [--partial] [--zone ZONE]",
  help: "Bring people, rosters, schedules and policies into the book, from a file or from a table of who is on call; or the history of incidents, from the CSV or JSON of another tool.",
  options: {
    "dry-run": { type: "boolean" },
    force: { type: "boolean" },
    prune: { type: "boolean" },
    partial: { type: "boolean" },
    zone: { type: "string" },
    "oncall-table": { type: "string" },
  },
  async run(desk, asked) {
    const source = sourceOf(asked);
    const kind = source.table === undefined ? await kindOfFile(source.path) : "book";
    needFitting(asked, kind);
    if (kind !== "book") return importHistory(desk, asked, source.path, kind);
    const { documents } = await desk.storage();
    const opened = await openBook(documents);
    const file =
      source.table === undefined ? await readFileAt(source.path) : await fromTable(desk, source.table, opened.book);
    return bringIn(desk, asked.options, { name: basename(source.path), file, documents, opened });
  },
};

function sourceOf({ words, options }: Asked): { path: string; table?: string } {
  const table = options["oncall-table"];
  if (typeof table === "string") {
    if (words.length > 0 || options["prune"] === true || options["force"] === true)
      throw new MisuseError("A table is brought in by itself: without a file, --prune and --force.");
    return { path: table, table };
  }
  const [path] = words;
  if (path === undefined || words.length > 1) throw new MisuseError("Which file? muster import oncall.yaml");
  return { path };
}

/** An option that would do nothing was meant for something else. */
function needFitting({ options }: Asked, kind: ImportKind): void {
  const unfit = (kind === "book" ? ["partial", "zone"] : ["force", "prune"]).find(
    (each) => options[each] !== undefined,
  );
  if (unfit === undefined) return;
  const what =
    kind === "book"
      ? "a history of incidents, and this is who is on call"
      : "who is on call, and this is a history of incidents";
  throw new MisuseError(`--${unfit} is for ${what}.`);
}

type Bringing = { name: string; file: OnCallFile; documents: Documents; opened: OpenBook };

async function bringIn(desk: Desk, options: Asked["options"], bringing: Bringing): Promise<number> {
  const { name, file, documents, opened } = bringing;
  refuseIfAny(name, file.problems);
  if (options["force"] !== true) await needRecent(documents, file.book.edition, opened.edition);
  const next = joined(opened.book, file, options["prune"] === true ? "prune" : "keep");
  refuseIfAny(name, problemsOf(file, next));
  await needKnown(desk, bringing);
  const steps = stepsBetween(opened.book, next);
  if (steps.length === 0) desk.say("The book says so already: nothing to change.");
  else if (options["dry-run"] === true)
    desk.say([...linesOfSteps(steps), "Nothing was written: this is what would be."].join("\n"));
  else {
    const author = { by: muster, from: `import ${name} by ${operator()}`, now: desk.now() };
    const edition = await writeBook({ documents, opened, next, author });
    desk.say([...linesOfSteps(steps), `The book is at edition ${edition}.`].join("\n"));
  }
  return 0;
}

/** Throws a Refusal that names everybody whom Microsoft Graph does not know. When it cannot be asked, that is only said. */
async function needKnown(desk: Desk, { name, file }: Bringing): Promise<void> {
  const { strangers, warning } = await lookUp(desk, file.book.people ?? []);
  const problems = strangers.map((person) =>
    toldOf(file, {
      part: "people",
      name: person.name,
      path: ["teams"],
      message: `Microsoft Graph does not know ${person.teams}. Have they left the company?`,
    }),
  );
  refuseIfAny(name, problems);
  if (warning !== undefined) desk.say(`Accounts in Teams were not looked up: ${warning}`);
}

/** Whoever is signed in on this machine; the book keeps it beside what changed. */
function operator(): string {
  try {
    return userInfo().username.replace(/\s+/g, " ").slice(0, 100) || "somebody";
  } catch {
    // In a container the user may have no name.
    return "somebody";
  }
}
