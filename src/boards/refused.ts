/** What Boards refused of a patch: a detail of it is no reason to have no work item, or to lose the rest of a change. */
import { BoardsFault } from "./fault.ts";
import { isAssignment, isRelated, isState, type Patch } from "./patch.ts";
import type { Field } from "./process.ts";

/** The patch without that; undefined where it was refused as a whole. */
export function withoutRefused(patch: Patch, error: unknown, fields: readonly Field[]): Patch | undefined {
  if (!(error instanceof BoardsFault) || ![400, 404].includes(error.status)) return undefined;
  const { message } = error;
  const less = patch.filter((each) => !isRefused(each, message, fields));
  return less.length < patch.length ? less : undefined;
}

function isRefused(each: Patch[number], message: string, fields: readonly Field[]): boolean {
  // "The identity value 'x' for field 'Assigned To' is an unknown identity."
  if (isAssignment(each)) return /identity|assigned ?to/i.test(message);
  if (isRelated(each)) return /TF401232|relation|link/i.test(message);
  const name = /Rule Error for field ([^.]+)\./i.exec(message)?.[1]?.trim().toLowerCase();
  if (isState(each)) return name === "state" || name === "reason" || /transition/i.test(message);
  if (name === undefined || name === "title") return false;
  return fields.some((field) => field.name.toLowerCase() === name && each.path === `/fields/${field.reference}`);
}
