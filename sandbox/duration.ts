/** Spans of time written as in ISO 8601: "PT5M", "P1DT2H30M", "PT0.5S", "P2W". */
const pattern =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const unitsMs = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds, or undefined when it is not such a span. Months and years have no fixed length and are not taken. */
export function durationMs(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null || text.endsWith("P") || text.endsWith("T")) return undefined;
  return Math.round(unitsMs.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0));
}
