/** Checks what we send to Graph against Microsoft's own description of it, where that file is at hand. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Seen } from "./scripted.ts";

const file = join(import.meta.dirname, "../../../shared/contracts/graph-openapi-excerpt.json");
type Operation = {
  requestBody?: { content: { "application/json": { schema: object } } };
  parameters?: { name: string; in: string }[];
};
type Contract = { paths: Record<string, Record<string, Operation>>; components: object };

export const hasContract = existsSync(file);

/** What is wrong with a request, in words; empty when it conforms or nothing is known. */
export function problemsOf(seen: Seen, prefix = ""): string[] {
  if (!hasContract) return [];
  const contract = JSON.parse(readFileSync(file, "utf8")) as Contract;
  const path = seen.path.slice(prefix.length);
  const templates = Object.entries(contract.paths).filter(([template]) => matches(template, path));
  const found = templates.sort(([one], [other]) => blanks(one) - blanks(other))[0];
  const operation = found?.[1][seen.method.toLowerCase()];
  if (operation === undefined) return [`${seen.method} ${path} is not an operation of Graph`];
  const known = new Set((operation.parameters ?? []).filter((each) => each.in === "query").map((each) => each.name));
  const strange = [...seen.query.keys()]
    .filter((name) => !known.has(name))
    .map((name) => `${name} is not a parameter of ${found?.[0]}`);
  const schema = operation.requestBody?.content["application/json"].schema;
  if (schema === undefined || seen.body === undefined) return strange;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const check = ajv.compile({ ...schema, components: contract.components });
  return check(seen.body)
    ? strange
    : [...strange, ...(check.errors ?? []).map((each) => `${each.instancePath} ${each.message}`)];
}

/** What is named is meant before what fits anything. */
const blanks = (template: string): number => template.split("{").length;

function matches(template: string, path: string): boolean {
  const wanted = template.split("/");
  const parts = path.split("/");
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith("{") || part === parts[index]);
}
