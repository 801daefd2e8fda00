/** Who is on call in a new sandbox, written into Muster's own storage before it starts. */
import { openStorage } from "../src/azure/storage.ts";
import { type BookPart, nameKey, type Responder, type Roster } from "../src/domain/oncall/book.ts";
import type { Schedule } from "../src/domain/oncall/schedule.ts";
import { findPerson } from "./people.ts";

const members = ["Megan Bowen", "Alex Wilber", "Adele Vance", "Nestor Wilke"];

const responder = (name: string, timeZone: string, more: Partial<Responder> = {}): Responder => {
  const { id, upn, phone } = findPerson(name)!;
  return { name, teams: id, email: upn, phone, timeZone, ...more };
};

/** Nobody says how to be reached, so all are reached in the usual way: in Teams, then by text message, then by a call. */
const people: Responder[] = [
  responder("Megan Bowen", "Europe/London"),
  responder("Alex Wilber", "America/New_York"),
  responder("Adele Vance", "America/Los_Angeles"),
  responder("Nestor Wilke", "Europe/Berlin"),
  responder("Diego Siciliani", "Europe/London", { expertise: ["database"] }),
];

/** One person, always. */
const always = (name: string, person: string): Schedule => ({
  name,
  timeZone: "Europe/London",
  layers: [
    {
      name: "always",
      priority: 1,
      rotation: { type: "fixed", length: 1, start: "2026-01-01T00:00", participants: [person] },
    },
  ],
  overrides: [],
});

const roster: Roster = {
  name: "on-call",
  members,
  rotations: [
    { name: "primary", schedule: "primary" },
    { name: "secondary", schedule: "secondary" },
  ],
  experts: ["Diego Siciliani"],
  services: ["checkout", "payments"],
};

const book: [BookPart, { name: string }[]][] = [
  ["people", people],
  ["schedules", [always("primary", "Megan Bowen"), always("secondary", "Alex Wilber")]],
  ["rosters", [roster]],
];

/** The edition comes last: a book that has one is whole, and stays as it is. */
export async function seedBook(storage: string, prefix: string): Promise<void> {
  const { documents } = await openStorage(
    { STORAGE_CONNECTION_STRING: storage, STORAGE_PREFIX: prefix },
    () => new Date(),
  );
  if ((await documents.read("oncall", "edition")) !== undefined) return;
  const write = async (id: string, value: unknown): Promise<void> => {
    await documents.write("oncall", id, value, (await documents.read("oncall", id))?.version);
  };
  for (const [part, entries] of book)
    await Promise.all(entries.map((each) => write(`${part}/${nameKey(each.name)}`, each)));
  await write("edition", 1);
}
