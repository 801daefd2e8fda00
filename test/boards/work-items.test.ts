import { startSandbox } from "../../sandbox/sandbox.ts";
import { sandboxClient } from "../../sandbox/client.ts";
import { processes, type ProcessName } from "../../sandbox/boards/process.ts";
import { people } from "../../sandbox/people.ts";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { plain } from "../../src/boards/html.ts";
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import type { Severity } from "../../src/domain/incident/facts.ts";
import type { Person } from "../../src/domain/people.ts";
import { memoryWorkItems } from "../../src/memory/work-items.ts";
import { testTools } from "../graph/tools.ts";
import { type Item, workItemsContract, type WorkItemWorld } from "./work-items-contract.ts";

const [megan, alex] = people.map(({ id, name, upn }): Person => ({ id, name, email: upn })) as [Person, Person];

workItemsContract("memory", async (): Promise<WorkItemWorld> => {
  const workItems = memoryWorkItems();
  const categories = { New: "Proposed", Active: "InProgress", Resolved: "Resolved", Closed: "Completed" };
  return {
    workItems,
    people: [megan, alex],
    begun: "Proposed",
    count: () => workItems.all.length,
    item(id): Item {
      const found = workItems.all.find((each) => each.id === id);
      if (found === undefined) throw new Error(`no work item ${id}`);
      const { title, severity, state, assignedTo, description } = found.fields;
      return {
        title,
        severity,
        category: categories[state],
        assignedTo: assignedTo?.email,
        description: [description.text, ...description.lines].join(" "),
        links: found.links,
        comments: found.comments,
        related: found.relatedTo !== undefined,
        rev: found.rev,
      };
    },
    async edit(id, by, { state, description, ...change }) {
      workItems.edit(id, { name: by.name, email: by.email! }, "2026-11-01T10:00:00Z", {
        ...change,
        ...(state === undefined ? {} : { state: "Closed" }),
        ...(description === undefined ? {} : { description: { text: description, lines: [], links: [] } }),
      });
    },
    remove: async (id) => workItems.remove(id),
    restore: async (id) => workItems.restore(id),
    stop: async () => {},
  };
});

/** Every process that organisations begin with, with the type that is chosen there, and another one. */
const types: [ProcessName, string | undefined][] = [
  ["basic", undefined],
  ["agile", undefined],
  ["agile", "Bug"],
  ["scrum", undefined],
  ["cmmi", undefined],
  ["on-call", undefined],
];

for (const [process, typeName] of types)
  workItemsContract(
    `Azure Boards, ${process} ${typeName ?? "by itself"}, as the sandbox speaks it`,
    async (): Promise<WorkItemWorld> => {
      const sandbox = await startSandbox({
        muster: "none",
        storage: globalThis.process.env["AZURITE"] as string,
        process,
      });
      const client = sandboxClient(sandbox.url);
      const config = {
        AZURE_DEVOPS_URL: `${sandbox.url}/devops/contoso`,
        AZURE_DEVOPS_PROJECT: "Operations",
        AZURE_DEVOPS_TYPE: typeName,
        AZURE_DEVOPS_TOKEN: personalAccessToken,
      };
      const kept = () => sandbox.store.world.workItems;
      const find = (id: number) => {
        const found = kept().find((each) => each.id === id);
        if (found === undefined) throw new Error(`no work item ${id}`);
        return found;
      };
      const statesOf = (id: number) => processes[process].find((each) => each.name === find(id).type)?.states ?? [];
      const own = (id: number): boolean => find(id).type === "Incident" || find(id).type === "Bug";
      return {
        workItems: boardsWorkItems({ ...testTools(), config }),
        people: [megan, alex],
        begun:
          process === "agile" && typeName === undefined
            ? "InProgress"
            : process === "scrum"
              ? "InProgress"
              : "Proposed",
        count: () => kept().length,
        item(id): Item {
          const found = find(id);
          const field = (name: string): string => String(found.fields[name] ?? "");
          return {
            title: field("System.Title"),
            severity: Number(/sev(\d)/.exec(field("System.Tags"))?.[1]) as Severity,
            category: statesOf(id).find((state) => state.name === field("System.State"))?.category ?? "",
            assignedTo: people.find((person) => person.id === field("System.AssignedTo"))?.upn,
            description: plain(field("System.Description")),
            links: found.relations.filter((each) => each.rel === "Hyperlink").map((each) => each.url),
            comments: found.comments.map((each) => plain(each.text)),
            related: found.relations.some((each) => each.rel === "System.LinkTypes.Related"),
            rev: found.rev,
          };
        },
        async edit(id, by, { severity, state, assignedTo, ...change }) {
          const over = statesOf(id).find((each) => each.category === "Completed")!.name;
          await client.editWorkItem(id, {
            from: by.name,
            ...change,
            ...(severity === undefined ? {} : own(id) ? { severity } : { priority: severity }),
            ...(state === undefined ? {} : { state: over }),
            ...(assignedTo === undefined ? {} : { assignedTo: assignedTo.name }),
          });
        },
        remove: async (id) => void (await client.deleteWorkItem(id, megan.name)),
        restore: async (id) => void (await client.restoreWorkItem(id, megan.name)),
        stop: () => sandbox.stop(),
      };
    },
  );
