/** What the process says of a work item's type. */

const severityFields = ["Custom.IncidentSeverity", "Microsoft.VSTS.Common.Severity", "Microsoft.VSTS.Common.Priority"];

export const typeOf = (store, { fields = {} }) =>
  store.process.types.find(({ name }) => name === fields["System.WorkItemType"]);

/** The fields that say how bad it is, with what may stand in them. */
export const choicesOf = (type) =>
  severityFields.flatMap((wanted) => type?.fields.filter(({ referenceName }) => referenceName === wanted) ?? []);
