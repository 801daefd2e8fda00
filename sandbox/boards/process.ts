/** Azure Boards' inherited processes: which work item types there are, and what their states mean. */
import { everywhere, type Field, ofBugs, ofIncidents, priority } from "./fields.ts";

export type State = {
  name: string;
  color: string;
  category: "Proposed" | "InProgress" | "Resolved" | "Completed" | "Removed";
};
export type WorkItemType = { name: string; referenceName: string; states: State[]; fields: Field[] };
export const processNames = ["basic", "agile", "scrum", "cmmi", "on-call"] as const;
export type ProcessName = (typeof processNames)[number];

const proposed = (name: string): State => ({ name, color: "b2b2b2", category: "Proposed" });
const inProgress = (name: string): State => ({ name, color: "007acc", category: "InProgress" });
const resolved = (name: string): State => ({ name, color: "ff9d00", category: "Resolved" });
const completed = (name: string): State => ({ name, color: "339933", category: "Completed" });
const removed = (name: string): State => ({ name, color: "ffffff", category: "Removed" });

const basic = [proposed("To Do"), inProgress("Doing"), completed("Done")];
const agile = [proposed("New"), inProgress("Active"), resolved("Resolved"), completed("Closed"), removed("Removed")];
const scrum = [proposed("New"), proposed("Approved"), inProgress("Committed"), completed("Done"), removed("Removed")];
const cmmi = [proposed("Proposed"), inProgress("Active"), resolved("Resolved"), completed("Closed")];
const onCall = [
  proposed("New Incident"),
  inProgress("Escalated"),
  inProgress("Acknowledged"),
  resolved("Resolved"),
  completed("Ready for Analysis"),
];

const type = (name: string, states: State[], more: readonly Field[] = [priority]): WorkItemType => ({
  name,
  referenceName: `Microsoft.VSTS.WorkItemTypes.${name.replaceAll(" ", "")}`,
  states,
  fields: [...everywhere, ...more],
});
const bug = (states: State[]): WorkItemType => type("Bug", states, [priority, ...ofBugs]);
const ofBasic = [type("Epic", basic), type("Issue", basic), type("Task", basic)];

export const processes: Record<ProcessName, WorkItemType[]> = {
  basic: ofBasic,
  agile: [
    bug(agile),
    type("Issue", [inProgress("Active"), completed("Closed")]),
    type("Task", agile),
    type("User Story", agile),
  ],
  scrum: [
    bug(scrum),
    type("Impediment", [inProgress("Open"), completed("Closed")]),
    type("Product Backlog Item", scrum),
  ],
  cmmi: [bug(cmmi), type("Issue", cmmi), type("Task", cmmi)],
  // A type of one's own has no priority: how bad an incident is stands in a field of its own.
  "on-call": [{ ...type("Incident", onCall, ofIncidents), referenceName: "OnCall.Incident" }, ...ofBasic],
};

/** The type that Muster is told to open for an incident. */
export const incidentType: Record<ProcessName, string> = {
  basic: "Issue",
  agile: "Issue",
  scrum: "Impediment",
  cmmi: "Issue",
  "on-call": "Incident",
};
