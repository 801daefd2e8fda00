import { Conflict, type Document, type Documents } from "./ports.ts";

const attemptsMax = 50;

type Numbered = { number: number; taken: "now" | "before" };

/**
 * The number of the incident that this cause declares: the same for ever, so that a redelivered declaration finds the
 * incident it made. A crash in between may leave a number unused.
 */
export async function numberFor(documents: Documents, cause: string): Promise<Numbered> {
  const [taken, counter] = await Promise.all([documents.read<number>("declaration", cause), readCounter(documents)]);
  if (taken !== undefined) return { number: taken.value, taken: "before" };
  const number = await nextNumber(documents, counter);
  try {
    await documents.write("declaration", cause, number, undefined);
    return { number, taken: "now" };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { number: (await documents.read<number>("declaration", cause))!.value, taken: "before" };
  }
}

const readCounter = (documents: Documents) => documents.read<number>("counter", "incident");

async function nextNumber(documents: Documents, read: Document<number> | undefined): Promise<number> {
  let counter = read;
  for (let attempt = 1; ; attempt++) {
    const number = (counter?.value ?? 0) + 1;
    try {
      await documents.write("counter", "incident", number, counter?.version);
      return number;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
      counter = await readCounter(documents);
    }
  }
}

/** The number given last; 0 before the first. */
export const latestNumber = async (documents: Documents): Promise<number> => (await readCounter(documents))?.value ?? 0;

/** The incidents declared last, the newest first. A number may be unused. */
export async function latestIncidents(documents: Documents, most: number): Promise<string[]> {
  const last = await latestNumber(documents);
  return Array.from({ length: Math.min(last, most) }, (_, index) => `INC-${last - index}`);
}
