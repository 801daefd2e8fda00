import { describe, expect, test } from "@jest/globals";
import { comingUp, nextDeadline, nextPaging, whatIsDue } from "../../src/domain/escalation/due.ts";
import { type Ladder, ladderOf } from "../../src/domain/escalation/ladder.ts";
import type { Fact, FactOf } from "../../src/domain/incident/facts.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import { isAlarming, mainPage } from "../../src/domain/incident/pages.ts";
import type { Means, Reach } from "../../src/domain/oncall/book.ts";
import type { Person } from "../../src/domain/people.ts";
import {
  acked,
  ann,
  bob,
  cat,
  climb,
  dueAt,
  followedBy,
  given,
  iso,
  ladder,
  minutes,
  opened,
  paged,
  pagedOn,
  pagesOnly,
} from "./given.ts";

const forCat: Ladder = {
  policy: "",
  steps: [{ targets: [{ user: cat }], minutes: 5 }],
  lastResort: [{ role: "commander" }],
};
const inTeams = (page: number, person: Person): Fact => ({
  type: "page tried",
  page,
  step: 0,
  person: person.id,
  order: 0,
  means: "teams",
});
const twoPages = [
  [0, opened()],
  [0, paged(0, ann)],
  [0, inTeams(1, ann)],
  [2, opened(2, forCat)],
  [2, pagedOn(2, 0, cat)],
  [2, inTeams(2, cat)],
] as const;

describe("two pages of one incident", () => {
  test("climb each in its own time", () => {
    expect(dueAt(given(...twoPages), 5)).toEqual([climb(1)]);
    const later = given(...twoPages, [5, paged(1, bob)], [5, { ...inTeams(1, bob), step: 1 } as Fact]);
    expect(dueAt(later, 7)).toMatchObject([
      { fact: { type: "alarm raised", page: 2, step: 1, why: "nobody answered" } },
      { kind: "climb", page: 2, step: 1, targets: [{ role: "commander" }] },
    ]);
  });

  test("are answered one by one: the other stays open", () => {
    const first = given(...twoPages, [3, acked(ann)]);
    expect(first.pages.map(({ paging }) => paging.state)).toEqual(["acknowledged", "waiting"]);
    expect(nextPaging(first)).toEqual(minutes(7));
    const second = given(...twoPages, [3, acked(cat, 2)]);
    expect(second.pages.map(({ paging }) => paging.state)).toEqual(["waiting", "acknowledged"]);
    expect(nextPaging(second)).toEqual(minutes(5));
  });

  test("wait for nobody where a page is told of that there is not", () => {
    const strange = given(...twoPages, [3, acked(cat, 9)]);
    expect(strange.pages).toEqual(given(...twoPages).pages);
  });
});

test("a page that is opened again has the new ladder, and begins at its first step", () => {
  const again = given(...twoPages, [3, opened(1, { ...ladder, policy: "worse" })]);
  expect(mainPage(again)).toMatchObject({ openedAt: iso(3), ladder: { policy: "worse" }, paging: { step: -1 } });
  expect(dueAt(again, 3)).toEqual([climb(0)]);
});

/** Ann has three means, of which the text message fails for good; Bob's only one does; Cat's is Teams. */
const reach: Record<string, readonly Reach[]> = {
  ann: [
    { means: "teams", afterMinutes: 0 },
    { means: "sms", afterMinutes: 2 },
    { means: "call", afterMinutes: 4 },
  ],
  bob: [{ means: "email", afterMinutes: 0 }],
};
const whoIsMeant: Record<string, Person[]> = { ann: [ann], bob: [bob], cat: [cat], all: [ann, bob, cat] };
const failing: readonly Means[] = ["sms", "email"];

const lifeLadder: Ladder = ladderOf(
  {
    name: "life",
    steps: [
      { notify: [{ person: "ann" }], minutes: 5 },
      { notify: [{ person: "bob" }], minutes: 7 },
    ],
    repeats: 1,
    ...followedBy("managers"),
    lastResort: [{ person: "all" }],
  },
  [{ name: "managers", steps: [{ notify: [{ person: "cat" }], minutes: 3 }], repeats: 0, lastResort: [] }],
);

