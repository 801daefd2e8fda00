/**
 * Holds recorded traffic against what Microsoft publishes about its services, where those files are at hand. Each file
 * is read as it is but for the few places where it contradicts the service itself; `mended` names them.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Har } from "../../sandbox/client.ts";

const folder = join(import.meta.dirname, "../../../shared/contracts");
export const hasContracts = existsSync(folder);

// biome-ignore lint/suspicious/noExplicitAny: a schema is any JSON.
type Json = any;
type Entry = Har["log"]["entries"][number];
type Service = { prefix: RegExp; paths: Json; root: Json; openApi: boolean };

const read = (name: string): Json => JSON.parse(readFileSync(join(folder, name), "utf8"));
/** Parts of Azure DevOps, the sign-in and the roads beyond Teams, which none of the three files describes. */
const undescribed =
  /\/(connectionData|resourceAreas|projects(\/[^/]+){0,2}|_apis\/(wit|core|Location|dashboard|wiki))$|\/_apis\/(wit\/(fields|queries|wiql\/)|dashboard\/|wiki\/)|^\/(login|sms|emails|calling|pagerduty|hooks)\b/i;

let loaded: Service[] | undefined;

function services(): Service[] {
  if (loaded !== undefined) return loaded;
  const graph = read("graph-openapi-excerpt.json");
  const bot = mended(read("botframework-channel.swagger.json"));
  const boards = mended(read("azure-boards-wit-7.1-swagger.json"));
  loaded = [
    {
      prefix: /^\/graph\/v1\.0(?=\/)/,
      paths: { ...graph.paths, ...furtherPaths(graph) },
      root: { components: graph.components },
      openApi: true,
    },
    {
      prefix: /^\/connector(?=\/v3\/)/,
      paths: { ...bot.paths, ...teamsPaths },
      root: { definitions: bot.definitions },
      openApi: false,
    },
    { prefix: /^\/devops(?=\/)/, paths: boards.paths, root: { definitions: boards.definitions }, openApi: false },
  ];
  return loaded;
}

/** Addresses of things that the excerpt describes without saying where they are: replies, and pictures in messages. */
function furtherPaths({ paths, components }: Json): Json {
  const message = "/teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}";
  const picture = components.schemas["microsoft.graph.chatMessageHostedContent"];
  const pictures = { type: "object", required: ["value"], properties: { value: { type: "array", items: picture } } };
  const get = (schema: Json) => {
    const { responses } = paths[message].get;
    return { get: { responses: { ...responses, 200: { content: { "application/json": { schema } } } } } };
  };
  const ofMessage = (owner: string) => ({
    [`${owner}/hostedContents`]: get(pictures),
    [`${owner}/hostedContents/{id}`]: get(picture),
    [`${owner}/hostedContents/{id}/$value`]: get({ type: "file" }),
  });
  const reply = `${message}/replies/{reply-id}`;
  return { [reply]: { get: paths[message].get }, ...ofMessage(message), ...ofMessage(reply) };
}

/** Teams' own routes of the Connector, which its published description leaves out (botframework-connector has them). */
const any = { responses: { 200: { schema: { type: "object" } } } };
const teamsPaths = { "/v3/teams/{team}": { get: any }, "/v3/teams/{team}/conversations": { get: any } };

/** Values that the service sends as plain text or numbers although its description says "object". */
function mended(file: Json): Json {
  const { definitions } = file;
  for (const [name, property] of [
    ["WorkItem", "fields"],
    ["Link", "attributes"],
  ] as const)
    if (definitions[name]) definitions[name].properties[property].additionalProperties = {};
  for (const [name, property] of [
    ["WorkItemFieldUpdate", "oldValue"],
    ["WorkItemFieldUpdate", "newValue"],
    ["WorkItemTypeFieldWithReferences", "allowedValues"],
    ["WorkItemTypeFieldWithReferences", "defaultValue"],
  ] as const)
    if (definitions[name]) definitions[name].properties[property] = {};
  if (definitions.JsonPatchOperation) definitions.JsonPatchOperation.properties.value = {};
  if (definitions.JsonPatchDocument) definitions.JsonPatchDocument = definitions.JsonPatchDocument.allOf[0];
  // Teams has more reactions than the two that are listed; the description says that others may come.
  if (definitions.MessageReactionTypes) delete definitions.MessageReactionTypes.enum;
  if (definitions.Attachment) definitions.Attachment.properties.content = {};
  return file;
}

