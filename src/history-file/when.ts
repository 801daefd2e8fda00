/** Reads the times of a history: instants, and local times where somebody has said of which zone. */
import { wallOf } from "../domain/oncall/wall.ts";
import { instantOf, localOf } from "../domain/oncall/zone.ts";
import { shown } from "./trouble.ts";

/** What an instant is read by; `zone` is for times that name none. */
export type Clock = { zone: string | undefined; now: Date };

/** ISO 8601, or what is wrong, in a sentence. */
export type When = { at: string } | { wrong: string };

const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
/** "22/Nov/26 6:40 PM", as Jira writes it: a month in letters can be no day. */
const named = /^(\d{1,2})[/ -]([a-z]{3})[a-z]*[/ -](\d{4}|\d{2})[, ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([ap])m)?$/i;
const numbered = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

export function readWhen(said: string, clock: Clock): When {
  const read = partsOf(said);
  if (read === undefined) return { wrong: faultOf(said) };
  const when = read.zone === undefined ? inZone(read, said, clock.zone) : atOffset(read, said);
  if ("at" in when && when.at > clock.now.toISOString()) return { wrong: `${shown(said)} is still to come.` };
  return when;
}

/** `local` as src/domain/oncall/wall.ts reads it; `ms` is the fraction of its second. */
type Parts = { local: string; ms: number; zone: string | undefined };

function partsOf(said: string): Parts | undefined {
  const [, date, time, fraction = "", zone] = iso.exec(said) ?? [];
  if (date !== undefined)
    return { local: `${date}T${time}`, ms: Number(fraction.padEnd(3, "0").slice(0, 3)), zone: zone?.toUpperCase() };
  const [, day = "", name = "", year = "", hour = "", minute, second = "00", half] = named.exec(said) ?? [];
  const month = months.indexOf(name.toLowerCase()) + 1;
  if (month === 0 || (half !== undefined && (Number(hour) < 1 || Number(hour) > 12))) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  const whole = year.length === 2 ? `20${year}` : year;
  return { local: `${whole}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`, ms: 0, zone: undefined };
}

const two = (number: number | string): string => String(number).padStart(2, "0");

function faultOf(said: string): string {
  if (numbered.test(said))
    return `${shown(said)} may begin with the month or with the day. Write 2026-11-22T18:40Z; in a spreadsheet give the column the format yyyy-mm-dd hh:mm.`;
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return `${shown(said)} has no time of day. ${wanted}`;
  return `${shown(said)} is not a time. ${wanted}`;
}

const wanted = "Write it as 2026-11-22T18:40:00Z, or with an offset like +01:00.";

const notThere = (said: string): When => ({
  wrong: `${shown(said)} is no time that ever was: look at the day and the hour.`,
});

function atOffset({ local, ms, zone = "Z" }: Parts, said: string): When {
  const wall = wallOf(local);
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (wall === undefined || Number(hours) > 14 || Number(minutes) > 59) return notThere(said);
  const ahead = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { at: new Date(wall - ahead + ms).toISOString() };
}

/** A time that clocks skip or show twice is not one that anybody can mean without saying more. */
function inZone({ local, ms }: Parts, said: string, zone: string | undefined): When {
  if (wallOf(local) === undefined) return notThere(said);
  if (zone === undefined)
    return {
      wrong: `${shown(said)} has no time zone. Write it with Z or an offset like +01:00, or say --zone Europe/Berlin.`,
    };
  const [first, last] = [instantOf(local, zone, "first"), instantOf(local, zone, "last")];
  if (first.getTime() !== last.getTime())
    return {
      wrong: `${shown(said)} comes twice in ${zone}, where clocks are set back. Say which: ${first.toISOString()} or ${last.toISOString()}.`,
    };
  if (wallOf(localOf(first, zone)) !== wallOf(local))
    return { wrong: `${shown(said)} never was in ${zone}: clocks are set forward over it.` };
  return { at: new Date(first.getTime() + ms).toISOString() };
}
