import { Refusal } from "../domain/refusal.ts";

/** "INC-42" from what somebody typed: "42", "inc-42". `verb` is what they want with it. */
export function idFrom(word: string, verb: string): string {
  const number = /^(?:inc-)?(\d{1,9})$/i.exec(word)?.[1];
  if (number === undefined) throw new Refusal(`Which incident? muster ${verb} INC-42`);
  return `INC-${Number(number)}`;
}
