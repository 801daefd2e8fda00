/** Whether what went over the wire is what the contracts say. */
import type { ValidateFunction } from "ajv";
import { schemaCheck } from "../../cards/schema.ts";
import type { Contract, Operation } from "./contracts.ts";
import { type Exchange, header } from "./exchange.ts";

export type Verdict = {
  /** How many requests were held against each contract, and how many cards against their schema. */
  checked: Map<string, number>;
  /** One line for each thing that is wrong. */
  violations: string[];
  /** Requests that no contract describes, by name. */
  outside: Map<string, number>;
};

const cardType = "application/vnd.microsoft.card.adaptive";
const complaintsMax = 5;

export function conform(
  contracts: readonly Contract[],
  exchanges: readonly Exchange[],
  cards: readonly unknown[],
): Verdict {
  const verdict: Verdict = { checked: new Map(), violations: [], outside: new Map() };
  for (const exchange of exchanges) judge(verdict, contracts, exchange);
  for (const card of [...exchanges.flatMap(cardsIn), ...cards.filter(isCard)]) {
    addOne(verdict.checked, "Adaptive Cards");
    verdict.violations.push(...complaints("a card", schemaCheck!, card));
  }
  return verdict;
}

function judge(verdict: Verdict, contracts: readonly Contract[], exchange: Exchange): void {
  const { method } = exchange.request;
  const url = new URL(exchange.request.url);
  const contract = contracts.find(({ base }) => base.test(url.pathname));
  const path = contract === undefined ? url.pathname : url.pathname.replace(contract.base, "");
  const fitting = contract?.operations.filter((each) => each.method === method && each.pattern.test(path)) ?? [];
  const [first] = fitting;
  if (contract === undefined || first === undefined) {
    addOne(verdict.outside, `${method} ${anonymous(url.pathname)}`);
    return;
  }
  addOne(verdict.checked, contract.name);
  const found = fitting
    .filter(({ template }) => sameShape(template, first.template))
    .map((each) => faults(each, exchange));
  const least = found.reduce((one, other) => (other.length < one.length ? other : one));
  verdict.violations.push(...least.map((fault) => `${contract.name}, ${method} ${first.template}: ${fault}`));
}

/** Azure DevOps describes some paths more than once, for different parameters. */
const sameShape = (template: string, other: string): boolean =>
  template.split("?")[0]!.toLowerCase() === other.split("?")[0]!.toLowerCase();

const faults = (operation: Operation, exchange: Exchange): string[] => [
  ...queryFaults(operation, exchange),
  ...bodyFaults(operation, exchange),
  ...answerFaults(operation, exchange),
];

function queryFaults({ query }: Operation, exchange: Exchange): string[] {
  const given = [...new URL(exchange.request.url).searchParams.keys()];
  const known = new Set(query.map(({ name }) => name.toLowerCase()));
  // Azure DevOps takes the version in the Accept header too, which is where its own client puts it.
  const version = /api-version=7\.1(-preview(\.\d+)?)?(;|$)/.test(header(exchange, "accept")) ? ["api-version"] : [];
  const has = (wanted: string): boolean =>
    [...given, ...version].some((name) => name.toLowerCase() === wanted.toLowerCase());
  return [
    ...given.filter((name) => !known.has(name.toLowerCase())).map((name) => `there is no parameter ${name}`),
    ...query
      .filter(({ name, required }) => required && !has(name))
      .map(({ name }) => `the parameter ${name} is missing`),
  ];
}

function bodyFaults(operation: Operation, { request }: Exchange): string[] {
  const { postData } = request;
  if (postData === undefined) return operation.bodyRequired ? ["the body is missing"] : [];
  if (operation.body === undefined) return ["it takes no body"];
  const type = postData.mimeType.split(";")[0]!.trim();
  const wanted = operation.consumes.length === 0 ? ["application/json"] : operation.consumes;
  if (!wanted.includes(type)) return [`the content type is ${type}, not ${wanted.join(" or ")}`];
  return complaints("the body", operation.body, JSON.parse(postData.text));
}

/** Answers that the sandbox was told to give say nothing about it; errors are described by few contracts. */
function answerFaults(operation: Operation, { response, comment }: Exchange): string[] {
  if (response.status === 0 || comment !== undefined) return [];
  const check = operation.answer(response.status);
  if (check === undefined) return response.status < 400 ? [`the status ${response.status} is not foreseen`] : [];
  const { text } = response.content;
  if (check === "any" || text === undefined) return [];
  const found = complaints(`the answer ${response.status}`, check, JSON.parse(text));
  return found.length === 0
    ? []
    : fewer(found, complaints(`the answer ${response.status}`, check, listIn(JSON.parse(text))));
}

/** Azure DevOps wraps every list in {count, value}, and its description leaves that out. */
const listIn = (body: unknown): unknown => {
  const { count, value, ...rest } = Object(body) as { count?: unknown; value?: unknown };
  return Array.isArray(value) && count === value.length && Object.keys(rest).length === 0 ? value : body;
};

const fewer = (one: string[], other: string[]): string[] => (other.length < one.length ? other : one);

function complaints(what: string, check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return [];
  const found = (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  return [...new Set(found)].slice(0, complaintsMax).map((each) => `${what}${each}`);
}

function cardsIn({ request }: Exchange): unknown[] {
  if (request.postData === undefined || !request.url.includes("/connector/")) return [];
  const body = JSON.parse(request.postData.text) as { attachments?: unknown[]; activity?: { attachments?: unknown[] } };
  const attachments = [...(body.attachments ?? []), ...(body.activity?.attachments ?? [])];
  return (attachments as { contentType: string; content: unknown }[])
    .filter(({ contentType }) => contentType === cardType)
    .map(({ content }) => content);
}

const isCard = (value: unknown): boolean => (value as { type?: unknown } | undefined)?.type === "AdaptiveCard";

const anonymous = (path: string): string =>
  path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}").replace(/\/\d+(?=\/|$)/g, "/{n}");

function addOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
