/** Points in time as monitoring systems write them. */

const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const american =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))? ?([AP])M(?: (?:([+-]\d{2}:\d{2})|UTC|Z))?$/i;

/** The instant in ISO 8601, or undefined if it is none. Without a zone it is UTC, never the time of this machine. */
export function readInstant(text: string | undefined): string | undefined {
  const written = text?.trim() ?? "";
  const time = Date.parse(fromIso(written) ?? fromAmerican(written) ?? "");
  if (Number.isNaN(time)) return undefined;
  const instant = new Date(time);
  const year = instant.getUTCFullYear();
  return year >= 2000 && year < 2200 ? instant.toISOString() : undefined;
}

function fromIso(text: string): string | undefined {
  const found = iso.exec(text);
  if (found === null) return undefined;
  const [, day, time, fraction = "", zone = "Z"] = found;
  return `${day}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`;
}

/** "3/22/2019 1:36:31 PM": month first, the clock has twelve hours. */
function fromAmerican(text: string): string | undefined {
  const found = american.exec(text);
  if (found === null) return undefined;
  const [, month = "", day = "", year, hour = "", minute, second = "00", half = "A", zone = "Z"] = found;
  const hours = (Number(hour) % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  if (Number(hour) < 1 || Number(hour) > 12) return undefined;
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}${zone}`;
}

const two = (number: string | number) => String(number).padStart(2, "0");
