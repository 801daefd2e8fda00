/** A page in words that do no harm on a phone: no control characters, nothing that a phone would turn into a link. */
import { plainLine } from "../domain/alert/plain.ts";
import type { Summons } from "../engine/ports.ts";

/** Nothing that is said of a page is longer, whoever wrote it. */
const wordsMax = 2_000;

/** Phones and mail programs make links of whatever looks like an address, so what came from outside must not. */
export const unlinked = (text: string): string =>
  plainLine(text.toWellFormed(), wordsMax)
    .replace(/:\/\//g, "[:]//")
    .replace(/(?<=[\p{L}\p{N}_-])[.\u3002\uff0e\uff61](?=[\p{L}\p{N}-]*\p{L})(?=[\p{L}\p{N}-]{2})/gu, "[.]");

/** "SEV1 INC-42 checkout is down", and why they are wanted where the title does not say it. A test and a drill say that they are one. */
export function headline({ about, kind }: Pick<Summons, "about" | "kind">): string {
  if (kind === "test") return `TEST PAGE: ${unlinked(about.title)}`;
  const why = about.because === "" ? "" : ` (${unlinked(about.because)})`;
  const drill = about.drill === true ? "DRILL " : "";
  return `${drill}SEV${about.severity} ${unlinked(about.id)} ${unlinked(about.title)}${why}`;
}

const smsMax = 300;
/** Outside the alphabet of GSM a text message has 67 characters a part instead of 153. */
const smsWideMax = 200;
const titleMin = 24;

/** One text message. The way to answer is never cut off; the title is. */
export function textMessage(summons: Summons): string {
  const take = summons.kind === "test" ? "to confirm" : "to take it";
  const tail = `Reply 1 ${take}, 2 if you cannot: ${summons.reply.url}`;
  const whole = (most: number): string => {
    const room = Math.max(titleMin, most - tail.length - 2);
    const head = plain(plainLine(headline(summons), room));
    return `${head}${/[.!?]$/.test(head) ? "" : "."} ${tail}`;
  };
  const message = whole(smsMax);
  return isGsm(message) ? message : whole(smsWideMax);
}

/** The default alphabet of 3GPP TS 23.038 and its extension. */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
export const isGsm = (text: string): boolean => gsm.test(text);

const typed: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "•": "-",
  "×": "x",
  "→": "->",
  "\u00a0": " ",
  "`": "'",
};

/** The nearest that GSM can say; what it cannot say at all stays as it is. */
function plain(text: string): string {
  return [...text]
    .map((character) => {
      if (isGsm(character)) return character;
      const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
      return typed[character] ?? (bare !== "" && isGsm(bare) ? bare : character);
    })
    .join("");
}
