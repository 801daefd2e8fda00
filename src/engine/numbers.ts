import { Conflict, type Documents } from "./ports.ts";

const attemptsMax = 50;

/**
 * The number of the incident that this cause declares: the same for ever, so that a redelivered declaration finds the
 * incident it made. A crash in between may leave a number unused.
 */
export async function numberFor(documents: Documents, cause: string): Promise<number> {
  const taken = await documents.read<number>("declaration", cause);
  if (taken !== undefined) return taken.value;
  const number = await nextNumber(documents);
  try {
    await documents.write("declaration", cause, number, undefined);
    return number;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return (await documents.read<number>("declaration", cause))!.value;
  }
}

async function nextNumber(documents: Documents): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const counter = await documents.read<number>("counter", "incident");
    const number = (counter?.value ?? 0) + 1;
    try {
      await documents.write("counter", "incident", number, counter?.version);
      return number;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
    }
  }
}
