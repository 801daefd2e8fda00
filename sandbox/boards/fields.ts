/** The fields of work items: what they are called, what they hold, who may write them. */
export type FieldType =
  | "string"
  | "integer"
  | "dateTime"
  | "plainText"
  | "html"
  | "treePath"
  | "history"
  | "double"
  | "boolean";
export type Field = {
  referenceName: string;
  /** As people read it; rule errors name it so. */
  name: string;
  type: FieldType;
  /** A pick list: nothing else is taken. */
  allowedValues?: readonly (string | number)[];
  /** Only the service writes it. */
  readOnly?: true;
  /** Somebody, kept as an object id; "" is Muster. */
  identity?: true;
};

type More = Omit<Field, "referenceName" | "name" | "type">;
const field = (referenceName: string, name: string, type: FieldType, more: More = {}): Field => ({
  referenceName,
  name,
  type,
  ...more,
});
const served: More = { readOnly: true };
const common = "Microsoft.VSTS.Common";

/**
 * A field that somebody added to an inherited process: the prefix, and the name without its spaces.
 * Source: Microsoft Learn, "Add and manage fields for an inherited process", custom field names.
 */
export const customField = (name: string, type: FieldType, more: More = {}): Field =>
  field(`Custom.${name.replaceAll(" ", "")}`, name, type, more);

export const severities = ["1 - Critical", "2 - High", "3 - Medium", "4 - Low"] as const;

export const everywhere: readonly Field[] = [
  field("System.Id", "ID", "integer", served),
  field("System.Rev", "Rev", "integer", served),
  field("System.Title", "Title", "string"),
  field("System.Description", "Description", "html"),
  field("System.State", "State", "string"),
  field("System.Reason", "Reason", "string"),
  field("System.AssignedTo", "Assigned To", "string", { identity: true }),
  field("System.Tags", "Tags", "plainText"),
  field("System.History", "History", "history"),
  field("System.AreaPath", "Area Path", "treePath"),
  field("System.IterationPath", "Iteration Path", "treePath"),
  field("System.TeamProject", "Team Project", "string", served),
  field("System.WorkItemType", "Work Item Type", "string"),
  field("System.CreatedDate", "Created Date", "dateTime", served),
  field("System.CreatedBy", "Created By", "string", { ...served, identity: true }),
  field("System.ChangedDate", "Changed Date", "dateTime", served),
  field("System.ChangedBy", "Changed By", "string", { ...served, identity: true }),
  field("System.CommentCount", "Comment Count", "integer", served),
  field(`${common}.StateChangeDate`, "State Change Date", "dateTime"),
  field(`${common}.ActivatedDate`, "Activated Date", "dateTime"),
  field(`${common}.ClosedDate`, "Closed Date", "dateTime"),
];

export const priority = field(`${common}.Priority`, "Priority", "integer", { allowedValues: [1, 2, 3, 4] });
export const severity = field(`${common}.Severity`, "Severity", "string", { allowedValues: severities });
export const ofBugs: readonly Field[] = [
  severity,
  field("Microsoft.VSTS.TCM.ReproSteps", "Repro Steps", "html"),
  field("Microsoft.VSTS.TCM.SystemInfo", "System Info", "html"),
];

export const incidentSeverity = customField("Incident Severity", "integer", { allowedValues: [1, 2, 3, 4, 5] });
/** What the process "on-call" adds to its incidents. */
export const ofIncidents: readonly Field[] = [
  customField("Time to detection", "dateTime"),
  customField("Source of alert", "string"),
  incidentSeverity,
  customField("Conversation", "string"),
];

const identities = new Set(everywhere.filter((each) => each.identity).map((each) => each.referenceName));
export const isIdentity = (referenceName: string): boolean => identities.has(referenceName);
