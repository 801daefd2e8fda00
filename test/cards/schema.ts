/** What the published schema says of a card, where it is at hand. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";

const require = createRequire(import.meta.url);
const schemaFile = new URL("../../../shared/contracts/adaptive-card-teams.schema.json", import.meta.url);

/** Checks against the schema of Adaptive Cards 1.5 for Teams; undefined where that file is not at hand. */
export const schemaCheck: ValidateFunction | undefined = existsSync(schemaFile) ? compile() : undefined;

function compile(): ValidateFunction {
  const ajv = new Ajv({ strict: false, logger: false });
  ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  return ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
}
