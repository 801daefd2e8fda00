/** Times in words. Nothing here reads a clock. */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "22 Nov 2026 18:40 UTC": a time without its date misleads whoever reads it a week later. */
export function utc(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "at an unknown time";
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()} ${clock(at)} UTC`;
}

const clock = (at: Date): string => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;

const two = (number: number): string => String(number).padStart(2, "0");

const units = [
  { name: "d", ms: 86_400_000 },
  { name: "h", ms: 3_600_000 },
  { name: "min", ms: 60_000 },
  { name: "s", ms: 1_000 },
] as const;

/** "4 min 30 s", "2 h 5 min", "1 d 3 h": the two largest units, since nobody compares hours by the second. */
export function durationWords(ms: number): string {
  if (!Number.isFinite(ms) || ms < 1_000) return "0 s";
  const largest = units.findIndex((unit) => ms >= unit.ms);
  const shown = units.slice(largest, largest + 2);
  const smallest = shown.at(-1)!;
  let rest = Math.floor(ms / smallest.ms) * smallest.ms;
  const words = shown.map((unit) => {
    const count = Math.floor(rest / unit.ms);
    rest -= count * unit.ms;
    return count === 0 ? "" : `${count} ${unit.name}`;
  });
  return words.filter((word) => word !== "").join(" ");
}
