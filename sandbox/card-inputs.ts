/** The values of a card's inputs as a client submits them: what was typed, else the default; empty ones are left out. */
import { isObject, type Json } from "./card-actions.ts";
import { findPerson } from "./people.ts";
import { sandboxError } from "./sandbox-error.ts";

/** Throws with the input's own error message when a required one is empty or a value does not fit. */
export function inputValues(inputs: readonly Json[], given: Json): Record<string, string> {
  const names = new Map(
    inputs.flatMap(
      (input) =>
        [
          [String(input["label"] ?? "").toLowerCase(), input],
          [String(input["id"]).toLowerCase(), input],
        ] as const,
    ),
  );
  const typed = new Map<unknown, string>();
  for (const [name, value] of Object.entries(given)) {
    const input = names.get(name.toLowerCase());
    if (input === undefined)
      throw sandboxError(
        400,
        `The card has no input “${name}”; it has ${inputs.map((each) => String(each["id"])).join(", ") || "none"}.`,
      );
    typed.set(input, plain(value));
  }
  const values = inputs.map((input) => [String(input["id"]), submitted(input, typed.get(input))] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ""));
}

const plain = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(",") : value === null || value === undefined ? "" : String(value);

function submitted(input: Json, typed: string | undefined): string {
  const value = read(input, typed ?? plain(input["value"]));
  const missing = value === "" || (input["type"] === "Input.Toggle" && value !== (input["valueOn"] ?? "true"));
  if (input["isRequired"] === true && missing) throw complaint(input, "is required.");
  const problem = value === "" ? undefined : wrong(input, value);
  if (problem !== undefined) throw complaint(input, problem);
  return value;
}

function read(input: Json, value: string): string {
  if (input["type"] === "Input.Toggle") {
    const on = plain(input["valueOn"] ?? "true");
    return value === on || value === "true" ? on : plain(input["valueOff"] ?? "false");
  }
  if (input["type"] !== "Input.ChoiceSet" || value === "") return value;
  const parts = input["isMultiSelect"] === true ? value.split(",") : [value];
  return parts.map((part) => choice(input, part.trim())).join(",");
}

/** A choice by value or title; where the choices are the organisation's people, anybody by id or name. */
function choice(input: Json, words: string): string {
  const choices = (Array.isArray(input["choices"]) ? input["choices"] : []).filter(isObject);
  const known =
    choices.find((each) => each["value"] === words) ??
    choices.find((each) => String(each["title"]).toLowerCase() === words.toLowerCase());
  if (known !== undefined) return plain(known["value"]);
  const person = isObject(input["choices.data"]) ? findPerson(words) : undefined;
  if (person !== undefined) return person.id;
  throw complaint(input, `has no choice “${words}”.`);
}

function wrong(input: Json, value: string): string | undefined {
  const { type, maxLength, regex, min, max } = input;
  if (typeof maxLength === "number" && value.length > maxLength) return `is longer than ${maxLength} characters.`;
  if (typeof regex === "string" && !new RegExp(regex).test(value)) return "does not have the right form.";
  if (type === "Input.Number" && Number.isNaN(Number(value))) return "is not a number.";
  const number = type === "Input.Number";
  if (min !== undefined && (number ? Number(value) < Number(min) : value < String(min)))
    return `is less than ${String(min)}.`;
  if (max !== undefined && (number ? Number(value) > Number(max) : value > String(max)))
    return `is more than ${String(max)}.`;
  return undefined;
}

const complaint = (input: Json, why: string) =>
  sandboxError(
    400,
    typeof input["errorMessage"] === "string"
      ? input["errorMessage"]
      : `${String(input["label"] ?? input["id"])} ${why}`,
  );
