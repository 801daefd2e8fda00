/** Text from people made fit to show: bounded, and without characters that rearrange or replace what stands around it. */

/** Control characters other than the line break, and the marks that turn the reading direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const unwelcome = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067\ufffe\uffff]/g;
const lonelySurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** An isolate (see `brief`) that closes on its own line, or a stray half of one. */
const isolate = /\u2068([^\u2068\u2069\n]*)\u2069|[\u2068\u2069]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

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
    .replace(isolate, (all, inside: string | undefined) => (inside === undefined ? "" : all))
    .replace(lonelySurrogate, "\ufffd");
}

export const oneLine = (text: string): string => clean(text).replace(/\s+/g, " ").trim();

/**
 * One line, bounded: for titles, names and reasons inside our own sentences. Hebrew or Arabic is isolated, so that it
 * does not pull the words and numbers after it over to its other side.
 */
export function brief(text: string, charactersMax = 200): string {
  const short = clip(oneLine(text), charactersMax);
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}

/** "Ann, Bo and 3 more". */
export function names(all: readonly string[], most = 6): string {
  const shown = all.slice(0, most).map((name) => brief(name, 80));
  const more = all.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last}`;
}
