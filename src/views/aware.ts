/** Who knows of an incident, and how that is known. */
import type { Live } from "../domain/incident/incident.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { blank, blankThatSays, type Part, plain } from "./parts.ts";
import { names } from "./text.ts";

export function aware(incident: Live): Part[] {
  const known = involved(incident);
  const spoke = others(incident, "spoke", known);
  const saw = others(incident, "saw", known);
  const paged = incident.paged.filter((person) => ![...known, ...spoke, ...saw].some((one) => samePerson(one, person)));
  const stakeholders =
    incident.lastUpdate === undefined ? blankThatSays("Stakeholders have no update", "update what is known") : [];
  return [
    ...(known.length > 0 ? [plain(`${names(nameOf(known))}. `)] : []),
    ...(spoke.length > 0 ? [plain(`In the channel: ${names(nameOf(spoke), 4)}. `)] : []),
    ...(saw.length > 0 ? [plain(`Have seen this card: ${names(nameOf(saw), 3)}. `)] : []),
    ...(paged.length > 0 ? [plain(`Paged: ${names(nameOf(paged))}. `)] : []),
    ...(incident.paged.length === 0 ? [blank("Nobody has been paged. ")] : []),
    ...(incident.status === "open" ? stakeholders : []),
  ];
}

/** Those who have shown that they know: whoever declared, answered or took a role. */
export function involved(incident: Live): Person[] {
  const { declaredBy, pages, roles, crew } = incident;
  return once([
    ...(declaredBy.kind === "person" ? [declaredBy.person] : []),
    ...pages.flatMap(({ paging }) => (paging.state === "acknowledged" ? [paging.by] : [])),
    ...Object.values(roles).filter((person) => person !== undefined),
    ...crew.map(({ person }) => person),
  ]);
}

const others = ({ known }: Live, how: "spoke" | "saw", besides: readonly Person[]): Person[] =>
  known.aware
    .filter((each) => each.how === how && !besides.some((one) => samePerson(one, each.person)))
    .map(({ person }) => person);

export const once = (all: readonly Person[]): Person[] =>
  all.filter((person, index) => all.findIndex((other) => samePerson(person, other)) === index);

const nameOf = (people: readonly Person[]): string[] => people.map((person) => person.name);
