/** Pages that somebody asks for in an incident, beside the one that began with it. */
import { type Ladder, ladderOf } from "../escalation/ladder.ts";
import { meantRoster } from "../oncall/assign.ts";
import { type Book, findNamed, nameKey, type Roster, type Target } from "../oncall/book.ts";
import { policyFor } from "../oncall/choose.ts";
import { nearest } from "../nearest.ts";
import type { Person } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";

export type Wanted =
  | { kind: "user"; person: Person }
  | { kind: "rotation"; name: string; roster: string }
  | { kind: "expert"; topic: string }
  | { kind: "roster"; roster: string };

/** How often somebody who was asked for in person is paged before the alarm, and how long each waits. */
const personalRounds = 3;
const personalMinutes = 5;
const pagesMax = 20;

export function openPage(incident: Live, ladder: Ladder, because: string): Fact[] {
  needOpen(incident);
  const waiting = incident.pages.filter(({ paging }) => paging.state === "waiting").length;
  if (waiting >= pagesMax)
    throw new Refusal(`${waiting} pages of ${incident.id} wait for an answer; that is the most.`);
  const page = Math.max(1, ...incident.pages.map(({ number }) => number)) + 1;
  return [{ type: "page opened", page, because, ladder }];
}

/** Whom to page, and who after them. Throws a Refusal where nobody is meant. */
export function pageLadder(book: Book, incident: Live, wanted: Wanted, who: Person): Ladder {
  switch (wanted.kind) {
    case "user":
      return personal([{ user: wanted.person }], who);
    case "expert":
      return personal([{ expert: knownTopic(book, wanted.topic) }], who);
    case "rotation": {
      const roster = knownRoster(book, wanted.roster);
      const found = findNamed(roster.rotations, wanted.name);
      if (found === undefined)
        throw new Refusal(`${roster.name} has no ${wanted.name}: it has ${listed(roster.rotations)}.`);
      const ladder = ladderFor(book, incident, roster);
      const first = { targets: [{ rotation: found.name, roster: roster.name }], minutes: personalMinutes };
      return { ...ladder, steps: [first, ...ladder.steps.filter((step) => !isSame(step.targets, first.targets))] };
    }
    case "roster":
      return ladderFor(book, incident, knownRoster(book, wanted.roster));
  }
}

/** Where nobody answers, the commander and whoever asked hear of it. */
const personal = (targets: readonly Target[], who: Person): Ladder => ({
  policy: "",
  steps: Array.from({ length: personalRounds }, () => ({ targets, minutes: personalMinutes })),
  lastResort: [{ role: "commander" }, { user: who }],
});

const ladderFor = (book: Book, { severity }: Live, roster: Roster): Ladder => ({
  ...ladderOf(policyFor(book.policies, { roster }, severity), book.policies),
  roster: roster.name,
});

function knownRoster(book: Book, words: string): Roster {
  const roster = meantRoster(book, words);
  if (roster === undefined) throw new Refusal("There is no roster yet: say `oncall primary @someone`.");
  return roster;
}

function knownTopic({ people }: Book, topic: string): string {
  const topics = [...new Set(people.flatMap(({ expertise = [] }) => expertise))];
  const known = topics.find((each) => nameKey(each) === nameKey(topic));
  if (known !== undefined) return known;
  const near = nearest(topic, topics);
  const others = near.length > 0 ? near : topics.slice(0, 10);
  throw new Refusal(
    others.length === 0
      ? "The book names no experts yet."
      : `Nobody is an expert for “${topic.slice(0, 60)}”. There are experts for ${others.join(", ")}.`,
  );
}

const listed = (all: readonly { name: string }[]): string => all.map(({ name }) => name).join(", ") || "no rotations";
const isSame = (one: readonly Target[], other: readonly Target[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
