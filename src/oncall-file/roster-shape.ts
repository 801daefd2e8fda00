/** A roster, as files have it. */
import { z } from "zod";
import type { Roster } from "../domain/oncall/book.ts";
import { clock, keyed, listOf, text, window } from "./pieces.ts";

/** `primary: checkout-primary` is short for { name: primary, schedule: checkout-primary }. */
const short = z.record(text, text, "wants `name: schedule`");
const rotation = keyed({ name: text, schedule: text });

const written = (said: unknown): unknown => {
  const pairs = short.safeParse(said).data;
  if (pairs === undefined || "schedule" in pairs) return said;
  const [[name, schedule] = ["", ""], ...more] = Object.entries(pairs);
  return more.length === 0 && name !== "" ? { name, schedule } : said;
};

/** A map, or a list of short or long ones. Their order is the one in which they are paged. */
const rotations = z.preprocess((said) => {
  const pairs = short.safeParse(said).data;
  if (pairs !== undefined) return Object.entries(pairs).map(([name, schedule]) => ({ name, schedule }));
  return Array.isArray(said) ? said.map(written) : said;
}, listOf(rotation));

export const rosterShape = keyed({
  name: text,
  members: listOf(text).default([]),
  rotations: rotations.default([]),
  experts: listOf(text).default([]),
  services: listOf(text).default([]),
  policy: text.exactOptional(),
  workingHours: keyed({ timeZone: text, windows: listOf(window) }).exactOptional(),
  dailyTest: clock.exactOptional(),
}) satisfies z.ZodType<Roster>;
