/** How an incident is told in each of the processes: read from the project, and never assumed. */
import { describe, expect, test } from "@jest/globals";
import { type ProcessName, processes, type WorkItemType as SandboxType } from "../../sandbox/boards/process.ts";
import { type Mapping, mappingOf } from "../../src/boards/mapping.ts";
import type { Field, Project, WorkItemType } from "../../src/boards/process.ts";
import { severitiesOf, severityValue } from "../../src/boards/severity.ts";
import { incidentTypeIn, taskType } from "../../src/boards/type-names.ts";
import type { Severity } from "../../src/domain/incident/facts.ts";

const fieldsOf = ({ fields }: SandboxType): Field[] =>
  fields.map(({ referenceName, name, type, allowedValues }) => ({
    reference: referenceName,
    name,
    type,
    allowed: (allowedValues ?? []).map(String),
    required: false,
  }));
const typesOf = (process: ProcessName): WorkItemType[] =>
  processes[process].map((type) => ({ name: type.name, states: type.states, fields: fieldsOf(type) }));

type Settings = { type?: string; states?: string[]; fields?: string[] };

function mapped(all: WorkItemType[], { type, states, fields }: Settings = {}): Promise<Mapping> {
  const unique = new Map(all.flatMap((each) => each.fields.map((field) => [field.reference, field])));
  const project: Project = { types: all.map(({ name }) => name), fields: [...unique.values()] };
  const config = { AZURE_DEVOPS_TYPE: type, AZURE_DEVOPS_STATES: states, AZURE_DEVOPS_FIELDS: fields };
  return mappingOf(config, project, async (name) => all.find((each) => each.name === name)!);
}
const of = (process: ProcessName, settings?: Settings) => mapped(typesOf(process), settings);
const placed = ({ places }: Mapping) =>
  Object.fromEntries(Object.entries(places).map(([part, fields]) => [part, fields.map(({ name }) => name)]));

describe("without any settings", () => {
  test.each([
    ["basic", "Issue", ["To Do", "To Do", "Doing", "Done", "Doing", "Done"]],
    ["agile", "Issue", ["Active", "Active", "Active", "Closed", "Active", "Closed"]],
    ["scrum", "Impediment", ["Open", "Open", "Open", "Closed", "Open", "Closed"]],
    ["cmmi", "Issue", ["Proposed", "Proposed", "Active", "Resolved", "Active", "Closed"]],
    [
      "on-call",
      "Incident",
      ["New Incident", "Escalated", "Acknowledged", "Resolved", "Acknowledged", "Ready for Analysis"],
    ],
  ] as const)("the process %s has %s and its states", async (process, type, states) => {
    const mapping = await of(process);
    expect(mapping.type.name).toBe(type);
    expect(Object.values(mapping.states)).toEqual(states);
    expect(mapping.troubles).toEqual([]);
  });

  test("the fields of the process on-call are found by their names", async () => {
    expect(placed(await of("on-call"))).toEqual({
      title: ["Title"],
      severity: ["Incident Severity"],
      state: ["State"],
      assignedTo: ["Assigned To"],
      description: ["Description"],
      detected: ["Time to detection"],
      source: ["Source of alert"],
      conversation: ["Conversation"],
    });
  });

  test("a bug shows its steps in the place of the description, and has a severity beside its priority", async () => {
    expect(placed(await of("agile", { type: "bug" }))).toMatchObject({
      description: ["Description", "Repro Steps"],
      severity: ["Severity", "Priority"],
      detected: [],
    });
  });

  test("a field that is called right and holds something else is left alone", async () => {
    const [incident] = typesOf("on-call");
    const fields = incident!.fields.map((each) =>
      each.name === "Time to detection" ? { ...each, type: "integer" } : each,
    );
    expect(placed(await mapped([{ ...incident!, fields }]))["detected"]).toEqual([]);
  });

  test("a project that has no type for incidents gets the next best, and hears of it", async () => {
    const [task] = typesOf("basic").slice(2);
    const mapping = await mapped([{ ...task!, name: "Chore" }]);
    expect(mapping.type.name).toBe("Chore");
    expect(mapping.troubles[0]).toContain("Set AZURE_DEVOPS_TYPE");
  });

  test("a type of one's own is found by its name", () => {
    expect(incidentTypeIn(["Bug", "Major Incident"])).toBe("Bug");
    expect(incidentTypeIn(["Epic", "Major Incident"])).toBe("Major Incident");
    expect(incidentTypeIn(["Epic"])).toBeUndefined();
  });

  test("what is put off goes to the type for tasks, by category, then by name", () => {
    const category = (referenceName: string, name: string) =>
      ({ referenceName, defaultWorkItemType: { name } }) as never;
    expect(taskType([category("Microsoft.TaskCategory", "Chore")], ["Chore", "Task"], "Issue")).toBe("Chore");
    expect(taskType([category("Microsoft.TaskCategory", "Gone")], ["Task"], "Issue")).toBe("Task");
    expect(taskType([category("Microsoft.RequirementCategory", "Story")], ["Story"], "Issue")).toBe("Story");
    expect(taskType([], ["Epic"], "Issue")).toBe("Issue");
  });
});

