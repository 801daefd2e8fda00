/**
 * What the API takes for a person, a roster, a schedule or a policy: exactly what it gives out, so that what was read
 * can be changed and sent back. Whether names are known and times make sense is the book's to say (checkBook).
 */
import { z } from "zod";
import { roles, type Severity } from "../domain/incident/facts.ts";
import {
  type BookPart,
  type EscalationPolicy,
  meansOfPaging,
  type Responder,
  type Roster,
  type Target,
} from "../domain/oncall/book.ts";
import {
  type Override,
  overrideModes,
  type Restriction,
  rotationTypes,
  type Schedule,
  weekdays,
} from "../domain/oncall/schedule.ts";

/** Where in the document, and what is wrong there. */
export type ShapeProblem = { path: (string | number)[]; message: string };

const text = z.string().max(2_000);
const texts = z.array(text).max(1_000);
const whole = z.number().int().min(0).max(1_000_000);

const person = z.strictObject({
  name: text,
  teams: text.exactOptional(),
  email: text.exactOptional(),
  phone: text.exactOptional(),
  timeZone: text.exactOptional(),
  reach: z
    .array(z.strictObject({ means: z.enum(meansOfPaging), afterMinutes: whole }))
    .max(50)
    .exactOptional(),
  expertise: texts.exactOptional(),
  pagerduty: text.exactOptional(),
  webhook: text.exactOptional(),
  dailyTest: text.exactOptional(),
}) satisfies z.ZodType<Responder>;

const restrictions = z
  .array(z.strictObject({ days: z.array(z.enum(weekdays)).max(7), from: text, to: text }))
  .max(100) satisfies z.ZodType<Restriction[]>;

const roster = z.strictObject({
  name: text,
  members: texts,
  rotations: z.array(z.strictObject({ name: text, schedule: text })).max(50),
  experts: texts,
  services: texts,
  policy: text.exactOptional(),
  workingHours: z.strictObject({ timeZone: text, windows: restrictions }).exactOptional(),
  dailyTest: text.exactOptional(),
}) satisfies z.ZodType<Roster>;

const override = z.strictObject({
  mode: z.enum(overrideModes),
  user: text,
  replaces: text.exactOptional(),
  start: text,
  end: text,
}) satisfies z.ZodType<Override>;

const schedule = z.strictObject({
  name: text,
  timeZone: text,
  layers: z
    .array(
      z.strictObject({
        name: text,
        priority: z.number().int().min(-1_000_000).max(1_000_000),
        timeZone: text.exactOptional(),
        activeFrom: text.exactOptional(),
        activeUntil: text.exactOptional(),
        rotation: z.strictObject({
          type: z.enum(rotationTypes),
          length: whole,
          start: text,
          participants: z
            .array(z.union([text, texts, z.null()], { error: "wants a name, a list of names, or null" }))
            .max(1_000),
        }),
        restrictions: restrictions.exactOptional(),
      }),
    )
    .max(100),
  overrides: z.array(override).max(5_000),
}) satisfies z.ZodType<Schedule>;

const target = z.union(
  [
    z.strictObject({ person: text }),
    z.strictObject({ schedule: text }),
    z.strictObject({ rotation: text, roster: text.exactOptional() }),
    z.strictObject({ everyone: text }),
    z.strictObject({ expert: text, roster: text.exactOptional() }),
    z.strictObject({ role: z.enum(roles as [(typeof roles)[number]]) }),
    z.strictObject({ channel: text }),
    z.strictObject({ user: z.strictObject({ id: text, name: text, email: text.exactOptional() }) }),
  ],
  {
    error: `wants one of { person }, { schedule }, { rotation, roster }, { everyone }, { expert, roster }, { role: ${roles.join(" | ")} }, { channel } and { user: { id, name } }`,
  },
) satisfies z.ZodType<Target>;

const targets = z.array(target).max(100);
const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)], {
  error: "wants a severity from 1 to 5",
}) satisfies z.ZodType<Severity>;

const policy = z.strictObject({
  name: text,
  severities: z.array(severity).max(5).exactOptional(),
  services: texts.exactOptional(),
  steps: z.array(z.strictObject({ notify: targets, minutes: whole })).max(100),
  repeats: whole,
  // biome-ignore lint/suspicious/noThenProperty: it is a text, and what is awaited is never a policy's shape.
  then: text.exactOptional(),
  lastResort: targets,
  waits: z.array(severity).max(5).exactOptional(),
}) satisfies z.ZodType<EscalationPolicy>;

const shapes: Record<BookPart, z.ZodType<{ name: string }>> = {
  people: person,
  rosters: roster,
  schedules: schedule,
  policies: policy,
};

/** The document in a body, or everything that keeps it from being one. */
export function readOnCallDocument(
  part: BookPart,
  given: unknown,
): { value?: { name: string }; problems: ShapeProblem[] } {
  const read = shapes[part].safeParse(given);
  if (read.success) return { value: read.data, problems: [] };
  return {
    problems: read.error.issues.map(({ path, message }) => ({ path: path.map(asStep), message })),
  };
}

const asStep = (step: PropertyKey): string | number => (typeof step === "number" ? step : String(step));
