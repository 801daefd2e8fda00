/** Which names a channel may have (Microsoft's limits-specifications-teams and the channel-post page). */
const reserved = /^(forms|con|conin\$|conout\$|prn|aux|nul|com[1-9]|lpt[1-9]|desktop\.ini)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the forbidden characters include the control characters.
const forbidden = /[~#%&*{}+/\\:<>?|'",\u0000-\u001f\u0080-\u009f]|\.\./;
export const nameLengthMax = 50;

/** What is wrong with it, or undefined. */
export function unlawfulName(name: string): string | undefined {
  if (name.trim() === "") return "The channel name is empty.";
  if (name.length > nameLengthMax) return `The channel name is longer than ${nameLengthMax} characters.`;
  if (forbidden.test(name)) return "The channel name has characters that are not allowed.";
  if (reserved.test(name) || /_vti_/i.test(name)) return "The channel name is reserved.";
  if (/^[_.]/.test(name) || name.endsWith("."))
    return "The channel name starts or ends with a character that is not allowed there.";
  return undefined;
}
