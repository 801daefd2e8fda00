/** The commands that the app offers in a message's menu, as its manifest declares them. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const commandShape = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().default(""),
  type: z.string().default("query"),
  context: z.array(z.string()).default(["compose", "commandBox"]),
  fetchTask: z.boolean().default(false),
  parameters: z.array(z.object({ name: z.string() })).default([]),
});
const manifestShape = z.object({
  composeExtensions: z.array(z.object({ commands: z.array(commandShape).default([]) })).default([]),
});
export type AppCommand = z.infer<typeof commandShape>;

const manifestFile = new URL("../appPackage/manifest.json", import.meta.url);

export const readManifest = (): unknown => JSON.parse(readFileSync(manifestFile, "utf8"));

/** An app has one message extension at most. */
export const messageCommands = (manifest: unknown): AppCommand[] =>
  (manifestShape.parse(manifest).composeExtensions[0]?.commands ?? []).filter(
    ({ type, context }) => type === "action" && context.includes("message"),
  );

/** By id, or by the title that stands in the menu. */
export const findCommand = (commands: readonly AppCommand[], words: unknown): AppCommand | undefined =>
  commands.find(({ id }) => id === words) ??
  commands.find(({ title }) => title.toLowerCase() === String(words).trim().toLowerCase());
