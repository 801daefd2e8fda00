import type { Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import type { WorkItem, WorkItems } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { workItemWords } from "../views/work-item.ts";

type Tools = {
  workItems: WorkItems | undefined;
  /** Looks somebody up by id; undefined when nobody knows them. */
  findPerson(id: string): Promise<Person | undefined>;
};

/** The incident's work item: opened at once, linked to the channel when there is one, and kept in step. */
export function openWorkItem({ workItems, findPerson }: Tools): Reaction {
  /** Boards knows people by their address, which a mention in Teams does not tell. */
  async function withEmail(person: Person | undefined): Promise<Person | undefined> {
    if (person === undefined || person.email !== undefined) return person;
    return (await findPerson(person.id).catch(() => undefined)) ?? person;
  }

  async function open(boards: WorkItems, errand: Errand, entry: Entry): Promise<void> {
    const { id, severity, paged } = errand.state;
    const item = await errand.once(entry, "item", async () =>
      boards.open({
        mark: id,
        ...workItemWords(errand.state),
        severity,
        assignTo: await withEmail(paged[0]),
        ...(errand.tried === "never" ? { tried: errand.tried } : {}),
      }),
    );
    await errand.record(entry, "work item", [{ type: "work item opened", ...item }]);
  }

  async function keepInStep(boards: WorkItems, item: WorkItem, { fact }: Entry, incident: Live): Promise<void> {
    const said = (comment: string) => (comment === "" || incident.confidential === true ? {} : { comment });
    // The name of the channel is in its address.
    if (fact.type === "channel opened" && incident.confidential !== true)
      await boards.update(item.id, { link: { url: fact.webUrl, comment: "Communications Channel" } });
    if (fact.type === "severity changed") await boards.update(item.id, { severity: fact.to });
    if (fact.type === "acknowledged")
      await boards.update(item.id, { assignTo: (await withEmail(fact.person)) ?? fact.person });
    if (fact.type === "resolved") await boards.update(item.id, { category: "Resolved", ...said(fact.summary) });
    if (fact.type === "merged")
      await boards.update(item.id, { category: "Resolved", ...said(`It goes on as ${fact.into}: ${fact.title}`) });
    if (fact.type === "reopened") await boards.update(item.id, { category: "InProgress" });
  }

  return {
    name: "work-item",
    doing: "keep the work item",
    reads: (fact) =>
      workItems !== undefined &&
      ["declared", "channel opened", "severity changed", "acknowledged", "merged", "resolved", "reopened"].includes(
        fact.type,
      ),
    async run(errand) {
      if (workItems === undefined) return;
      for (const entry of errand.pending) {
        if (entry.fact.type === "declared") await open(workItems, errand, entry);
        const item = errand.receipts().find(({ key }) => key === "item")?.receipt as WorkItem | undefined;
        if (item !== undefined) await keepInStep(workItems, item, entry, errand.state);
      }
    },
    async giveUp({ state }, reason) {
      return state.workItem === undefined
        ? [{ type: "work item unavailable", reason }]
        : [{ type: "gave up", doing: "keep the work item up to date", reason }];
    },
  };
}
