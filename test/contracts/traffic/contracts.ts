/** What Microsoft publishes of the services that Muster speaks to, read from a folder beside the project. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type Draft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { asJsonSchema } from "./swagger.ts";

/** One thing that can be asked of a service. */
export type Operation = {
  method: string;
  template: string;
  pattern: RegExp;
  query: { name: string; required: boolean }[];
  /** Content types of the body; empty where any JSON will do. */
  consumes: string[];
  bodyRequired: boolean;
  body: ValidateFunction | undefined;
  /** The check of an answer with this status: "any" where nothing is said of its body, undefined where the status is not foreseen. */
  answer(status: number): ValidateFunction | "any" | undefined;
};
export type Contract = { name: string; base: RegExp; operations: Operation[] };

type Parameter = { name: string; in: string; required?: boolean; schema?: object; $ref?: string };
type Response = { schema?: object; content?: { "application/json"?: { schema: object } } };
type Described = {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: { "application/json": { schema: object } } };
  consumes?: string[];
  responses: Record<string, Response>;
};
type Paths = Record<string, Record<string, Described>>;
type Document = {
  openapi?: string;
  paths: Paths;
  /** Further operations, told apart by their parameters only. */
  "x-ms-paths"?: Paths;
  parameters?: Record<string, Parameter>;
};
/** Compiles what stands at a JSON pointer in the document. */
type Compile = (pointer: string) => ValidateFunction;

const folder = new URL("../../../../shared/contracts/", import.meta.url);
// The package's types and its module disagree on what its default export is.
const Ajv04 = createRequire(import.meta.url)("ajv-draft-04") as typeof Draft04.default;
const settings = { strict: false, allErrors: true, logger: false, validateSchema: false } as const;

/** Undefined where the folder is not there. */
export function readContracts(): Contract[] | undefined {
  if (!existsSync(folder)) return undefined;
  return [
    contract("Bot Connector", /^\/connector(?=\/)/, "botframework-channel.swagger.json"),
    contract("Graph", /^\/graph\/v1\.0(?=\/)/, "graph-openapi-excerpt.json"),
    contract("Azure DevOps", /^\/devops(?=\/)/, "azure-boards-wit-7.1-swagger.json"),
  ];
}

function contract(name: string, base: RegExp, file: string): Contract {
  const document = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Document;
  const sent = compiler(document, "strict");
  const answered = compiler(document, "lenient");
  const operations = (["paths", "x-ms-paths"] as const).flatMap((list) =>
    Object.entries(document[list] ?? {}).flatMap(([template, methods]) =>
      Object.entries(methods).map(([method, described]) =>
        operation(document, { list, template, method, described }, { sent, answered }),
      ),
    ),
  );
  // The most particular first: "workitems/$Issue" is no work item's number.
  operations.sort((one, other) => literals(other.template) - literals(one.template));
  return { name, base, operations };
}

function compiler(document: Document, strict: "strict" | "lenient"): Compile {
  const ajv = document.openapi === undefined ? new Ajv04(settings) : new Ajv2020(settings);
  addFormats.default(ajv);
  const schema = document.openapi === undefined ? asJsonSchema(document, { strict }) : document;
  ajv.addSchema(schema, "contract");
  const known = new Map<string, ValidateFunction>();
  return (pointer) => {
    const check = known.get(pointer) ?? ajv.compile({ $ref: `contract#${pointer}` });
    known.set(pointer, check);
    return check;
  };
}

type Place = { list: "paths" | "x-ms-paths"; template: string; method: string; described: Described };

function operation(
  document: Document,
  place: Place,
  { sent, answered }: { sent: Compile; answered: Compile },
): Operation {
  const { list, template, method, described } = place;
  const pointer = `/${list}/${escaped(template)}/${method}`;
  const parameters = (described.parameters ?? []).map((each) => resolved(document, each));
  const bodyAt = parameters.findIndex((each) => each.in === "body");
  const schema =
    described.requestBody === undefined
      ? `/parameters/${bodyAt}/schema`
      : "/requestBody/content/application~1json/schema";
  const hasBody = described.requestBody !== undefined || bodyAt >= 0;
  return {
    method: method.toUpperCase(),
    template,
    pattern: patternOf(template),
    query: parameters.filter((each) => each.in === "query").map(({ name, required = false }) => ({ name, required })),
    consumes: described.consumes ?? [],
    bodyRequired: described.requestBody?.required ?? parameters[bodyAt]?.required ?? false,
    body: hasBody ? sent(pointer + schema) : undefined,
    answer(status) {
      const key = [`${status}`, `${Math.floor(status / 100)}XX`, "default"].find((each) => each in described.responses);
      if (key === undefined) return undefined;
      const { schema: own, content } = described.responses[key]!;
      const path = `${pointer}/responses/${key}`;
      if (own !== undefined) return answered(`${path}/schema`);
      return content?.["application/json"] === undefined ? "any" : answered(`${path}/content/application~1json/schema`);
    },
  };
}

const resolved = (document: Document, parameter: Parameter): Parameter =>
  parameter.$ref === undefined ? parameter : document.parameters![parameter.$ref.split("/").at(-1)!]!;

const escaped = (part: string): string => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/**
 * "{type}" is one part of the path. Letter case is ignored, as Microsoft's services do. The team, by the documentation
 * of "Wiql - Query By Wiql", may be left out.
 */
function patternOf(template: string): RegExp {
  const path = template.replace(/\?.*$/, "").replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${path.replace("/{team}", "(?:/{team})?").replace(/\{[^}]*\}/g, "[^/]+")}$`, "i");
}

const literals = (template: string): number => template.replace(/\{[^}]*\}/g, "").length;
