/** The file in which an organisation says what its severities mean, who is told of them, and which roles it has. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { severities } from "./domain/incident/facts.ts";
import { type Practice, type RoleDefinition, type SeverityDefinition, standardPractice } from "./domain/practice.ts";

const words = z.string().trim().min(1).max(200);
const severity = z.strictObject({
  meaning: words.optional(),
  pages: z.boolean().optional(),
  tells: z.array(z.string().trim().min(1).max(500)).max(20).optional(),
});
const role = z.strictObject({
  title: z.string().trim().min(1).max(80),
  words: z.array(z.string().trim().min(1).max(40)).min(1).max(10),
  several: z.boolean().default(false),
});
const schema = z.strictObject({
  severities: z.partialRecord(z.enum(severities.map(String) as ["1", "2", "3", "4", "5"]), severity).optional(),
  roles: z
    .record(z.string(), role)
    .refine((said) => Object.keys(said).every((name) => /^[a-z][a-z-]{0,38}$/.test(name)), {
      error: "names of roles are small letters and hyphens",
    })
    .optional(),
});

/** What is not said in the file stays as it usually is. Throws an Error that names everything that is wrong with it. */
export function readPractice(path: string | undefined): Practice {
  return path === undefined ? standardPractice : practiceFrom(readFileSync(path, "utf8"), path);
}

/** The same for its text. */
export function practiceFrom(text: string, path: string): Practice {
  const read = schema.safeParse(yamlIn(text, path) ?? {});
  if (!read.success) {
    const wrong = read.error.issues.map(({ path: at, message }) => `  ${at.join(".") || "the whole"}: ${message}`);
    throw new Error(`${path} cannot be used:\n${wrong.join("\n")}`);
  }
  const { severities: said = {}, roles = {} } = read.data;
  return {
    severities: standardPractice.severities.map((usual): SeverityDefinition => {
      const own = said[`${usual.severity}`];
      return {
        ...usual,
        ...(own?.meaning === undefined ? {} : { meaning: own.meaning }),
        ...(own?.pages === undefined ? {} : { pages: own.pages }),
        ...(own?.tells === undefined ? {} : { tells: own.tells }),
      };
    }),
    roles: withOwn(roles, path),
  };
}

function yamlIn(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${path} is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function withOwn(own: Record<string, z.infer<typeof role>>, path: string): RoleDefinition[] {
  const usual = standardPractice.roles.filter((each) => own[each.role] === undefined);
  const said = Object.entries(own).map(
    ([name, { title, words, several }]): RoleDefinition => ({
      role: name,
      title,
      words: words.map((word) => word.toLowerCase().replace(/\s+/g, " ")),
      several,
    }),
  );
  if (said.some((each) => each.role === "commander" && each.several))
    throw new Error(`${path} cannot be used: only one person has command at a time.`);
  const all = [...usual, ...said];
  const spoken = all.flatMap((each) => each.words);
  const twice = spoken.find((word, index) => spoken.indexOf(word) !== index);
  if (twice !== undefined) throw new Error(`${path} cannot be used: “${twice}” is a word of two roles.`);
  return all;
}
