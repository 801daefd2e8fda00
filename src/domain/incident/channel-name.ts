/**
 * Lawful names for Teams channels, made from any title. The rules are those of Microsoft's "Limits and
 * specifications for Teams": 50 characters, no `~ # % & * { } + / \ : < > ? | ' " ,`, no "..", no control
 * characters, no "_" or "." at the start, no "." at the end, not a reserved word.
 */
import type { Severity } from "./facts.ts";

export const channelNameMax = 50;

export type ChannelNaming = { number: number; title: string; date: string; severity: Severity };

/**
 * Fills a template like `inc-{number}-{title}`; {number}, {title}, {date} (2026-11-22) and {severity} are known. The
 * title is cut to the room that is left, at a word where it can be. Whatever the title, the name is lawful.
 */
export function channelName(template: string, naming: ChannelNaming): string {
  const fill = (title: string): string =>
    lawful(
      template
        .replaceAll("{number}", String(naming.number))
        .replaceAll("{date}", naming.date.slice(0, 10))
        .replaceAll("{severity}", String(naming.severity))
        .replaceAll("{title}", () => title),
    );
  const room = channelNameMax - fill("").length - 1;
  const name = cut(fill(cut(slug(naming.title), room)), channelNameMax);
  if (isReserved(name)) return `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")}-${naming.number}`;
  return name === "" ? `inc-${naming.number}` : name;
}

/** The same name with a number behind it, within the limit: what is tried when the name is taken. */
export function numberedChannelName(name: string, number: number): string {
  const suffix = `-${number}`;
  return cut(name, channelNameMax - suffix.length) + suffix;
}

/** Says whether Teams takes this as a channel's name. */
export function isLawfulChannelName(name: string): boolean {
  return name !== "" && name.length <= channelNameMax && lawful(name) === name && !isReserved(name);
}

/** Letters and digits of any script in small letters, everything between them one hyphen. */
function slug(title: string): string {
  return readable(title)
    .toLowerCase()
    .replace(/['’ʼ`´]/g, "")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^[-\p{M}]+|-+$/gu, "");
}

/** One form for what looks the same; without half characters and without the invisible ones that turn text around. */
function readable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\uFFFD", "")
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "");
}

const forbidden = /[~#%&*{}+/\\:<>?|'",\p{Cc}\p{Co}\p{Cs}\p{Cn}]/gu;

/** Takes away what Teams refuses. Doing it again changes nothing. */
function lawful(name: string): string {
  const cleaned = readable(name)
    .replace(forbidden, "")
    .replace(/_vti_/gi, "-")
    .replace(/\.{2,}/g, ".");
  return cleaned
    .replace(/\s+/g, " ")
    .replace(/-{2,}/g, "-")
    .replace(/^[\s._-]+|[\s.-]+$/g, "");
}

const reserved = /^(?:forms|con|conin\$|conout\$|prn|aux|nul|com\d|lpt\d|desktop\.ini|_vti_)$/i;
const isReserved = (name: string): boolean => reserved.test(name);

/** At most so many UTF-16 units, never inside what a reader sees as one character, at a hyphen where one is near. */
function cut(name: string, most: number): string {
  if (name.length <= most) return name;
  let kept = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(name)) {
    if (kept.length + segment.length > most) break;
    kept += segment;
  }
  const hyphen = kept.lastIndexOf("-");
  const atWord = name.charAt(kept.length) !== "-" && hyphen > most * 0.6 ? kept.slice(0, hyphen) : kept;
  return atWord.replace(/[\s.-]+$/, "");
}
