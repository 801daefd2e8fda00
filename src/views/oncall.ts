/** Who is on call, now or at another time, in the asker's zone. Nobody is an alarm, not an empty line. */
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { type LocalTime, localTime } from "./local-time.ts";
import { blank, type Part, plain, say, strong, worded } from "./parts.ts";
import { capital } from "./phrase.ts";
import { brief, names } from "./text.ts";

export type RotationOnCall = {
  name: string;
  schedule: string;
  /** Nobody is an empty list. */
  now: readonly string[];
  /** Until when they are; undefined: for ever, as far as is planned. */
  until: Date | undefined;
  next: { onCall: readonly string[]; start: Date } | undefined;
};
export type RosterOnCall = {
  name: string;
  services: readonly string[];
  rotations: readonly RotationOnCall[];
  experts: readonly { name: string; topics: readonly string[] }[];
};
/** `at` undefined is now; `zone` is the asker's. */
export type OnCall = { rosters: readonly RosterOnCall[]; at: Date | undefined; zone: string };

const rostersMax = 10;
/** Of each roster among several, and of one alone: ten full ones would be more than Teams takes. */
const rotationsMax = { several: 3, alone: 10 };
const alarmsMax = 3;
const expertsMax = 3;
const nameMax = 40;

export function onCallView({ rosters, at, zone }: OnCall): CardMessage {
  const local = localTime(zone);
  const heading = at === undefined ? "On call" : `On call at ${local.withYear(at)}`;
  const more = rosters.length - rostersMax;
  const shown = rosters.slice(0, rostersMax);
  return cardMessage("oncall", `${heading}: ${summaryOf(shown)}`, {
    heading: inert(heading),
    zone: rosters.length === 0 ? "" : inert(`Times are those of ${local.zone}.`),
    alarms: alarmsOf(shown).map((parts) => ({ parts })),
    rosters: shown.map((roster) => rosterRow(roster, rosters.length === 1 ? "alone" : "several", local)),
    more: more > 0 ? [plain(`And ${more} more: say `), say("oncall <roster>"), plain(".")] : [],
  });
}

const nobodyAtAll = [strong("Nobody is on call: a page wakes nobody."), ...worded(" Say `oncall primary @someone`.")];

function summaryOf(rosters: readonly RosterOnCall[]): string {
  const each = rosters.map(({ name, rotations }) => {
    const now = rotations.find(({ now }) => now.length > 0)?.now ?? [];
    return `${brief(name, nameMax)}: ${now.length === 0 ? "nobody" : some(now)}`;
  });
  return each.length === 0 ? "nobody" : each.join("; ");
}

function alarmsOf(rosters: readonly RosterOnCall[]): Part[][] {
  if (rosters.length === 0) return [nobodyAtAll];
  const all = rosters.flatMap(alarm);
  const more = all.length - alarmsMax;
  return more > 0 ? [...all.slice(0, alarmsMax), [strong(`And ${more} more, see below.`)]] : all;
}

/** A gap further up the ladder is only a blank: somebody hears the first page. */
function alarm({ name, rotations }: RosterOnCall): Part[][] {
  const [first] = rotations;
  if (first !== undefined && first.now.length > 0) return [];
  const nobody = rotations.every(({ now }) => now.length === 0);
  const what = nobody ? "Nobody is on call" : `Nobody is ${brief(first!.name, nameMax)}`;
  const so = nobody ? "a page finds nobody on a shift" : "the first page wakes nobody";
  return [[strong(`${what} in ${brief(name, 80)}: ${so}.`), plain(" Say "), say(words(first)), plain(".")]];
}

const words = (rotation: RotationOnCall | undefined): string =>
  `oncall ${rotation === undefined ? "primary" : brief(rotation.name, nameMax)} @someone`;

function rosterRow(
  { name, services, rotations, experts }: RosterOnCall,
  room: keyof typeof rotationsMax,
  local: LocalTime,
) {
  const shown = rotations.slice(0, rotationsMax[room]);
  const more = rotations.length - shown.length;
  return {
    name: inert(brief(name, 80)),
    services: services.length === 0 ? "" : inert(`Looks after ${names(services.map(short), 4)}`),
    rows: [
      ...shown.map((rotation) =>
        line(capital(short(rotation.name)), [...now(rotation, local), ...next(rotation, local)]),
      ),
      ...(more > 0 ? [line(`${more} more`, [plain("Say "), say(`oncall ${short(name)}`)])] : []),
      ...(experts.length === 0 ? [] : [line("Experts", [plain(expertsOf(experts))])]),
    ],
  };
}

const line = (label: string, parts: Part[]) => ({ parts: [blank(`${label}: `), ...parts] });

function now(rotation: RotationOnCall, local: LocalTime): Part[] {
  const until = rotation.until === undefined ? "" : ` until ${local.of(rotation.until)}`;
  if (rotation.now.length > 0) return [strong(some(rotation.now)), plain(`${until}. `)];
  return [blank(`Nobody${until}: say `), say(words(rotation)), blank(". ")];
}

function next({ next, until }: RotationOnCall, local: LocalTime): Part[] {
  if (next === undefined) return [];
  const from = next.start.getTime() === until?.getTime() ? "Then" : `From ${local.of(next.start)}`;
  return next.onCall.length === 0 ? [blank(`${from} nobody.`)] : [plain(`${from} ${some(next.onCall)}.`)];
}

const expertsOf = (experts: RosterOnCall["experts"]): string =>
  names(
    experts.map(({ name, topics }) => (topics.length === 0 ? short(name) : `${short(name)} (${some(topics)})`)),
    expertsMax,
  );

const short = (name: string): string => brief(name, nameMax);
const some = (all: readonly string[]): string => names(all.map(short), 2);
