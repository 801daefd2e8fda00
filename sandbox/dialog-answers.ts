/** What a bot may answer to a dialog (Learn, "Respond to the dialog submit action"), and what is wrong with anything else. */
import { z } from "zod";
import type { Delivered } from "./delivery.ts";

const size = z.union([z.enum(["small", "medium", "large"]), z.number().positive()]);
const cardShape = z.looseObject({ type: z.literal("AdaptiveCard") });
/** As an attachment, or as it is. */
const attached = z.union([z.looseObject({ contentType: z.string(), content: cardShape }), cardShape]);
const opened = z.looseObject({
  title: z.string().optional(),
  height: size.optional(),
  width: size.optional(),
  card: attached.optional(),
  url: z.string().optional(),
});
const answerShape = z.union([
  z.strictObject({ task: z.strictObject({ type: z.literal("continue"), value: opened }) }),
  z.strictObject({ task: z.strictObject({ type: z.literal("message"), value: z.string() }) }),
  z.strictObject({ composeExtension: z.looseObject({ type: z.string() }) }),
  z.strictObject({}),
]);

/** Why Teams would tell the person that something went wrong; undefined when it would not. */
export function whatIsWrong(delivered: Delivered, answer: unknown): string | undefined {
  if (delivered.status === 0) return delivered.error;
  if (delivered.status !== 200) return `Muster answered with status ${delivered.status}.`;
  const known = answer === undefined || answerShape.safeParse(answer).success;
  return known ? undefined : "Teams does not understand this answer.";
}

/** The card of the dialog that is to be shown next. */
export function dialogCard(answer: unknown): unknown {
  const value = (answer as { task?: { value?: { card?: { content?: unknown } } } } | undefined)?.task?.value;
  return value?.card?.content ?? value?.card;
}
