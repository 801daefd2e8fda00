/** What others say of a card: Microsoft's renderer. */
import { createRequire } from "node:module";

type Context = { eventCount: number; getEventAt(index: number): { message: string } };
type Renderer = {
  AdaptiveCard: new () => { parse(card: unknown, context: Context): void; toJSON(): unknown };
  SerializationContext: new (version: unknown) => Context;
  Versions: { v1_5: unknown };
};

// The package has no ES module that Node can load, and its types are source files that would be checked as ours.
const require = createRequire(import.meta.url);
const renderer = require("adaptivecards") as Renderer;

/** What the renderer complains of when it reads the card; empty is what we want. */
export function complaintsOf(card: unknown): string[] {
  const context = new renderer.SerializationContext(renderer.Versions.v1_5);
  new renderer.AdaptiveCard().parse(card, context);
  const all = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return all.filter((message) => !message.startsWith(peoplePicker));
}

/** Teams has it in version 1.5 already (Microsoft Learn, "People Picker in Adaptive Cards"). */
const peoplePicker = 'Property "choices.data" is supported in version 1.6';

export const bytesOf = (card: unknown): number => JSON.stringify(card).length * 2;

/** Every object in a card, the card itself first. */
export function piecesOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(piecesOf);
  if (typeof value !== "object" || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(piecesOf)];
}
