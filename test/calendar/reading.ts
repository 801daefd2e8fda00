/** A feed as a calendar program reads it: with Mozilla's parser, and nothing known of time zones but what the feed says. */
import ICAL from "ical.js";

export type ReadEvent = { uid: string; start: Date; end: Date; summary: string; description: string; zone: string };

export type ReadFeed = { name: string; zones: string[]; events: ReadEvent[]; component: ICAL.Component };

/** Throws for text that is no calendar, and for times in a zone that the feed does not explain. */
export function readFeed(text: string): ReadFeed {
  const component = new ICAL.Component(ICAL.parse(text) as unknown[] as never);
  return {
    name: unescaped(String(component.getFirstPropertyValue("name"))),
    zones: component.getAllSubcomponents("vtimezone").map((zone) => String(zone.getFirstPropertyValue("tzid"))),
    events: component.getAllSubcomponents("vevent").map((event) => {
      const text = (name: string) => String(event.getFirstPropertyValue(name) ?? "");
      const time = (name: string) => event.getFirstPropertyValue(name) as ICAL.Time;
      return {
        uid: text("uid"),
        start: instant(time("dtstart")),
        end: instant(time("dtend")),
        summary: text("summary"),
        description: text("description"),
        zone: time("dtstart").zone?.tzid ?? "floating",
      };
    }),
    component,
  };
}

/** The parser knows RFC 5545 and not the NAME of RFC 7986, and leaves it as it stands. */
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) => (character === "n" ? "\n" : character));

function instant(time: ICAL.Time): Date {
  if (time.zone === undefined || time.zone?.tzid === "floating") throw new Error(`${time.toString()} is in no zone.`);
  return new Date(time.toUnixTime() * 1_000);
}
