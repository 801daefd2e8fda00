/** What is read out on the phone. Azure reads at most 400 characters at once. */
import { plainLine } from "../domain/alert/plain.ts";
import type { Shown } from "../engine/replies.ts";

const titleMax = 180;

/** The whole the first time; after that only what is wanted, for whoever is awake by now. */
export function question(shown: Shown, kind: "page" | "test", round: number): string {
  const keys = kind === "test" ? "Press 1 to confirm, or 2 if you cannot." : "Press 1 to take it, or 2 if you cannot.";
  if (round > 1) return `Nothing was understood. ${keys}`;
  if (kind === "test") return `This is Muster with a test page for ${named(shown)}. Nothing is wrong. ${keys}`;
  const { severity, title } = shown;
  const drill = shown.drill === true ? "This is a drill. " : "";
  return `${drill}This is Muster with a page for ${named(shown)}. Severity ${severity}, ${spelled(shown.id)}: ${plainLine(title, titleMax)}. ${keys}`;
}

export const farewell = (sentence: string): string => `${plainLine(sentence, 300)} Goodbye.`;

const named = ({ person }: Shown): string => plainLine(person, 60);

/** "INC-42" is read as "INC 42", not as a subtraction. */
const spelled = (id: string): string => plainLine(id, 40).replaceAll("-", " ");
