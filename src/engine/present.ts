/** Whether the people a request names can be asked: chosen in a form they are looked up, and they have to be there. */
import type { Conversation } from "../domain/incident/facts.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Incoming } from "./incoming.ts";
import type { Chat } from "./ports.ts";

/** The fields of forms in which people are chosen; a people picker answers with Entra object ids. */
const fieldsOfPeople = ["owner", "person"] as const;
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function chosen(
  { findPerson }: { findPerson(id: string): Promise<Person | undefined> },
  fields: Record<string, string>,
): Promise<Record<string, Person>> {
  const named = fieldsOfPeople.filter((field) => objectId.test(fields[field] ?? ""));
  const found = await Promise.all(
    named.map(async (field) => {
      const person = await findPerson(fields[field]!);
      if (person === undefined) throw new Refusal("Nobody in the organisation has that name. Choose another.");
      return [field, person] as const;
    }),
  );
  return Object.fromEntries(found);
}

/**
 * Throws a Refusal for somebody who is not there: work goes to people of the team, command to people of the organisation.
 * What cannot be found out in time is no reason to refuse. `place` is where the incident is worked on, which counts for
 * what is said in a chat with Muster alone.
 */
export async function needPresent(
  { chat }: { chat: Pick<Chat, "standing"> },
  { who, conversation, channel, kindOfPlace }: Extract<Incoming, { kind: "said" | "pressed" }>,
  named: { person: Person; for: "work" | "command" } | undefined,
  place: () => Promise<Conversation | undefined>,
): Promise<void> {
  if (named === undefined || samePerson(named.person, who)) return;
  const { person } = named;
  const where = kindOfPlace === "personal" ? await place() : { ...conversation, id: channel };
  if (where === undefined) return;
  const standing = await chat.standing(where, person);
  if (standing === "absent")
    throw new Refusal(
      `${person.name} is not in this team. Add them to the team, then say it again. Nothing was recorded.`,
    );
  if (named.for === "command" && (standing === "outside" || standing === "guest"))
    throw new Refusal(
      `${person.name} is ${standing === "guest" ? "a guest" : "not of this organisation"}: command stays within the organisation. Nothing was recorded.`,
    );
}
