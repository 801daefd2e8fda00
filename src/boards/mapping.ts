/** How an incident is told in the fields and states of a type, and what is wrong with how somebody wants it told. */
import type { Moment, Part } from "../domain/work-item/picture.ts";
import type { BoardsConfig } from "./client.ts";
import { perhaps } from "./perhaps.ts";
import { placesOf } from "./places.ts";
import type { Field, Project, WorkItemType } from "./process.ts";
import { statesOf } from "./states.ts";
import { incidentTypeIn, named } from "./type-names.ts";

export type Mapping = {
  type: WorkItemType;
  /** The name of the state at each moment; undefined where the type has none for it. */
  states: Readonly<Record<Moment, string | undefined>>;
  /** The fields that each part goes into. Of several for the severity the first is the one that people mean by it. */
  places: Readonly<Record<Part, readonly Field[]>>;
  /** What somebody should mend, each in a sentence or two. */
  troubles: readonly string[];
};

/** `read` asks for a type. Throws RangeError when the project has no type that could be used. */
export async function mappingOf(
  config: BoardsConfig,
  project: Project,
  read: (type: string) => Promise<WorkItemType>,
  wanted?: string,
): Promise<Mapping> {
  const chosen = wanted === undefined ? chooseType(config, project) : { name: wanted, troubles: [] };
  const type = await read(chosen.name);
  const states = statesOf(type, pairsOf(config.AZURE_DEVOPS_STATES));
  const places = placesOf(type, project, pairsOf(config.AZURE_DEVOPS_FIELDS));
  return {
    type,
    states: states.names,
    places: places.fields,
    troubles: [...chosen.troubles, ...states.troubles, ...places.troubles],
  };
}

function chooseType(
  { AZURE_DEVOPS_TYPE: set }: BoardsConfig,
  { types }: Project,
): { name: string; troubles: string[] } {
  const usual = incidentTypeIn(types);
  const found = set === undefined ? usual : named(types, set);
  if (found !== undefined) return { name: found, troubles: [] };
  const name = usual ?? types[0];
  if (name === undefined) throw new RangeError("The project has no types of work items.");
  const has = `The project has ${types.slice(0, 30).join(", ")}`;
  return {
    name,
    troubles: [
      set === undefined
        ? `${has}; none of them is meant for incidents, so ${name} is used. Set AZURE_DEVOPS_TYPE to the right one.`
        : `AZURE_DEVOPS_TYPE: there is no type “${set}”${perhaps(set, types)}. ${has}. Until that is mended ${name} is used.`,
    ],
  };
}

/** "declared=New Incident" in two; what has no "=" has nothing behind it. */
const pairsOf = (settings: readonly string[] = []): [string, string][] =>
  settings.map((each) => {
    const at = each.indexOf("=");
    return at < 0 ? [each.trim(), ""] : [each.slice(0, at).trim(), each.slice(at + 1).trim()];
  });
