/** Which state of a type an incident is in at each moment: by the categories of the states, and by their names where a category has several. */
import { type Moment, moments } from "../domain/work-item/picture.ts";
import { perhaps } from "./perhaps.ts";
import type { Category, WorkItemType } from "./process.ts";

type States = Record<Moment, string | undefined>;

export function statesOf(
  type: WorkItemType,
  wanted: readonly [moment: string, state: string][],
): { names: States; troubles: string[] } {
  const names = byCategory(type);
  const troubles: string[] = [];
  for (const [said, state] of wanted) {
    const moment = moments.find((each) => each === said.toLowerCase());
    const found = type.states.find(({ name }) => name.toLowerCase() === state.toLowerCase())?.name;
    if (moment === undefined)
      troubles.push(`AZURE_DEVOPS_STATES: “${said}” is none of ${moments.join(", ")}${perhaps(said, moments)}.`);
    else if (found === undefined) troubles.push(unknownState(type, moment, state));
    else names[moment] = found;
  }
  return { names, troubles: [...troubles, ...missing(type, names)] };
}

function unknownState({ name, states }: WorkItemType, moment: Moment, state: string): string {
  const names = states.map((each) => each.name);
  return `AZURE_DEVOPS_STATES: ${name} has no state “${state}” for ${moment}${perhaps(state, names)}. It has ${names.join(", ")}.`;
}

/** Work that nobody is on yet is proposed. A state that is called after a moment is for that moment. */
function byCategory({ states }: WorkItemType): States {
  const all = (category: Category) => states.filter((each) => each.category === category).map(({ name }) => name);
  const begun = all("InProgress");
  const called = (word: RegExp) => begun.find((name) => word.test(name));
  const escalated = called(/escalat/i);
  const others = begun.filter((name) => name !== escalated);
  const acknowledged = called(/acknowledg/i) ?? others[0] ?? begun[0];
  const declared = all("Proposed")[0] ?? others[0] ?? begun[0];
  const resolved = all("Resolved")[0] ?? all("Completed")[0];
  return {
    declared,
    escalated: escalated ?? declared,
    acknowledged: acknowledged ?? declared,
    resolved,
    reopened: acknowledged ?? declared,
    closed: all("Completed")[0] ?? resolved,
  };
}

function missing({ name, states }: WorkItemType, names: States): string[] {
  const none = states.every(({ category }) => category !== "InProgress");
  return [
    ...(none
      ? [
          `No state of ${name} is in the category In Progress: a work item stays where it is when somebody takes on the incident. Add one to the process.`,
        ]
      : []),
    ...(names.resolved === undefined
      ? [
          `No state of ${name} is in the category Resolved or Completed: a work item stays open when its incident is over. Add one to the process.`,
        ]
      : []),
  ];
}
