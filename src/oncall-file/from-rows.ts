/** A table of who is on call, with a row for each engineer, as people, schedules and a roster for each service. */
import { z } from "zod";
import { type Book, findNamed, nameKey, type Responder, type Roster } from "../domain/oncall/book.ts";
import type { Participant, Schedule } from "../domain/oncall/schedule.ts";

export type FromRows = { book: Pick<Book, "people" | "rosters" | "schedules">; problems: string[]; notes: string[] };

const rowShape = z.object({
  email: z
    .string("has no email")
    .trim()
    .regex(/^[^\s@]{1,64}@[^\s@]{1,190}$/, "has an email that is none"),
  oncall: z.union([z.boolean(), z.stringbool()], "says neither true nor false in oncall").default(false),
  name: z.string("has a name that is no text").trim().nullish(),
  service: z.string("has a service that is no text").trim().nullish(),
});
type Row = z.infer<typeof rowShape>;

const usualRoster = "on-call";
const rotationName = "primary";

/**
 * Everybody in a row is a person, by their account in Teams or their e-mail the one that is stored already, and a
 * member of the roster of their service; those with `oncall` are together its primary, for ever.
 */
export function bookFromRows(rows: readonly Record<string, unknown>[], stored: Book): FromRows {
  const problems: string[] = [];
  const read = rows.flatMap((each) => {
    const row = rowShape.safeParse(lowerKeys(each));
    if (row.success) return [row.data];
    const where = `Row ${String(each["partitionKey"])} / ${String(each["rowKey"])}`;
    problems.push(...row.error.issues.map(({ message }) => `${where} ${message}.`));
    return [];
  });
  const people = peopleOf(read, stored);
  const nameOf = ({ email }: Row): string => people.get(email.toLowerCase())?.name ?? email;
  const services = Map.groupBy(read, ({ service }) => nameKey(service || usualRoster));
  const teams = [...services.values()].map((members) => teamOf(members, nameOf, stored));
  return {
    book: {
      people: [...people.values()].filter((person) => !stored.people.includes(person)),
      rosters: teams.map(({ roster }) => roster),
      schedules: teams.map(({ schedule }) => schedule),
    },
    problems,
    notes: teams
      .filter(({ onCall }) => onCall.length === 0)
      .map(({ roster }) => `Nobody of “${roster.name}” is on call.`),
  };
}

const lowerKeys = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));

/** By their e-mail in lower case. Whoever is stored stays as they are; of two of one name the second has the e-mail behind it. */
function peopleOf(rows: readonly Row[], stored: Book): Map<string, Responder> {
  const people = new Map<string, Responder>();
  for (const person of stored.people)
    for (const account of [person.email, person.teams])
      if (account !== undefined) people.set(account.toLowerCase(), person);
  const taken = new Set(stored.people.map(({ name }) => nameKey(name)));
  const found = new Map<string, Responder>();
  for (const { email, name } of rows) {
    const account = email.toLowerCase();
    const called = name || (email.split("@")[0] ?? email);
    const unique = taken.has(nameKey(called)) ? `${called} (${email})` : called;
    const person = found.get(account) ?? people.get(account) ?? { name: unique, teams: email, email };
    taken.add(nameKey(person.name));
    found.set(account, person);
  }
  return found;
}

type Team = { roster: Roster; schedule: Schedule; onCall: string[] };

/** A roster that is there already keeps what a table does not know: its experts, its policy, its other rotations. */
function teamOf(rows: readonly Row[], nameOf: (row: Row) => string, stored: Book): Team {
  const service = rows[0]?.service || undefined;
  const known = findNamed(stored.rosters, service ?? usualRoster);
  const name = known?.name ?? service ?? usualRoster;
  const members = [...new Set(rows.map(nameOf))].sort();
  const onCall = [...new Set(rows.filter(({ oncall }) => oncall).map(nameOf))].sort();
  const schedule = fixedSchedule(`${name}-${rotationName}`, onCall);
  const others = (known?.rotations ?? []).filter((rotation) => nameKey(rotation.name) !== rotationName);
  const services = service === undefined ? [] : [service];
  const rotations = [{ name: rotationName, schedule: schedule.name }, ...others];
  return { roster: { name, experts: [], services, ...known, members, rotations }, schedule, onCall };
}

function fixedSchedule(name: string, onCall: readonly string[]): Schedule {
  const [only = null] = onCall;
  const together: Participant = onCall.length > 1 ? onCall : only;
  const rotation = { type: "fixed", length: 1, start: "2000-01-01T00:00", participants: [together] } as const;
  return { name, timeZone: "UTC", layers: [{ name: "on call", priority: 1, rotation }], overrides: [] };
}
