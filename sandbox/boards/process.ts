/** Azure Boards' inherited processes: which work item types there are, and what their states mean. */
export type State = {
  name: string;
  color: string;
  category: "Proposed" | "InProgress" | "Resolved" | "Completed" | "Removed";
};
export type WorkItemType = { name: string; states: State[]; fields: string[] };
export type ProcessName = "basic" | "agile" | "scrum" | "cmmi";

const proposed = (name: string): State => ({ name, color: "b2b2b2", category: "Proposed" });
const inProgress = (name: string): State => ({ name, color: "007acc", category: "InProgress" });
const resolved = (name: string): State => ({ name, color: "ff9d00", category: "Resolved" });
const completed = (name: string): State => ({ name, color: "339933", category: "Completed" });
const removed = (name: string): State => ({ name, color: "ffffff", category: "Removed" });

const basic = [proposed("To Do"), inProgress("Doing"), completed("Done")];
const agile = [proposed("New"), inProgress("Active"), resolved("Resolved"), completed("Closed"), removed("Removed")];
const scrum = [proposed("New"), proposed("Approved"), inProgress("Committed"), completed("Done"), removed("Removed")];
const cmmi = [proposed("Proposed"), inProgress("Active"), resolved("Resolved"), completed("Closed")];

const everywhere = [
  "System.Id",
  "System.Rev",
  "System.Title",
  "System.Description",
  "System.State",
  "System.Reason",
  "System.AssignedTo",
  "System.Tags",
  "System.History",
  "System.AreaPath",
  "System.IterationPath",
  "System.TeamProject",
  "System.WorkItemType",
  "System.CreatedDate",
  "System.CreatedBy",
  "System.ChangedDate",
  "System.ChangedBy",
  "System.CommentCount",
  "Microsoft.VSTS.Common.Priority",
  "Microsoft.VSTS.Common.StateChangeDate",
  "Microsoft.VSTS.Common.ActivatedDate",
  "Microsoft.VSTS.Common.ClosedDate",
];
const withSeverity = [
  ...everywhere,
  "Microsoft.VSTS.Common.Severity",
  "Microsoft.VSTS.TCM.ReproSteps",
  "Microsoft.VSTS.TCM.SystemInfo",
];
const type = (name: string, states: State[], fields = everywhere): WorkItemType => ({ name, states, fields });

export const processes: Record<ProcessName, WorkItemType[]> = {
  basic: [type("Epic", basic), type("Issue", basic), type("Task", basic)],
  agile: [
    type("Bug", agile, withSeverity),
    type("Issue", [inProgress("Active"), completed("Closed")]),
    type("Task", agile),
    type("User Story", agile),
  ],
  scrum: [
    type("Bug", scrum, withSeverity),
    type("Impediment", [inProgress("Open"), completed("Closed")]),
    type("Product Backlog Item", scrum),
  ],
  cmmi: [type("Bug", cmmi, withSeverity), type("Issue", cmmi), type("Task", cmmi)],
};

export const severities = ["1 - Critical", "2 - High", "3 - Medium", "4 - Low"];
/** Fields that only the service writes. */
export const readOnly = [
  "System.Id",
  "System.Rev",
  "System.TeamProject",
  "System.CreatedDate",
  "System.CreatedBy",
  "System.ChangedDate",
  "System.ChangedBy",
  "System.CommentCount",
];
