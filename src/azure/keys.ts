/** Row keys of Azure tables: at most 1 KiB in UTF-16, none of / \ # ? or a control character. */
import { hash } from "node:crypto";

const orderedCharactersMax = 400;

/**
 * Any text as a key that sorts as the text does. Letters, digits and "-" stand for themselves; anything else becomes
 * its four hex digits behind a character that sorts where it belongs. A text too long is cut and told apart by its hash.
 */
export function orderedKey(text: string): string {
  const key = text.replace(/[^A-Za-z0-9-]/g, (character) => {
    const unit = character.charCodeAt(0);
    return place(unit) + unit.toString(16).padStart(4, "0");
  });
  return key.length <= orderedCharactersMax ? key : `${key.slice(0, orderedCharactersMax)}${hashKey(text)}`;
}

/** The lawful character that sorts between the letters and digits around `unit`. */
function place(unit: number): string {
  if (unit < 0x2d) return "!";
  if (unit < 0x30) return ".";
  if (unit < 0x41) return ":";
  if (unit < 0x61) return "_";
  return "~";
}

/** Any text as a short key in no order. */
export function hashKey(text: string): string {
  return hash("sha256", text, "base64url");
}

/** Padded, so that Azure's text order is our number order. */
export function eventKey(number: number): string {
  return `event-${String(number).padStart(8, "0")}`;
}

export const eventNumber = (key: string): number => Number(key.slice("event-".length));