/** The facts of what is due, as whoever knows the people records them, and what came of each try at once. */
function recorded(due: ReturnType<typeof dueAt>): Fact[] {
  return due.flatMap((each): Fact[] => {
    if (each.kind === "open") return [opened(each.page, lifeLadder)];
    if (each.kind === "climb") {
      const people = each.targets.flatMap((target) => whoIsMeant[(target as { person: string }).person] ?? []);
      return [{ type: "paged", page: each.page, step: each.step, people, reach }];
    }
    if (each.kind === "listen") return [each.otherwise];
    if (each.kind === "review") return [];
    return [each.fact, ...reportOn(each.fact)];
  });
}

function reportOn(fact: Fact): FactOf<"page reported">[] {
  if (fact.type !== "page tried") return [];
  const { means, type: _, ...which } = fact;
  return [{ type: "page reported", ...which, state: failing.includes(means) ? "failed" : "delivered" }];
}

const inWords = (fact: Fact): string[] => {
  if (fact.type === "page tried") return [`${fact.person} by ${fact.means}`];
  if (fact.type === "paged") return [`step ${fact.step}`];
  if (fact.type === "page failed") return [`${fact.person.id} not reached`];
  return fact.type === "alarm raised" ? ["alarm"] : [];
};

/** What is foretold must be the first thing that happens, at that instant and not before. */
function foretold(incident: Live, at: number): void {
  const coming = comingUp(incident, 1);
  const due = dueAt(incident, at).filter((each) => each.kind !== "fact" || each.fact.type !== "page failed");
  const [next] = due;
  if (next === undefined || next.kind === "open") return;
  expect([at, coming?.at]).toEqual([at, minutes(at)]);
  if (next.kind === "fact" && next.fact.type === "page tried")
    expect(coming).toMatchObject({ what: "try", person: { id: next.fact.person }, means: next.fact.means });
  else {
    const climbing = due.find((each) => each.kind === "climb");
    const what = next.kind === "fact" ? "alarm" : "climb";
    expect(coming).toMatchObject({ what, step: climbing?.step, targets: climbing?.targets });
  }
}

test("through its whole life a page does what was foretold, when it was foretold, and nothing in between", () => {
  const history: [number, Fact][] = [];
  const told: string[] = [];
  for (let incident = given(); ; incident = given(...history)) {
    const next = nextDeadline(incident, pagesOnly)!;
    const at = (next.getTime() - minutes(0).getTime()) / 60_000;
    if (at > 50) break;
    expect(whatIsDue(incident, pagesOnly, new Date(next.getTime() - 1))).toEqual([]);
    foretold(incident, at);
    const facts = recorded(dueAt(incident, at));
    history.push(...facts.map((fact) => [at, fact] as [number, Fact]));
    told.push(...facts.flatMap(inWords).map((words) => `${at} ${words}`));
  }
  const round = (from: number, step: number) => [
    `${from} step ${step}`,
    `${from} ann by teams`,
    `${from + 2} ann by sms`,
    `${from + 2} ann by call`,
    `${from + 5} step ${step + 1}`,
    `${from + 5} bob by email`,
    `${from + 5} bob not reached`,
  ];
  const alarmAt = (from: number, step: number) => [
    `${from} alarm`,
    `${from} step ${step}`,
    `${from} ann by teams`,
    `${from} bob by email`,
    `${from} cat by teams`,
    `${from} bob not reached`,
    `${from + 2} ann by sms`,
    `${from + 2} ann by call`,
  ];
  expect(told).toEqual([
    ...round(0, 0),
    ...round(5, 2),
    "10 step 4",
    "10 cat by teams",
    ...[13, 23, 33].flatMap((from, index) => alarmAt(from, 5 + index)),
    ...alarmAt(43, 8),
  ]);
  expect(given(...history).pages.map(isAlarming)).toEqual([true]);
  expect(comingUp(given(...history, [50, acked(ann)]), 1)).toBeUndefined();
  expect([
    comingUp(given(...history), 2),
    comingUp(given(...history, [50, { type: "resolved", summary: "" }]), 1),
  ]).toEqual([undefined, undefined]);
});
