/** What the on-call verbs are asked: which schedule, and about which time. */
import { type Book, findNamed } from "../domain/oncall/book.ts";
import { readInstant } from "../domain/oncall/check-times.ts";
import type { Schedule } from "../domain/oncall/schedule.ts";
import { Refusal } from "../domain/refusal.ts";
import { nearest } from "../domain/nearest.ts";
import { type Asked, MisuseError } from "./verb.ts";

const shownMax = 20;

/** The one that `--schedule` names, or the only one there is. */
export function scheduleAsked({ schedules }: Book, options: Asked["options"]): Schedule {
  const name = options["schedule"];
  if (typeof name === "string") return scheduleNamed(schedules, name);
  const [only, ...more] = schedules;
  if (only === undefined) throw new MisuseError("There is no schedule.");
  if (more.length > 0) throw new MisuseError(`Which schedule? Say --schedule with one of: ${namesOf(schedules)}`);
  return only;
}

/** The one that `--schedule` names, or all. */
export function schedulesAsked({ schedules }: Book, options: Asked["options"]): readonly Schedule[] {
  const name = options["schedule"];
  return typeof name === "string" ? [scheduleNamed(schedules, name)] : schedules;
}

function scheduleNamed(schedules: readonly Schedule[], name: string): Schedule {
  const found = findNamed(schedules, name);
  if (found !== undefined) return found;
  const [like] = nearest(
    name,
    schedules.map((each) => each.name),
  );
  throw new MisuseError(
    like === undefined
      ? `There is no schedule “${name}”; there are: ${namesOf(schedules)}`
      : `There is no schedule “${name}”. Did you mean “${like}”?`,
  );
}

function namesOf(schedules: readonly Schedule[]): string {
  const names = schedules
    .slice(0, shownMax)
    .map(({ name }) => name)
    .join(", ");
  return schedules.length > shownMax ? `${names} … (${schedules.length})` : names || "none";
}

/** The instant that an option gives, or undefined where it is not given. */
export function instantAsked(options: Asked["options"], option: string): Date | undefined {
  const said = options[option];
  return typeof said === "string" ? instantFrom(option, said) : undefined;
}

/** Throws a MisuseError for anything but an instant: a local time would be another one on another machine. */
export function instantFrom(option: string, said: string): Date {
  const at = readInstant(said);
  if (at !== undefined) return at;
  throw new MisuseError(
    `--${option} ${said.slice(0, 60)} is not an instant. Write it with Z or an offset: 2026-01-05T09:00:00Z or 2026-01-05T10:00:00+01:00.`,
  );
}

/** `--from` and `--to`, or what is usual where they are not given. */
export function timeAsked(options: Asked["options"], usual: { from?: Date; to?: Date }): { from: Date; to: Date } {
  const from = instantAsked(options, "from") ?? usual.from;
  const to = instantAsked(options, "to") ?? usual.to;
  if (from === undefined || to === undefined) throw new MisuseError("From when until when? Say --from and --to.");
  if (from >= to) throw new MisuseError("--from has to be before --to.");
  return { from, to };
}

/** Whoever asks for so long a time that it cannot be looked through is told so. */
export function within<T>(reckon: () => T): T {
  try {
    return reckon();
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
}

/** Throws a MisuseError for words that nobody asked for: `oncall who checkout` wants `--schedule`. */
export function needNoWords({ words }: Asked): void {
  if (words.length > 0) throw new MisuseError(`“${words[0]!.slice(0, 60)}” is too much here.`);
}
