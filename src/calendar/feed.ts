/** Shifts as a calendar that people subscribe to (RFC 5545). */
import { createHash } from "node:crypto";
import ical, {
  escape as escapeText,
  type ICalDayJsStub,
  ICalEventBusyStatus,
  ICalEventTransparency,
} from "ical-generator";
import { isTimeZone, readingAt, zoneNamed } from "../domain/oncall/zone.ts";
import { type ZoneText, zoneText } from "./zone-text.ts";

export type FeedEvent = {
  /** Names it for ever; any text. */
  uid: string;
  start: Date;
  end: Date;
  summary: string;
  description: string;
};

export type CalendarInput = {
  name: string;
  zone: string;
  events: readonly FeedEvent[];
  /** Since when this is what there is to say. Later ones replace earlier ones, to the minute. */
  now: Date;
};

const refreshSeconds = 3_600;

/**
 * The calendar as text. Times are local ones of the zone together with the zone's rules, and in UTC where a program
 * that reads those rules would come to another instant: for all events when the rules are wrong at one of them, and for
 * a single event that begins or ends in an hour that comes twice.
 */
export function calendarOf({ name, zone, events, now }: CalendarInput): string {
  const local = trustworthy(zone, events);
  const calendar = ical({
    // This field alone the library writes down as it stands.
    name: escapeText(plain(name), false),
    prodId: { company: "Muster", product: "On call", language: "EN" },
    ttl: refreshSeconds,
    // Without a name: DTSTAMP has to be in UTC, and the library would write it in the calendar's zone.
    timezone: { name: null, generator: () => local?.text ?? null },
  });
  const common = {
    stamp: now,
    sequence: sequenceAt(now),
    // Somebody on call may be invited to a meeting.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  };
  for (const event of events)
    calendar.createEvent({
      ...common,
      ...timesOf(event, local),
      id: uidOf(event.uid),
      summary: plain(event.summary),
      description: plain(event.description),
    });
  return `${calendar.toString()}\r\n`;
}

type Local = ZoneText & { wallMsAt(at: Date): number };

/** The zone's text, when it is right about both ends of every event. */
function trustworthy(zone: string, events: readonly FeedEvent[]): Local | undefined {
  const text = isTimeZone(zone) ? zoneText(zone) : undefined;
  if (text === undefined) return undefined;
  const known = zoneNamed(zone);
  const wallMsAt = (at: Date) => readingAt(known, at.getTime()).shown;
  const isRight = (at: Date) => at.getTime() + text.offsetMsAt(at) === wallMsAt(at);
  return events.every(({ start, end }) => isRight(start) && isRight(end)) ? { ...text, wallMsAt } : undefined;
}

function timesOf({ start, end }: FeedEvent, local: Local | undefined) {
  if (local === undefined || local.isRepeated(start) || local.isRepeated(end)) return { start, end };
  const wall = (at: Date) => wallTime(at, new Date(local.wallMsAt(at)));
  return { timezone: local.id, start: wall(start), end: wall(end) };
}

/** ical-generator leaves zones to a library for dates; this looks to it like Day.js, and shows the local time it was given. */
function wallTime(at: Date, local: Date): ICalDayJsStub {
  const [date, time] = local.toISOString().replace(/[-:]/g, "").slice(0, 15).split("T");
  return {
    format: (pattern) => (pattern === "YYYYMMDD" ? date! : time!),
    isValid: () => true,
    toDate: () => at,
    toJSON: () => at.toISOString(),
  };
}

/** Calendars are cautious about long names for events, and a digest tells nobody who is on call for what. */
const uidOf = (uid: string): string => `${createHash("sha256").update(uid).digest("base64url").slice(0, 32)}@muster`;

const sequenceStart = Date.UTC(2020, 0, 1);

/** Some calendars take in a change only with a greater number. In minutes it stays within 31 bits for 4,000 years. */
const sequenceAt = (now: Date): number => Math.max(0, Math.floor((now.getTime() - sequenceStart) / 60_000));

/** Without characters that RFC 5545 forbids in a text, and without halves of characters. Line breaks stay. */
const plain = (text: string): string =>
  text.toWellFormed().replace(/\p{Cc}/gu, (character) => (character === "\n" ? character : " "));
