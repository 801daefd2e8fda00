/** Whether policies lead to somebody, and to an end. */
import { ladderOf } from "../escalation/ladder.ts";
import { type EscalationPolicy, nameKey, type Target } from "./book.ts";
import { checkCount, checkKnown, checkText, checkTexts, checkWhole, type Found, type Known } from "./check-names.ts";
import { nearest } from "../nearest.ts";

type Path = Found["path"];

const targetsMax = 30;

export function* checkPolicy(policy: EscalationPolicy, all: Known): Generator<Found> {
  const { severities = [], services = [], steps, repeats, lastResort, waits = [] } = policy;
  yield* checkCount(["severities"], severities, 5);
  yield* checkTexts(["services"], services, 500);
  yield* checkCount(["steps"], steps, 20, 1);
  for (const [index, { notify, minutes }] of steps.entries()) {
    yield* checkCount(["steps", index, "notify"], notify, targetsMax, 1);
    yield* checkTargets(["steps", index, "notify"], notify, all);
    yield* checkWhole(["steps", index, "minutes"], minutes, 1, 1_440);
  }
  yield* checkWhole(["repeats"], repeats, 0, 20);
  if (policy.then !== undefined) yield* checkKnown(["then"], "policy", policy.then, all);
  yield* checkCircle(policy, all);
  yield* checkLength(policy, all);
  yield* checkCount(["lastResort"], lastResort, targetsMax);
  yield* checkTargets(["lastResort"], lastResort, all);
  yield* checkCount(["waits"], waits, 5);
}

function* checkTargets(path: Path, targets: readonly Target[], all: Known): Generator<Found> {
  for (const [index, target] of targets.entries()) yield* checkTarget([...path, index], target, all);
}

function* checkTarget(path: Path, target: Target, all: Known): Generator<Found> {
  if ("person" in target) yield* checkKnown([...path, "person"], "person", target.person, all);
  if ("schedule" in target) yield* checkKnown([...path, "schedule"], "schedule", target.schedule, all);
  if ("everyone" in target) yield* checkKnown([...path, "everyone"], "roster", target.everyone, all);
  if ("roster" in target && target.roster !== undefined)
    yield* checkKnown([...path, "roster"], "roster", target.roster, all);
  if ("rotation" in target) yield* checkRotation([...path, "rotation"], target, all);
  if ("expert" in target) yield* checkKnown([...path, "expert"], "expert", target.expert, all);
  if ("channel" in target) yield* checkText([...path, "channel"], target.channel, 500);
  if ("user" in target) yield* checkText([...path, "user", "id"], target.user.id, 200);
}

/** Of the roster that is named; without one, of any: which it will be, what is broken decides. */
function* checkRotation(path: Path, target: { rotation: string; roster?: string }, all: Known): Generator<Found> {
  const { rotation, roster } = target;
  const named = roster === undefined ? undefined : all.rosters.get(nameKey(roster));
  const unknownRoster = roster !== undefined && named === undefined;
  if (unknownRoster || (named === undefined && all.rotations.has(nameKey(rotation)))) return;
  const names = (named?.rotations ?? all.book.rosters.flatMap(({ rotations }) => rotations)).map(({ name }) => name);
  if (names.some((name) => nameKey(name) === nameKey(rotation))) return;
  const of = named === undefined ? "No roster has a" : `“${named.name}” has no`;
  const like = nearest(rotation, [...new Set(names)])[0];
  const meant = like === undefined ? "" : ` Did you mean “${like}”?`;
  yield { path, message: `${of} rotation “${rotation.slice(0, 100)}”.${meant}` };
}

/** With its repeats and what follows it: longer than this nobody waits, and a page keeps its whole ladder. */
const climbedMax = 100;
const charactersMax = 60_000;

function* checkLength(policy: EscalationPolicy, all: Known): Generator<Found> {
  const chain = followers(policy, all);
  if (chain === undefined) return;
  const count = chain.reduce((sum, { steps, repeats }) => sum + steps.length * (repeats + 1), 0);
  if (count <= climbedMax && JSON.stringify(ladderOf(policy, chain).steps).length <= charactersMax) return;
  const message = `With its repeats, and what follows it, it is ${count} steps long; ${climbedMax} steps, and ${charactersMax} characters, are the most.`;
  yield { path: ["steps"], message };
}

/** The policy and those that follow it; undefined where they run in a circle, which is said elsewhere. */
function followers(policy: EscalationPolicy, { policies, follows }: Known): EscalationPolicy[] | undefined {
  const keys = new Set<string>();
  for (let key: string | undefined = nameKey(policy.name); key !== undefined; key = follows.get(key)) {
    if (keys.has(key)) return undefined;
    keys.add(key);
  }
  return [...keys].map((key) => policies.get(key)).filter((each) => each !== undefined);
}

const shownMax = 10;

/** A circle is said once, by the first in it in order of name. */
function* checkCircle(policy: EscalationPolicy, { policies, follows }: Known): Generator<Found> {
  const first = nameKey(policy.name);
  const chain = new Set([first]);
  for (let next = follows.get(first); next !== first; next = follows.get(next)) {
    if (next === undefined || chain.has(next) || next < first) return;
    chain.add(next);
  }
  const names = [...chain].map((key) => policies.get(key)?.name ?? key);
  const shown = names.length > shownMax ? [...names.slice(0, shownMax), "…"] : names;
  const message = `These policies follow one another in a circle: ${[...shown, policy.name].join(" → ")}.`;
  yield { path: ["then"], message };
}
