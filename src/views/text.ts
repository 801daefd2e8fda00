/** Text from people made fit to show: bounded, and without characters that rearrange or replace what stands around it. */

/** Control characters other than the line break, and the marks that turn the reading direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const unwelcome = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
const lonelySurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Cuts at a whole character and shows that it was cut. */
export function clip(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  return `${text
    .slice(0, charactersMax - 1)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()}…`;
}

/** Keeps line breaks; everything else that does not print becomes a space or goes. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/\t/g, " ")
    .replace(unwelcome, "")
    .replace(lonelySurrogate, "\ufffd");
}

export const oneLine = (text: string): string => clean(text).replace(/\s+/g, " ").trim();

/** One line, bounded: for titles, names and reasons inside our own sentences. */
export const brief = (text: string, charactersMax = 200): string => clip(oneLine(text), charactersMax);

/** Several lines, bounded in length and in lines: for descriptions and updates. */
export function block(text: string, charactersMax: number, linesMax = 12): string {
  const lines = clean(text)
    .split("\n")
    .map((line) => line.trimEnd());
  const kept = lines.slice(0, linesMax).join("\n").trim();
  return clip(lines.length > linesMax ? `${kept}\n…` : kept, charactersMax);
}

/** "Ann, Bo and 3 more". */
export function names(all: readonly string[], most = 6): string {
  const shown = all.slice(0, most).map((name) => brief(name, 80));
  const more = all.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last}`;
}
