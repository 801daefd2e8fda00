/** `muster export`: everything that is known of who is on call, as a file. */
import { writeFile } from "node:fs/promises";
import { Refusal } from "../domain/refusal.ts";
import { openBook } from "../engine/book.ts";
import { onCallFileOf } from "../oncall-file/write.ts";
import type { Asked, Desk } from "./verb.ts";

/** Prints the book, or writes it to the file that `--out` names. */
export async function exportOnCall(desk: Desk, options: Asked["options"]): Promise<number> {
  const { book, edition } = await openBook((await desk.storage()).documents);
  const text = onCallFileOf(book, edition);
  const out = options["out"];
  if (typeof out !== "string") desk.say(text.trimEnd());
  else {
    await writeFile(out, text).catch((error: Error) => {
      throw new Refusal(`${out} cannot be written: ${error.message}`);
    });
    desk.say(out);
  }
  return 0;
}
