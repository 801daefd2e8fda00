/** Which fields of a type each part of an incident goes into: by their names as people read them, or as the configuration says. */
import { type Part, parts } from "../domain/work-item/picture.ts";
import { perhaps } from "./perhaps.ts";
import type { Field, Project, WorkItemType } from "./process.ts";
import { severityValue } from "./severity.ts";

export type Places = Record<Part, readonly Field[]>;

const common = "Microsoft.VSTS.Common";
/** Every type has these. */
const certain = { title: "System.Title", state: "System.State", assignedTo: "System.AssignedTo" } as const;
/** Where the description goes: bugs show their steps in its place. */
const descriptions = ["System.Description", "Microsoft.VSTS.TCM.ReproSteps"];
/** What somebody who makes a type for incidents calls its fields; it is what they are called in the talk's process too. */
const usualNames = {
  severity: "Incident Severity",
  detected: "Time to detection",
  source: "Source of alert",
  conversation: "Conversation",
} as const;

/** What the configuration may place, and which types of fields can hold it. */
const holds: Partial<Record<Part, RegExp>> = {
  severity: /^(|integer|double|string|plainText)$/,
  description: /^(|html|plainText)$/,
  detected: /^(|dateTime|string|plainText)$/,
  source: /^(|string|plainText|html)$/,
  conversation: /^(|string|plainText|html)$/,
};
const placeable = parts.filter((part) => holds[part] !== undefined);

export function placesOf(
  type: WorkItemType,
  project: Project,
  wanted: readonly [value: string, field: string][],
): { fields: Places; troubles: string[] } {
  const { set, troubles } = configured(type, project, wanted);
  const sure = (reference: string): Field[] => [
    find(type, reference) ?? {
      reference,
      name: reference.replace("System.", ""),
      type: "",
      allowed: [],
      required: false,
    },
  ];
  const some = (part: keyof typeof usualNames): Field[] => {
    const found = set.get(part) ?? find(type, usualNames[part]);
    return found === undefined || !holds[part]!.test(found.type) ? [] : [found];
  };
  const severity = unique([...some("severity"), ...among(type, [`${common}.Severity`, `${common}.Priority`])]);
  const description = set.get("description");
  const fields = {
    title: sure(certain.title),
    state: sure(certain.state),
    assignedTo: sure(certain.assignedTo),
    severity,
    description: description === undefined ? among(type, descriptions) : [description],
    detected: some("detected"),
    source: some("source"),
    conversation: some("conversation"),
  };
  const mute = severity.filter((field) => severityValue(1, field) === undefined);
  return {
    fields,
    troubles: [
      ...troubles,
      ...mute.map(
        (field) =>
          `${field.name} of ${type.name} takes ${field.allowed.join(", ")}, and none of them is a severity: begin them with 1, 2, 3, 4 and 5.`,
      ),
    ],
  };
}

type Set = { set: Map<Part, Field>; troubles: string[] };

function configured(type: WorkItemType, project: Project, wanted: readonly [string, string][]): Set {
  const set = new Map<Part, Field>();
  const troubles: string[] = [];
  for (const [said, name] of wanted) {
    const part = placeable.find((each) => each === said.toLowerCase());
    const field = find(type, name);
    if (part === undefined)
      troubles.push(`AZURE_DEVOPS_FIELDS: “${said}” is none of ${placeable.join(", ")}${perhaps(said, placeable)}.`);
    else if (field === undefined) troubles.push(unknownField(type, project, part, name));
    else if (!holds[part]!.test(field.type))
      troubles.push(`AZURE_DEVOPS_FIELDS: ${field.name} holds ${field.type}, which cannot say ${part}.`);
    else set.set(part, field);
  }
  return { set, troubles };
}

function unknownField(type: WorkItemType, project: Project, part: Part, name: string): string {
  const names = type.fields.map((each) => each.name);
  const elsewhere = find(project, name);
  return elsewhere === undefined
    ? `AZURE_DEVOPS_FIELDS: there is no field “${name}” for ${part}${perhaps(name, names)}.`
    : `AZURE_DEVOPS_FIELDS: ${elsewhere.name} is a field of other types, not of ${type.name}${perhaps(name, names)}. Add it to the type, or choose another for ${part}.`;
}

/** By its reference or by its name, whatever the case. */
function find({ fields }: { fields: readonly Field[] }, wanted: string): Field | undefined {
  const word = wanted.toLowerCase();
  return fields.find(({ reference, name }) => [reference, name].some((each) => each.toLowerCase() === word));
}

const among = (type: WorkItemType, references: readonly string[]): Field[] =>
  references.flatMap((reference) => find(type, reference) ?? []);

const unique = (fields: readonly Field[]): Field[] => [...new Set(fields)];
