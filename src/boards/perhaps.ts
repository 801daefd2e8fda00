import { nearest } from "../domain/nearest.ts";

/** " (did you mean X or Y?)" with the nearest of those there are; "" where nothing is like it. */
export function perhaps(said: string, known: readonly string[]): string {
  const near = nearest(said, known);
  return near.length === 0 ? "" : ` (did you mean ${near.join(" or ")}?)`;
}
