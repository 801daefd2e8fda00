/** Swagger 2 as the JSON Schema that it nearly is. */
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Definitions that say only what all kinds of a thing share; each kind adds its own. */
const openDefinitions = new Set(["Entity"]);

/**
 * What Swagger writes differently: `x-nullable`, and an object without properties, which in these documents stands
 * for anything. `strict` also refuses properties that a definition does not have, so that a misspelt one is found.
 */
export function asJsonSchema(document: Json, { strict }: { strict: "strict" | "lenient" }): Json {
  const plain = normal(document) as Json;
  if (strict === "lenient" || !isObject(plain["definitions"])) return plain;
  const definitions = Object.entries(plain["definitions"]).map(([name, definition]) => [
    name,
    isClosed(name, definition) ? { ...(definition as Json), additionalProperties: false } : definition,
  ]);
  return { ...plain, definitions: Object.fromEntries(definitions) };
}

const isClosed = (name: string, definition: unknown): boolean =>
  isObject(definition) &&
  isObject(definition["properties"]) &&
  definition["allOf"] === undefined &&
  definition["additionalProperties"] === undefined &&
  !openDefinitions.has(name);

/** A list of patches, too, is called an object without properties there. */
const isDescribed = (properties: unknown): boolean => isObject(properties) && Object.keys(properties).length > 0;

function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (!isObject(value)) return value;
  const {
    type,
    "x-nullable": nullable,
    ...rest
  } = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, normal(part)]));
  const isAnything = type === "object" && !isDescribed(rest["properties"]) && !("additionalProperties" in rest);
  const schema = type === undefined || isAnything ? rest : { ...rest, type };
  return nullable === true ? { anyOf: [schema, { type: "null" }] } : schema;
}