describe("with settings", () => {
  test("a type, states and fields are taken, by any spelling of their names", async () => {
    const mapping = await of("on-call", {
      type: "issue",
      states: ["Declared = doing", "closed=Done"],
      fields: ["severity=priority", "conversation=System.Title"],
    });
    expect(mapping.type.name).toBe("Issue");
    expect([mapping.states.declared, mapping.states.closed]).toEqual(["Doing", "Done"]);
    expect([placed(mapping)["severity"], placed(mapping)["conversation"]]).toEqual([["Priority"], ["Title"]]);
    expect(mapping.troubles).toEqual([]);
  });

  test.each([
    [{ type: "Isue" }, "there is no type “Isue” (did you mean Issue?). The project has Incident, Epic, Issue, Task."],
    [
      { states: ["acknowledged=Acknoledged"] },
      "no state “Acknoledged” for acknowledged (did you mean Acknowledged?). It has New Incident,",
    ],
    [{ states: ["aknowledged=Acknowledged"] }, "“aknowledged” is none of declared, escalated, acknowledged"],
    [{ states: ["closed"] }, "no state “” for closed"],
    [
      { fields: ["source=Source of alrt"] },
      "there is no field “Source of alrt” for source (did you mean Source of alert?)",
    ],
    [
      { fields: ["sauce=Conversation"] },
      "“sauce” is none of severity, description, detected, source, conversation (did you mean source?)",
    ],
    [{ fields: ["severity=Priority"] }, "Priority is a field of other types, not of Incident"],
    [{ fields: ["detected=Incident Severity"] }, "Incident Severity holds integer, which cannot say detected"],
  ])("%j is found out, and said with what would be right", async (settings, words) => {
    const mapping = await of("on-call", settings);
    expect(mapping.troubles.join("\n")).toContain(words);
    const { troubles: _, ...rest } = await of("on-call");
    expect(mapping).toMatchObject({ states: rest.states });
    expect(placed(mapping)).toEqual(placed({ ...rest, troubles: [] }));
  });

  test("a type without states for what happens is named", async () => {
    const [issue] = typesOf("basic").slice(1);
    const only = { ...issue!, states: [{ name: "Open", category: "Proposed" }] };
    const { troubles } = await mapped([only]);
    expect(troubles.join()).toMatch(/category In Progress.*category Resolved or Completed/);
  });
});

describe("a severity", () => {
  const field = (type: string, ...allowed: string[]): Field => ({
    reference: "Custom.S",
    name: "S",
    type,
    allowed,
    required: false,
  });
  const all = (each: Field) => ([1, 2, 3, 4, 5] as Severity[]).map((severity) => severityValue(severity, each));

  test.each([
    ["numbers", field("integer", "1", "2", "3", "4", "5"), [1, 2, 3, 4, 5]],
    [
      "Boards' own words",
      field("string", "1 - Critical", "2 - High", "3 - Medium", "4 - Low"),
      ["1 - Critical", "2 - High", "3 - Medium", "4 - Low", "4 - Low"],
    ],
    [
      "words with numbers in another order",
      field("string", "SEV3", "SEV1", "SEV2"),
      ["SEV1", "SEV2", "SEV3", "SEV3", "SEV3"],
    ],
    ["words alone", field("string", "Low", "High", "Critical"), ["Critical", "High", "High", "Low", "Low"]],
    ["anything, as text", field("string"), ["1", "2", "3", "4", "5"]],
    ["words that are none", field("string", "Red", "Green"), [undefined, undefined, undefined, undefined, undefined]],
  ])("is told in %s", (_, each, values) => {
    expect(all(each)).toEqual(values);
  });

  test("is read back as every severity that the value stands for", () => {
    const four = field("integer", "1", "2", "3", "4");
    expect(severitiesOf(4, four)).toEqual([4, 5]);
    expect(severitiesOf("2", four)).toEqual([2]);
    expect(severitiesOf("", four)).toEqual([]);
  });

  test("in a pick list of no severities is said to be one", async () => {
    const [incident] = typesOf("on-call");
    const fields = incident!.fields.map((each) => (each.name === "Incident Severity" ? field("string", "Red") : each));
    const renamed = fields.map((each) =>
      each.reference === "Custom.S" ? { ...each, name: "Incident Severity" } : each,
    );
    expect((await mapped([{ ...incident!, fields: renamed }])).troubles.join()).toContain("takes Red");
  });
});
