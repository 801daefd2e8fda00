/** Who is on call, now or at another time, in the asker's zone. Nobody is an alarm, not an empty line. */
import type { RosterNow, RotationNow } from "../domain/oncall/duty.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { type LocalTime, localTime } from "./local-time.ts";
import { blank, type Part, plain, say, strong, worded } from "./parts.ts";
import { capital } from "./phrase.ts";
import { brief, names } from "./text.ts";

/** `at` undefined is now; `zone` is the asker's. */
export type OnCall = { rosters: readonly RosterNow[]; at: Date | undefined; zone: string };

const rostersMax = 10;
/** Of each roster among several, and of one alone: ten full ones would be more than Teams takes. */
const rotationsMax = { several: 3, alone: 10 };
const alarmsMax = 3;
const expertsMax = 3;
const namesMax = 2;
const nameMax = 40;

const short = (name: string): string => brief(name, nameMax);
const some = (all: readonly string[]): string => names(all.map(short), namesMax);

type Room = keyof typeof rotationsMax;

export function onCallView({ rosters, at, zone }: OnCall): CardMessage {
  const local = localTime(zone);
  const heading = at === undefined ? "On call" : `On call at ${local.withYear(at)}`;
  const more = rosters.length - rostersMax;
  const shown = rosters.slice(0, rostersMax);
  const room: Room = rosters.length === 1 ? "alone" : "several";
  return cardMessage("oncall", `${heading}: ${summaryOf(shown)}`, {
    heading: inert(heading),
    zone: rosters.length === 0 ? "" : inert(`Times are those of ${local.zone}.`),
    alarms: alarmsOf(shown, room).map((parts) => ({ parts })),
    rosters: shown.map((roster) => rosterRow(roster, room, local)),
    more: more > 0 ? [plain(`And ${more} more: say `), say("oncall <roster>"), plain(".")] : [],
  });
}

const nobodyAtAll = [strong("Nobody is on call: a page wakes nobody."), ...worded(" Say `oncall primary @someone`.")];

function summaryOf(rosters: readonly RosterNow[]): string {
  const each = rosters.map(({ name, rotations }) => {
    const now = rotations.find(({ now }) => now.length > 0)?.now ?? [];
    return `${short(name)}: ${now.length === 0 ? "nobody" : some(now)}`;
  });
  return each.length === 0 ? "nobody" : each.join("; ");
}

function alarmsOf(rosters: readonly RosterNow[], room: Room): Part[][] {
  if (rosters.length === 0) return [nobodyAtAll];
  const all = rosters.flatMap((roster) => alarm(roster, room));
  const more = all.length - alarmsMax;
  return more > 0 ? [...all.slice(0, alarmsMax), [strong(`And ${more} more, see below.`)]] : all;
}

/** A gap further up the ladder is only a blank: somebody hears the first page. */
function alarm(roster: RosterNow, room: Room): Part[][] {
  const [first] = roster.rotations;
  if (first !== undefined && first.now.length > 0) return [];
  const nobody = roster.rotations.every(({ now }) => now.length === 0);
  const what = nobody ? "Nobody is on call" : `Nobody is ${short(first!.name)}`;
  const so = nobody ? "a page finds nobody on a shift" : "the first page wakes nobody";
  const said = strong(`${what} in ${short(roster.name)}: ${so}.`);
  const words = wordsFor(roster, first?.name ?? "primary", room);
  return [words === undefined ? [said] : [said, plain(" Say "), say(words), plain(".")]];
}

/** What puts somebody on call there; only these two can be set by a word. */
function wordsFor({ name }: RosterNow, rotation: string, room: Room): string | undefined {
  if (rotation !== "primary" && rotation !== "secondary") return undefined;
  return `oncall ${rotation} @someone${room === "alone" ? "" : ` in ${short(name)}`}`;
}

function rosterRow(roster: RosterNow, room: Room, local: LocalTime) {
  const { name, services, rotations, experts } = roster;
  const shown = rotations.slice(0, rotationsMax[room]);
  const more = rotations.length - shown.length;
  return {
    name: inert(brief(name, 80)),
    services: services.length === 0 ? "" : inert(`Looks after ${names(services.map(short), 4)}`),
    rows: [
      ...shown.map((rotation) => {
        const words = wordsFor(roster, rotation.name, room);
        return line(capital(short(rotation.name)), [
          ...nowParts(rotation, words, local),
          ...nextParts(rotation, local),
        ]);
      }),
      ...(more > 0 ? [line(`${more} more`, [plain("Say "), say(`oncall ${short(name)}`)])] : []),
      ...(experts.length === 0 ? [] : [line("Experts", [plain(expertsOf(experts))])]),
    ],
  };
}

const line = (label: string, parts: Part[]) => ({ parts: [blank(`${label}: `), ...parts] });

function nowParts({ now, until }: RotationNow, words: string | undefined, local: LocalTime): Part[] {
  const end = until === undefined ? "" : ` until ${local.of(until)}`;
  if (now.length > 0) return [strong(some(now)), plain(`${end}. `)];
  if (words === undefined) return [blank(`Nobody${end}. `)];
  return [blank(`Nobody${end}: say `), say(words), blank(". ")];
}

function nextParts({ next, until }: RotationNow, local: LocalTime): Part[] {
  if (next === undefined) return [];
  const from = next.start.getTime() === until?.getTime() ? "Then" : `From ${local.of(next.start)}`;
  return next.onCall.length === 0 ? [blank(`${from} nobody.`)] : [plain(`${from} ${some(next.onCall)}.`)];
}

const expertsOf = (experts: RosterNow["experts"]): string =>
  names(
    experts.map(({ name, topics }) => (topics.length === 0 ? short(name) : `${short(name)} (${some(topics)})`)),
    expertsMax,
  );
