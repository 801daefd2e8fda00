/** Who took part in an incident, also those who have handed on since: who cannot be neutral about it afterwards. */
import { type Actor, type Person, samePerson } from "../people.ts";
import type { Entry, Fact, Role } from "./facts.ts";
import type { Live } from "./incident.ts";

/** What somebody did, and when they first did. */
export type Deed = { person: Person; at: string } & (
  | { did: "declared" | "answered" | "resolved" }
  | { did: "role"; role: Role; title?: string }
);

export function deedsAfter(deeds: readonly Deed[], { fact, at, by }: Entry): readonly Deed[] {
  const deed = deedOf(fact, at, by);
  return deed === undefined || deeds.some((each) => isSame(each, deed)) ? deeds : [...deeds, deed];
}

function deedOf(fact: Fact, at: string, by: Actor): Deed | undefined {
  switch (fact.type) {
    case "declared":
    case "resolved":
      return by.kind === "person" ? { person: by.person, at, did: fact.type } : undefined;
    case "acknowledged":
      return { person: fact.person, at, did: "answered" };
    case "role assigned": {
      const { role, title } = fact;
      return { person: fact.person, at, did: "role", role, ...(title === undefined ? {} : { title }) };
    }
    default:
      return undefined;
  }
}

const isSame = (one: Deed, other: Deed): boolean =>
  samePerson(one.person, other.person) &&
  one.did === other.did &&
  (one.did !== "role" || other.did !== "role" || one.role === other.role);

/** Everybody who had one of these parts, in the order in which they had it. */
export const deedsOf = ({ deeds }: Live, did: Deed["did"]): Deed[] => deeds.filter((each) => each.did === did);

/** Actions that somebody did, or said that they are on. */
const isWorkedOn = ({ state, acknowledgedAt }: Live["work"]["actions"][number]): boolean =>
  state === "done" || acknowledgedAt !== undefined;

/** Why somebody is not neutral: what they had to do with it, to stand behind their name. Undefined where they are. */
export function partIn(incident: Live, person: Person): string | undefined {
  const own = incident.deeds.filter((each) => samePerson(each.person, person));
  const [deed] = own.toSorted((one, other) => order.indexOf(one.did) - order.indexOf(other.did));
  if (deed?.did === "role") return deed.role === "commander" ? "commanded it" : `was ${deed.title ?? deed.role} in it`;
  if (deed !== undefined) return words[deed.did];
  const worked = incident.work.actions.some((each) => samePerson(each.owner, person) && isWorkedOn(each));
  return worked ? "did an action in it" : undefined;
}

const order: readonly Deed["did"][] = ["role", "answered", "declared", "resolved"];
const words = { answered: "answered its page", declared: "declared it", resolved: "resolved it" } as const;
