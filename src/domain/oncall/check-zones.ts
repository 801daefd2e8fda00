/** Whether a time zone is one, and which one was meant. */
import { nearest } from "../nearest.ts";
import type { Found } from "./check-names.ts";
import { isTimeZone } from "./zone.ts";

const suggestedMax = 3;

export function* checkZone(path: Found["path"], name: string | undefined): Generator<Found> {
  if (name === undefined || isTimeZone(name)) return;
  const like = zonesLike(name);
  const instead = like.length === 0 ? "They are called like Europe/London." : `Did you mean ${like.join(" or ")}?`;
  yield { path, message: `“${name.slice(0, 60)}” is no time zone. ${instead}` };
}

/** People write the city alone, or its name as they spell it. */
function zonesLike(name: string): string[] {
  const all = Intl.supportedValuesOf("timeZone");
  const city = `/${name.trim().toLowerCase().replaceAll(" ", "_")}`;
  return [...new Set([...all.filter((zone) => zone.toLowerCase().endsWith(city)), ...nearest(name, all)])]
    .filter(isTimeZone)
    .slice(0, suggestedMax);
}
