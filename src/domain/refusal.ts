/** Why something cannot be done, in one or two sentences for the person who asked. Shown as it stands. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Makes the compiler prove that a union has been handled whole. */
export function unreachable(value: never): never {
  throw new Error(`Nobody handled ${JSON.stringify(value)}.`);
}
