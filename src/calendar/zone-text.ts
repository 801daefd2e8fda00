/**
 * The VTIMEZONE of a zone, and how a calendar will read it. The library has one rule for winter and one for summer,
 * which cannot say everything: Cairo's "Thursday night" falls into the next month in some years, and a country that
 * has changed its mind since is only right in a newer copy. So nobody believes the text before it has been asked.
 */
import { tzlib_get_ical_block, tzlib_get_timezones } from "timezones-ical-library";

export type ZoneText = {
  /** As the text calls it: that of "Asia/Calcutta" is about "Asia/Kolkata". */
  id: string;
  text: string;
  /** What somebody who knows nothing but the text takes for the distance from UTC. */
  offsetMsAt(at: Date): number;
  /** Whether the local time of this instant comes twice on that day: then the text cannot say which one is meant. */
  isRepeated(at: Date): boolean;
};

/** Offsets in force from an onset on, which comes once or once a year. */
type Observance = { fromMs: number; toMs: number; onsetIn(year: number): number };

/** Undefined for zones that the library does not know, or says in a way that is not read here, and for UTC, which needs no text. */
export function zoneText(zone: string): ZoneText | undefined {
  // Asked for a zone it does not know, the library writes to the console.
  if (zone === "UTC" || ![tzlib_get_timezones()].flat().includes(zone)) return undefined;
  const text = tzlib_get_ical_block(zone)[0] ?? "";
  const id = /^TZID:(\S+)$/m.exec(text)?.[1];
  const blocks = [...text.matchAll(/BEGIN:(STANDARD|DAYLIGHT)\s([\s\S]*?)\sEND:\1/g)].map(([, , lines]) => lines!);
  const observances = blocks.flatMap((lines) => observanceOf(lines) ?? []);
  if (id === undefined || observances.length === 0 || observances.length < blocks.length) return undefined;
  return {
    id,
    text,
    offsetMsAt: (at) => inForce(observances, at.getTime()).toMs,
    isRepeated: (at) => observances.some((each) => isRepeatedBy(each, at.getTime())),
  };
}

function observanceOf(lines: string): Observance | undefined {
  const from = /^TZOFFSETFROM:([+-])(\d\d)(\d\d)$/m.exec(lines);
  const to = /^TZOFFSETTO:([+-])(\d\d)(\d\d)$/m.exec(lines);
  const start = /^DTSTART:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/m.exec(lines)?.slice(1).map(Number);
  if (from === null || to === null || start === undefined || /^(RDATE|EXDATE)/m.test(lines)) return undefined;
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = start;
  const fromMs = offsetMs(from);
  const local = (ofYear: number, ofMonth: number, ofDate: number) =>
    Date.UTC(ofYear, ofMonth - 1, ofDate, hour, minute, second) - fromMs;
  const common = { fromMs, toMs: offsetMs(to) };
  if (!/^RRULE/m.test(lines)) return { ...common, onsetIn: () => local(year, month, date) };
  const rule = /^RRULE:FREQ=YEARLY;BYMONTH=(\d{1,2});BYDAY=(-?[1-4])(SU|MO|TU|WE|TH|FR|SA)$/m.exec(lines);
  if (rule === null) return undefined;
  const [ofMonth, nth, day] = [Number(rule[1]), Number(rule[2]), weekdays.indexOf(rule[3]!)];
  return { ...common, onsetIn: (ofYear) => local(ofYear, ofMonth, dateOf(ofYear, ofMonth, nth, day)) };
}

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const minuteMs = 60_000;

const offsetMs = ([, sign, hours, minutes]: RegExpExecArray): number =>
  (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;

/** The date of the first, second … or (counted from -1 downwards) last such weekday of a month. */
function dateOf(year: number, month: number, nth: number, day: number): number {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const dates = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const earliest = 1 + ((day - first + 7) % 7);
  if (nth > 0) return earliest + (nth - 1) * 7;
  return earliest + (Math.floor((dates - earliest) / 7) + nth + 1) * 7;
}

/** The last onset that is not after an instant; the year before it and the one behind it are asked for the New Year. */
function lastOnset({ onsetIn }: Observance, at: number): number {
  const year = new Date(at).getUTCFullYear();
  const onsets = [year - 1, year, year + 1].map(onsetIn).filter((onset) => onset <= at);
  return Math.max(...onsets);
}

function inForce(observances: readonly Observance[], at: number): Observance {
  return observances.reduce((best, each) => (lastOnset(each, at) > lastOnset(best, at) ? each : best));
}

/** When clocks go back by an hour, the hour before and the hour after have the same local times. */
function isRepeatedBy(observance: Observance, at: number): boolean {
  const backMs = observance.fromMs - observance.toMs;
  return backMs > 0 && at < lastOnset(observance, at + backMs) + backMs;
}
