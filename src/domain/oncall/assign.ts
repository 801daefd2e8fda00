/** Changes of the book that one sentence makes: who is primary, who belongs to a roster. */
import type { Person } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { type Book, findNamed, nameKey, type Responder, type Roster } from "./book.ts";
import type { Schedule } from "./schedule.ts";

/** The roster that is made when somebody is put on call before there is any. */
const firstRoster = "on-call";
/** Rotations that are paged in this order, whichever was made first. */
const order = ["primary", "secondary"];

export const isOne = ({ teams, email }: Responder, { id, email: own }: Person): boolean =>
  [teams, email].some(
    (each) => each !== undefined && [id, own].some((other) => other?.toLowerCase() === each.toLowerCase()),
  );

/** Somebody of Teams as the book has them: under their own name, made where they are not in it. */
export function withPerson(book: Book, person: Person): { book: Book; name: string } {
  const known = book.people.find((each) => isOne(each, person));
  if (known !== undefined) return { book, name: known.name };
  const sameName = findNamed(book.people, person.name);
  if (sameName !== undefined && sameName.teams === undefined) {
    const people = book.people.map((each) => (each === sameName ? { ...each, teams: person.id } : each));
    return { book: { ...book, people }, name: sameName.name };
  }
  const name = sameName === undefined ? person.name : `${person.name} (${person.id.slice(0, 8)})`;
  const made: Responder = { name, teams: person.id, ...(person.email === undefined ? {} : { email: person.email }) };
  return { book: { ...book, people: [...book.people, made] }, name };
}

/** The roster that is meant: by its name or a service it looks after; the only one where none is said. */
export function meantRoster(book: Book, words: string): Roster | undefined {
  if (words.trim() === "") {
    if (book.rosters.length > 1)
      throw new Refusal(`Which roster? There are ${book.rosters.map(({ name }) => name).join(", ")}.`);
    return book.rosters[0];
  }
  const found =
    findNamed(book.rosters, words) ??
    book.rosters.find(({ services }) => services.some((each) => nameKey(each) === nameKey(words)));
  if (found !== undefined || book.rosters.length === 0) return found;
  throw new Refusal(
    `There is no roster or service “${words.trim().slice(0, 60)}”. There are ${book.rosters.map(({ name }) => name).join(", ")}.`,
  );
}

const emptyRoster = (name: string): Roster => ({ name, members: [], rotations: [], experts: [], services: [] });

/** Puts one person on call for good. A rotation that goes by turns is not thrown away by a sentence: throws a Refusal. */
export function setDuty(book: Book, rotation: string, rosterWords: string, person: Person, now: Date): Book {
  const joined = addMember(book, rosterWords, person);
  const roster = meantRoster(joined, rosterWords) ?? joined.rosters[0]!;
  const { name } = withPerson(joined, person);
  const known = findNamed(roster.rotations, rotation);
  const schedule = known === undefined ? undefined : findNamed(joined.schedules, known.schedule);
  if (schedule !== undefined && !isFixed(schedule))
    throw new Refusal(
      `The ${rotation} of ${roster.name} goes by turns (schedule “${schedule.name}”). For a while say \`cover @someone 18:00-22:00\` or \`swap @someone\`; for good change the schedule and \`muster import\` it.`,
    );
  const next = fixed(schedule ?? newSchedule(joined, roster, rotation), name, now);
  const schedules = [...joined.schedules.filter((each) => each !== schedule), next];
  const rotations =
    known === undefined ? inOrder([...roster.rotations, { name: rotation, schedule: next.name }]) : roster.rotations;
  return { ...joined, schedules, rosters: replaced(joined, roster, { ...roster, rotations }) };
}

export function addMember(book: Book, rosterWords: string, person: Person): Book {
  const known = withPerson(book, person);
  const roster = meantRoster(book, rosterWords) ?? emptyRoster(firstRoster);
  const isMember = roster.members.some((each) => nameKey(each) === nameKey(known.name));
  const next = isMember ? roster : { ...roster, members: [...roster.members, known.name] };
  return { ...known.book, rosters: replaced(known.book, roster, next) };
}

/** Takes somebody out of a roster and off its fixed rotations. */
export function removeMember(book: Book, rosterWords: string, person: Person): Book {
  const roster = meantRoster(book, rosterWords);
  const name = book.people.find((each) => isOne(each, person))?.name;
  if (roster === undefined || name === undefined) throw new Refusal(`${person.name} is in no roster.`);
  const own = new Set(roster.rotations.map(({ schedule }) => nameKey(schedule)));
  const schedules = book.schedules.map((each) =>
    own.has(nameKey(each.name)) && isFixed(each) && holder(each) === name ? fixedTo(each, null) : each,
  );
  const members = roster.members.filter((each) => nameKey(each) !== nameKey(name));
  return { ...book, schedules, rosters: replaced(book, roster, { ...roster, members }) };
}

const replaced = (book: Book, was: Roster, now: Roster): Roster[] =>
  book.rosters.includes(was) ? book.rosters.map((each) => (each === was ? now : each)) : [...book.rosters, now];

const isFixed = ({ layers }: Schedule): boolean => layers.length === 1 && layers[0]!.rotation.type === "fixed";
const holder = ({ layers }: Schedule) => layers[0]!.rotation.participants[0] ?? null;

function newSchedule({ schedules }: Book, roster: Roster, rotation: string): Schedule {
  const short = roster.name === firstRoster ? rotation : `${roster.name}-${rotation}`;
  const name = findNamed(schedules, short) === undefined ? short : `${roster.name} ${rotation} schedule`;
  const nobody = { type: "fixed", length: 1, start: "2000-01-01T00:00", participants: [null] } as const;
  return { name, timeZone: "UTC", layers: [{ name: "always", priority: 1, rotation: nobody }], overrides: [] };
}

/** What is over is left out: nobody needs an override of last year to be told who is on call. */
const fixed = (schedule: Schedule, name: string, now: Date): Schedule => ({
  ...fixedTo(schedule, name),
  overrides: schedule.overrides.filter(({ end }) => !(Date.parse(end) < now.getTime())),
});

const fixedTo = (schedule: Schedule, name: string | null): Schedule => ({
  ...schedule,
  layers: schedule.layers.map((layer) => ({ ...layer, rotation: { ...layer.rotation, participants: [name] } })),
});

const inOrder = (rotations: Roster["rotations"]): Roster["rotations"] => {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...rotations].sort((one, other) => place(one.name) - place(other.name));
};
