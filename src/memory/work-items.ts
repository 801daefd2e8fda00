/** Work items without Azure Boards, in a process with the states New, Active, Resolved, Closed. */
import type { Severity } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import { Outage, type WorkItems } from "../engine/ports.ts";

export type MemoryWorkItem = {
  id: number;
  mark: string;
  title: string;
  description: string;
  severity: Severity;
  state: "Active" | "Resolved" | "Closed";
  assignedTo: Person | undefined;
  links: { url: string; comment: string }[];
  comments: string[];
  /** Grows with every change, as the revision in Boards does. */
  rev: number;
};

export function memoryWorkItems(): WorkItems & { all: MemoryWorkItem[] } {
  const all: MemoryWorkItem[] = [];
  const answer = ({ id }: MemoryWorkItem) => ({ id, url: `https://dev.azure.com/memory/_workitems/edit/${id}` });
  return {
    all,
    async open({ mark, title, description, severity, assignTo, link }) {
      const there = all.find((each) => each.mark === mark);
      if (there !== undefined) return answer(there);
      const links = link === undefined ? [] : [{ url: link, comment: "Where the incident is worked on" }];
      const item: MemoryWorkItem = {
        id: all.length + 1,
        mark,
        title: title.slice(0, 255),
        description,
        severity,
        state: "Active",
        assignedTo: assignTo,
        links,
        comments: [],
        rev: 1,
      };
      all.push(item);
      return answer(item);
    },
    async update(id, change) {
      const item = all[id - 1];
      if (item === undefined) throw new Outage(`There is no work item ${id}.`, { again: false });
      const before = JSON.stringify(item);
      const { link, severity, category, comment, assignTo } = change;
      if (link !== undefined && !item.links.some((each) => each.url === link.url)) item.links.push({ ...link });
      if (severity !== undefined) item.severity = severity;
      if (category === "InProgress") item.state = "Active";
      if (category === "Resolved" && item.state === "Active") item.state = "Resolved";
      if (comment !== undefined && !item.comments.includes(comment)) item.comments.push(comment);
      if (assignTo !== undefined) item.assignedTo = { ...assignTo };
      if (JSON.stringify(item) !== before) item.rev += 1;
    },
  };
}
