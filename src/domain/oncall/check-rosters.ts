/** Whether rosters name what is there. */
import { nameKey, type Roster } from "./book.ts";
import { checkCount, checkKnown, checkText, checkTexts, clashes, type Found, type Known } from "./check-names.ts";
import { checkWindows } from "./check-layers.ts";
import { notClock } from "./check-people.ts";
import { isClockTime } from "./check-times.ts";
import { checkZone } from "./check-zones.ts";

const peopleMax = 1_000;

export function* checkRoster(roster: Roster, all: Known): Generator<Found> {
  const { members, rotations, experts, services, policy, workingHours, dailyTest } = roster;
  yield* checkCount(["members"], members, peopleMax);
  for (const [index, name] of members.entries()) yield* checkKnown(["members", index], "person", name, all);
  yield* checkCount(["rotations"], rotations, 20);
  for (const [index, { name, schedule }] of rotations.entries()) {
    yield* checkText(["rotations", index, "name"], name, 100);
    yield* checkKnown(["rotations", index, "schedule"], "schedule", schedule, all);
  }
  for (const twice of clashes(rotations))
    yield { path: ["rotations", rotations.indexOf(twice)], message: `There are two rotations “${twice.name}”.` };
  yield* checkCount(["experts"], experts, peopleMax);
  for (const [index, name] of experts.entries()) yield* checkKnown(["experts", index], "person", name, all);
  yield* checkTexts(["services"], services, 500);
  if (policy !== undefined) yield* checkKnown(["policy"], "policy", policy, all);
  if (workingHours !== undefined) {
    yield* checkZone(["workingHours", "timeZone"], workingHours.timeZone);
    yield* checkWindows(["workingHours", "windows"], workingHours.windows);
  }
  if (dailyTest !== undefined && !isClockTime(dailyTest)) yield { path: ["dailyTest"], message: notClock(dailyTest) };
}

/** Whether each service has one roster: whoever is paged for it must not be a matter of luck. */
export function* checkRosters(rosters: readonly Roster[]): Generator<Found & { of: Roster }> {
  const keepers = new Map<string, Roster>();
  for (const roster of rosters)
    for (const [index, service] of roster.services.entries()) {
      const keeper = keepers.get(nameKey(service)) ?? roster;
      keepers.set(nameKey(service), keeper);
      if (keeper === roster) continue;
      const message = `“${service.slice(0, 100)}” is looked after by “${keeper.name}” already; a service has one roster.`;
      yield { of: roster, path: ["services", index], message };
    }
}
