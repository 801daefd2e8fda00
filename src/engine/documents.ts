import { Conflict, type Documents } from "./ports.ts";

const attemptsMax = 8;

/** Replaces a document by what `change` makes of it, again when somebody else was faster. Returns the new value. */
export async function replaceDocument<T>(
  documents: Documents,
  kind: string,
  id: string,
  change: (was: T | undefined) => T | Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const was = await documents.read<T>(kind, id);
    const value = await change(was?.value);
    try {
      await documents.write(kind, id, value, was?.version);
      return value;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
    }
  }
}
