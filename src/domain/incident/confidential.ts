/** Who belongs to a confidential incident, and what is said of it where others read. */
import { type Person, samePerson } from "../people.ts";
import type { Live } from "./incident.ts";

/** Whoever declared it, was paged for it, or has something to do in it. The members of its channel belong to it too. */
export function hasPart(incident: Live, who: Person): boolean {
  const { declaredBy, roles, crew, handover, work, paged } = incident;
  const people = [
    ...(declaredBy.kind === "person" ? [declaredBy.person] : []),
    ...paged,
    ...Object.values(roles),
    ...crew.map(({ person }) => person),
    ...(handover === undefined ? [] : [handover.to]),
    ...work.actions.map(({ owner }) => owner),
    ...work.followUps.map(({ owner }) => owner),
    incident.review?.owner,
    incident.review?.facilitator,
  ];
  return people.some((person) => samePerson(who, person ?? undefined));
}

/** The title for places that others read too: lists, work items, phones. */
export const titleOutside = ({ confidential, title }: Pick<Live, "confidential" | "title">): string =>
  confidential === true ? "(confidential)" : title;
