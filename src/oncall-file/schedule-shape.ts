/** A schedule, as files have it. */
import { z } from "zod";
import { overrideModes, rotationTypes, type Schedule } from "../domain/oncall/schedule.ts";
import { keyed, listOf, localTime, oneOf, text, whole, window } from "./pieces.ts";

const participant = z.union([text, z.array(text), z.null()], "wants names, lists of names, or null for nobody");

const rotation = keyed({
  type: oneOf(rotationTypes),
  length: whole.default(1),
  start: localTime,
  participants: z.preprocess((said) => (typeof said === "string" ? [said] : said), z.array(participant)),
});

const layer = keyed({
  name: text.exactOptional(),
  priority: whole.default(1),
  timeZone: text.exactOptional(),
  activeFrom: localTime.exactOptional(),
  activeUntil: localTime.exactOptional(),
  rotation,
  restrictions: listOf(window).exactOptional(),
});

const override = keyed({
  mode: oneOf(overrideModes),
  user: text,
  replaces: text.exactOptional(),
  start: localTime,
  end: localTime,
});

export const scheduleShape = keyed({
  name: text,
  timeZone: text,
  layers: listOf(layer).transform((layers) =>
    layers.map(({ name, ...rest }, index) => ({ name: name ?? `layer ${index + 1}`, ...rest })),
  ),
  overrides: listOf(override).default([]),
}) satisfies z.ZodType<Schedule>;
