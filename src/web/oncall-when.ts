/** GET /api/oncall/who and /shifts: the questions a schedule is for. */
import type { Request } from "restify";
import { findNamed } from "../domain/oncall/book.ts";
import type { Schedule, Shift } from "../domain/oncall/schedule.ts";
import { shiftsBetween } from "../domain/oncall/shifts.ts";
import { whoIsOnCall } from "../domain/oncall/who.ts";
import { type Answer, HttpError } from "./answer.ts";
import { type Call, type OnCallParts, queryOf } from "./oncall-parts.ts";

const dayMs = 86_400_000;
const daysUsual = 31;
const daysMost = 366;
const shiftsMost = 10_000;

/** Who is on call at a time (now, if it is not said), by every schedule or one. */
export async function who({ book, now }: OnCallParts, { request }: Call): Promise<Answer> {
  const at = instantOf(request, "at") ?? now();
  const schedules = schedulesOf(request, (await book.open()).book.schedules);
  const answers = schedules.map((schedule) => ({ schedule: schedule.name, onCall: whoIsOnCall(schedule, at) }));
  return { status: 200, body: { at: at.toISOString(), schedules: answers } };
}

/** The shifts of every schedule or one, cut to the time asked for: 31 days from now, if it is not said. */
export async function shifts({ book, now }: OnCallParts, { request }: Call): Promise<Answer> {
  const from = instantOf(request, "from") ?? now();
  const to = instantOf(request, "to") ?? new Date(from.getTime() + daysUsual * dayMs);
  const days = (to.getTime() - from.getTime()) / dayMs;
  if (days <= 0 || days > daysMost) throw new HttpError(400, `to is up to ${daysMost} days after from.`);
  const found: (Shift & { schedule: string })[] = [];
  for (const schedule of schedulesOf(request, (await book.open()).book.schedules)) {
    for (const shift of shiftsOf(schedule, from, to)) found.push({ schedule: schedule.name, ...shift });
    if (found.length > shiftsMost)
      throw new HttpError(400, `These are more than ${shiftsMost} shifts. Ask for less time, or for one schedule.`);
  }
  return { status: 200, body: { from: from.toISOString(), to: to.toISOString(), shifts: found } };
}

function shiftsOf(schedule: Schedule, from: Date, to: Date): Shift[] {
  try {
    return shiftsBetween(schedule, from, to);
  } catch (error) {
    if (error instanceof RangeError) throw new HttpError(400, error.message);
    throw error;
  }
}

function schedulesOf(request: Request, all: readonly Schedule[]): readonly Schedule[] {
  const name = queryOf(request).get("schedule");
  if (name === null) return all;
  const schedule = findNamed(all, name);
  if (schedule === undefined) throw new HttpError(404, "There is no schedule of this name.");
  return [schedule];
}

/** An instant between the years 2000 and 2199. Throws HttpError 400 for any other text. */
function instantOf(request: Request, name: string): Date | undefined {
  const text = queryOf(request).get(name);
  if (text === null) return undefined;
  // An offset's "+" means a blank in an address unless it is written as %2B, and few remember that.
  const said = text.replace(/ (?=\d\d:\d\d$)/, "+");
  const isInstant = /^2[01]\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(said);
  const at = new Date(isInstant ? said : Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new HttpError(400, `${name} is an instant like 2026-11-22T12:00:00Z or 2026-11-22T13:00:00+01:00.`);
  return at;
}
