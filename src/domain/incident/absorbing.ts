/** What an incident takes over from one that is merged into it. */
import { type Person, samePerson } from "../people.ts";
import type { Fact, FactOf } from "./facts.ts";
import type { Incident, Live } from "./incident.ts";
import { type Action, openActions } from "./work.ts";

const awareMax = 20;
/** An append holds 50 facts. */
const atOnceMax = 40;

/** That it was merged, once. `loser` is as it was just before. */
export function absorbed(winner: Live, loser: Live, { duplicate }: FactOf<"merged">): Fact[] {
  if (winner.kin.absorbed.some(({ id }) => id === loser.id)) return [];
  const aware = toldOf(winner, loser);
  return [
    {
      type: "absorbed",
      from: loser.id,
      title: loser.title,
      ...(duplicate === undefined ? {} : { duplicate }),
      ...(aware.length === 0 ? {} : { aware }),
    },
  ];
}

/** Open actions that are not here yet, so many as one append holds: called until it has none left. */
export function carriedOver(winner: Live, loser: Live): Fact[] {
  const { actions } = winner.work;
  return openActions(loser.work)
    .map((action) => ({ ...action, carried: originOf(loser, action) }))
    .filter(({ carried }) => !actions.some((each) => isSame(originOf(winner, each), carried)))
    .slice(0, atOnceMax)
    .map(
      ({ text, owner, dueAt, carried }, index): Fact => ({
        type: "action opened",
        action: actions.length + 1 + index,
        text,
        owner,
        ...(dueAt === undefined ? {} : { dueAt }),
        carried,
      }),
    );
}

type Origin = { from: string; action: number };

/** Where it was opened first: an action that comes back is the one that was left behind. */
const originOf = ({ id }: Live, { number, carried }: Action): Origin => carried ?? { from: id, action: number };

const isSame = (one: Origin, other: Origin): boolean => one.from === other.from && one.action === other.action;

/** Whoever has a part in the one that ended or has shown that they know of it, and not of the one that goes on. */
function toldOf(winner: Live, loser: Live): Person[] {
  const know = peopleOf(winner);
  return peopleOf(loser)
    .filter((person, index, all) => all.findIndex((other) => samePerson(other, person)) === index)
    .filter((person) => !person.id.startsWith("19:") && !know.some((other) => samePerson(other, person)))
    .slice(0, awareMax);
}

const peopleOf = (incident: Live): Person[] => [
  ...(incident.declaredBy.kind === "person" ? [incident.declaredBy.person] : []),
  ...Object.values(incident.roles).filter((person) => person !== undefined),
  ...incident.crew.map(({ person }) => person),
  ...openActions(incident.work).map(({ owner }) => owner),
  ...incident.pages.flatMap(({ paging }) => (paging.state === "acknowledged" ? [paging.by] : [])),
  ...incident.known.aware.map(({ person }) => person),
];

/** The parts of an incident that go on. */
export const stillOpen = (parts: readonly Incident[]): { id: string; title: string }[] =>
  parts.flatMap((part) => (part.status === "open" ? [{ id: part.id, title: part.title }] : []));

/** That the parts of it are all over, said once for each time that they are. */
export function partsOver(parent: Incident, parts: readonly Incident[]): Fact[] {
  if (parent.status !== "open" || parent.kin.children.length === 0) return [];
  if (!parent.kin.children.every(({ id }) => parts.some((part) => part.id === id))) return [];
  const over = parts.flatMap((part) =>
    part.status === "resolved" || part.status === "closed" ? [{ id: part.id, at: part.resolvedAt }] : [],
  );
  if (over.length < parts.length) return [];
  const before = JSON.stringify(parent.kin.partsOver);
  return before === JSON.stringify(over) ? [] : [{ type: "parts told", open: [], over }];
}
