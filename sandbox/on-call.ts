/** Who is on call in a new sandbox, written into Muster's own storage before it starts. */
import { openStorage } from "../src/azure/storage.ts";
import type { Roster } from "../src/domain/oncall/roster.ts";
import type { Person } from "../src/domain/people.ts";
import { findPerson } from "./people.ts";

const named = (name: string): Person => {
  const { id, upn } = findPerson(name)!;
  return { id, name, email: upn };
};
const roster: Roster = {
  primary: named("Megan Bowen"),
  secondary: named("Alex Wilber"),
  members: ["Megan Bowen", "Alex Wilber", "Adele Vance", "Nestor Wilke"].map(named),
};

/** Leaves a roster that is there already as it is. */
export async function seedRoster(storage: string, prefix: string): Promise<void> {
  const { documents } = await openStorage(
    { STORAGE_CONNECTION_STRING: storage, STORAGE_PREFIX: prefix },
    () => new Date(),
  );
  if ((await documents.read("roster", "default")) === undefined)
    await documents.write("roster", "default", roster, undefined);
}
