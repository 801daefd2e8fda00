/** Somebody in the organisation. `id` is the Entra object id, `email` the user principal name where it is known. */
export type Person = { id: string; name: string; email?: string };

/** Who did a thing. "outside": somebody whom another system names, and who is not found among our people. */
export type Actor =
  | { kind: "person"; person: Person }
  | { kind: "outside"; name: string; system: string }
  | { kind: "alert"; source: string }
  | { kind: "muster" };

export const muster: Actor = { kind: "muster" };

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "person":
      return actor.person.name;
    case "outside":
      return actor.name;
    case "alert":
      return `an alert from ${actor.source}`;
    case "muster":
      return "Muster";
  }
}

export const samePerson = (one: Person | undefined, other: Person | undefined): boolean =>
  one !== undefined && one.id === other?.id;
