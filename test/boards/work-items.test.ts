import { startSandbox } from "../../sandbox/sandbox.ts";
import { processes, type ProcessName } from "../../sandbox/boards/process.ts";
import { people } from "../../sandbox/people.ts";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import type { Severity } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import { memoryWorkItems } from "../../src/memory/work-items.ts";
import { testTools } from "../graph/tools.ts";
import { type Item, workItemsContract, type WorkItemWorld } from "./work-items-contract.ts";

const [megan, alex] = people.map(({ id, name, upn }): Person => ({ id, name, email: upn })) as [Person, Person];

workItemsContract("memory", async (): Promise<WorkItemWorld> => {
  const workItems = memoryWorkItems();
  const categories = { Active: "InProgress", Resolved: "Resolved", Closed: "Completed" };
  return {
    workItems,
    people: [megan, alex],
    count: () => workItems.all.length,
    item(id): Item {
      const found = workItems.all.find((each) => each.id === id);
      if (found === undefined) throw new Error(`no work item ${id}`);
      return {
        ...found,
        category: categories[found.state],
        assignedTo: found.assignedTo?.email,
        links: found.links.map((each) => each.url),
      };
    },
    stop: async () => {},
  };
});

/** Every process that organisations begin with; the type that tracks problems in it. */
const types: [ProcessName, string][] = [
  ["basic", "Issue"],
  ["agile", "Bug"],
  ["agile", "Issue"],
  ["scrum", "Bug"],
  ["cmmi", "Issue"],
];

for (const [process, typeName] of types)
  workItemsContract(
    `Azure Boards, ${process} ${typeName}, as the sandbox speaks it`,
    async (): Promise<WorkItemWorld> => {
      const sandbox = await startSandbox({
        muster: "none",
        storage: globalThis.process.env["AZURITE"] as string,
        process,
      });
      const config = {
        AZURE_DEVOPS_URL: `${sandbox.url}/devops/contoso`,
        AZURE_DEVOPS_PROJECT: "Operations",
        AZURE_DEVOPS_TYPE: typeName,
        AZURE_DEVOPS_TOKEN: personalAccessToken,
      };
      const items = sandbox.store.world.workItems;
      const states = processes[process].find((each) => each.name === typeName)?.states ?? [];
      return {
        workItems: boardsWorkItems({ ...testTools(), config }),
        people: [megan, alex],
        count: () => items.length,
        item(id): Item {
          const found = items.find((each) => each.id === id);
          if (found === undefined) throw new Error(`no work item ${id}`);
          const field = (name: string): string => String(found.fields[name] ?? "");
          return {
            title: field("System.Title"),
            severity: Number(/sev(\d)/.exec(field("System.Tags"))?.[1]) as Severity,
            category: states.find((state) => state.name === field("System.State"))?.category ?? "",
            assignedTo: people.find((person) => person.id === field("System.AssignedTo"))?.upn,
            links: found.relations.filter((each) => each.rel === "Hyperlink").map((each) => each.url),
            comments: found.comments.map((each) => each.text),
            rev: found.rev,
          };
        },
        stop: () => sandbox.stop(),
      };
    },
  );
