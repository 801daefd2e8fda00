/** An escalation policy, as files have it. */
import { z } from "zod";
import { roles } from "../domain/incident/facts.ts";
import type { EscalationPolicy, Target } from "../domain/oncall/book.ts";
import { keyed, listOf, oneOf, severity, text, unknownKey, wants, whole } from "./pieces.ts";

const roster = text.exactOptional();

/** Each by the key that tells them apart. */
const targets = {
  person: keyed({ person: text }),
  schedule: keyed({ schedule: text }),
  rotation: keyed({ rotation: text, roster }),
  everyone: keyed({ everyone: text }),
  expert: keyed({ expert: text, roster }),
  role: keyed({ role: oneOf(roles) }),
  channel: keyed({ channel: text }),
  user: keyed({ user: keyed({ id: text, name: text, email: text.exactOptional() }) }),
} satisfies Record<string, z.ZodType<Target>>;
const kinds = Object.keys(targets) as (keyof typeof targets)[];

/** A union of its own: only the shape that was meant can say what is wrong with it. */
const target = z.unknown().transform((said, context): Target => {
  const keys = typeof said === "object" && said !== null && !Array.isArray(said) ? Object.keys(said) : [];
  const kind = kinds.find((each) => keys.includes(each));
  const known = [...kinds.filter((each) => each !== "user"), "roster"];
  if (kind === undefined) {
    const wrong = keys.find((key) => key !== "roster");
    const message = wrong === undefined ? `wants one of ${known.join(", ")}` : unknownKey(wrong, known);
    context.addIssue({ code: "custom", message, path: wrong === undefined ? [] : [wrong] });
    return z.NEVER;
  }
  const read = targets[kind].safeParse(said, { error: wants });
  if (read.success) return read.data;
  for (const { message, path } of read.error.issues) context.addIssue({ code: "custom", message, path });
  return z.NEVER;
});

export const policyShape = keyed({
  name: text,
  severities: listOf(severity).exactOptional(),
  services: listOf(text).exactOptional(),
  steps: listOf(keyed({ notify: listOf(target), minutes: whole })),
  repeats: whole.default(0),
  // biome-ignore lint/suspicious/noThenProperty: the policy that follows; nobody awaits a shape.
  then: text.exactOptional(),
  lastResort: listOf(target).default([]),
  waits: listOf(severity).exactOptional(),
}) satisfies z.ZodType<EscalationPolicy>;
