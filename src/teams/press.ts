/** What a button or a form on a card says: the words somebody could have typed, and the form's fields beside them. */
import { z } from "zod";
import type { Sentence } from "../engine/incoming.ts";
import { legible, spoken } from "./characters.ts";

const fieldsMost = 50;
const fieldMost = 20_000;

export type Press = { sentence: Sentence; incident?: string; fields: Record<string, string> };

const schema = z.object({
  trigger: z.string().optional().catch(undefined),
  action: z.object({
    data: z.looseObject({
      say: z.string().min(1).max(fieldMost),
      incident: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,64}$/)
        .optional(),
    }),
  }),
});

/**
 * Reads the `value` of an `adaptiveCard/action` invoke (Microsoft Learn, "Universal Actions for Adaptive Cards"), or
 * says why there is nothing to do.
 */
export function pressedOn(value: unknown): Press | string {
  const read = schema.safeParse(value);
  if (!read.success) return "the button says nothing that Muster understands";
  if (read.data.trigger === "automatic") return "the card refreshed itself, and says not which";
  const { say, incident, ...rest } = read.data.action.data;
  return {
    sentence: { text: spoken(legible(say)), mentions: [] },
    ...(incident !== undefined && { incident }),
    fields: fieldsOf(rest),
  };
}

const view = z.object({
  action: z.object({ data: z.looseObject({ view: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) }) }),
});

/** The incident of which somebody's client asks for their own view, automatically or because they asked it to; else undefined. */
export const viewedIn = (value: unknown): string | undefined => view.safeParse(value).data?.action.data.view;

/** Inputs by their id, as text. What Teams adds (`msteams`) and what is no plain value is left out. */
function fieldsOf(data: Record<string, unknown>): Record<string, string> {
  const fields = Object.entries(data)
    .filter(([name]) => name !== "msteams" && name.length <= 100)
    .flatMap(([name, value]) => {
      const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      return typeof text === "string" ? [[name, legible(text).trim().slice(0, fieldMost)] as const] : [];
    });
  return Object.fromEntries(fields.slice(0, fieldsMost));
}