/** What is wrong with each request and its answer, in words; empty when all of it conforms. */
export function problemsIn(har: Har): string[] {
  return hasContracts ? har.log.entries.filter((entry) => entry.response.status !== 0).flatMap(problemsOf) : [];
}

const activitySchema = { $ref: "#/definitions/Activity" };
const updateSchema = { $ref: "#/definitions/WorkItemUpdate" };

/** What is wrong with an activity that Teams would send to a bot. */
export function activityProblems(activity: unknown): string[] {
  if (!hasContracts) return [];
  const { root } = services()[1]!;
  return check(activitySchema, root, false, activity).map((problem) => `activity ${problem}`);
}

/** What is wrong with the resource of a service hook's event about a changed work item. */
export function updateProblems(resource: unknown): string[] {
  if (!hasContracts) return [];
  const { root } = services()[2]!;
  return check(updateSchema, root, false, resource).map((problem) => `update ${problem}`);
}

function problemsOf({ request, response }: Entry): string[] {
  const url = new URL(request.url);
  const name = `${request.method} ${url.pathname} ${response.status}`;
  if (undescribed.test(url.pathname)) return [];
  const service = services().find(({ prefix }) => prefix.test(url.pathname));
  if (service === undefined) return [`${name}: no service has this path`];
  const path = url.pathname.replace(service.prefix, "").replace(/\/delta$/, "/delta()");
  const operation = operationFor(service, request.method.toLowerCase(), path);
  if (operation === undefined) return response.status === 404 ? [] : [`${name}: is not described`];
  const sent =
    request.postData?.text === undefined
      ? []
      : problemsOfBody(bodySchema(operation, service), service, request.postData.text);
  const got = problemsOfBody(answerSchema(operation, service, response.status), service, response.content.text ?? "");
  // A refused request may well be wrong: that is why it was refused.
  return [
    ...(response.status < 400 ? sent.map((each) => `sent ${each}`) : []),
    ...got.map((each) => `got ${each}`),
  ].map((each) => `${name}: ${each}`);
}

function operationFor(service: Service, method: string, path: string): Json {
  const parts = path.toLowerCase().split("/");
  const fits = (template: string): boolean => {
    // A query runs in a project with or without naming a team.
    const wanted = [template, template.replace("/{team}", "")].map((each) => each.toLowerCase().split("/"));
    return wanted.some(
      (each) =>
        each.length === parts.length &&
        each.every((part, index) => /^\$?\{/.test(part) || part === decodeURIComponent(parts[index]!)),
    );
  };
  const exact = Object.entries(service.paths).filter(
    ([template, operations]) => fits(template) && (operations as Json)[method] !== undefined,
  );
  exact.sort(([one], [other]) => one.split("{").length - other.split("{").length);
  return (exact[0]?.[1] as Json)?.[method];
}

const bodySchema = (operation: Json, service: Service): Json =>
  service.openApi
    ? operation.requestBody?.content?.["application/json"]?.schema
    : operation.parameters?.find((each: Json) => each.in === "body")?.schema;

function answerSchema(operation: Json, service: Service, status: number): Json {
  const { responses } = operation;
  const found =
    responses[status] ?? responses[`${String(status)[0]}XX`] ?? (status >= 400 ? responses.default : undefined);
  // Azure DevOps describes no errors.
  if (found === undefined) return status >= 400 ? {} : false;
  return service.openApi ? found.content?.["application/json"]?.schema : found.schema;
}

function problemsOfBody(schema: Json, service: Service, text: string): string[] {
  if (schema === false) return ["a status that is not described"];
  if (schema?.type === "file") return [];
  if (schema === undefined) return text === "" ? [] : ["a body where none is described"];
  if (text === "") return Object.keys(schema).length === 0 ? [] : ["no body"];
  const body = JSON.parse(text);
  // Lists travel as {count, value}.
  const value = schema.type === "array" && Array.isArray(body?.value) ? body.value : body;
  return check(schema, service.root, service.openApi, value);
}

const compiled = new Map<Json, ValidateFunction>();

function check(schema: Json, root: Json, openApi: boolean, value: unknown): string[] {
  const validate = compiled.get(schema) ?? compile(schema, root, openApi);
  compiled.set(schema, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).slice(0, 5).map((each) => `${each.instancePath || "/"} ${each.message}`);
}

function compile(schema: Json, root: Json, openApi: boolean): ValidateFunction {
  const ajv = openApi ? new Ajv2020({ strict: false, allErrors: true }) : new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile({ ...schema, ...root });
}
