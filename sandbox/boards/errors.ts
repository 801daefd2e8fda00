/** Azure DevOps' way of saying no. */
import { Rejection } from "../http.ts";

export const boardsError = (status: number, typeKey: string, message: string): Rejection =>
  new Rejection({
    status,
    body: {
      $id: "1",
      innerException: null,
      message,
      typeName: `Microsoft.TeamFoundation.WorkItemTracking.Server.${typeKey}, Microsoft.TeamFoundation.WorkItemTracking.Server`,
      typeKey,
      errorCode: 0,
      eventId: 3200,
    },
  });

export const invalidPatch = (message: string): Rejection => boardsError(400, "VssPropertyValidationException", message);
export const brokenRule = (field: string, why: string): Rejection =>
  boardsError(400, "RuleValidationException", `TF401320: Rule Error for field ${field}. ${why}`);
