/**
 * Fields of payloads that other people define. A field of the wrong shape counts as missing: an alert is never lost
 * because something beside what we need looks odd.
 */
import { z } from "zod";

export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).trim() || undefined)
  .optional()
  .catch(undefined);

export const texts = z
  .array(text)
  .catch([])
  .transform((values) => values.filter((value) => value !== undefined));

/** An object with these fields; everything missing when it is something else. */
export const fields = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional().catch(undefined);

/** A list of objects with these fields. */
export const rows = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.object(shape)).max(1_000).catch([]);
