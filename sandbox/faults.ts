/** Trouble on demand: the next requests that match are delayed, refused or cut off. */
import { randomUUID } from "node:crypto";
import { created, decode, nothing, ok, Rejection, type Route, route } from "./http.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";

export type Fault = {
  id: string;
  match: string;
  status?: number;
  retryAfter?: number;
  delayMs?: number;
  /** "before": the connection breaks and nothing has happened; "after": it has happened, and the answer is lost. */
  drop?: "before" | "after";
  times: number;
  used: number;
};

const faultsMax = 100;
const timesMax = 1_000_000;
const delayMsMax = 600_000;

export type Faults = ReturnType<typeof createFaults>;

/** `changed` is told when faults are set or cleared. */
export function createFaults(changed: () => void) {
  let faults: Fault[] = [];
  return {
    /** The first fault that fits the request and is not used up; counts as used. */
    take(method: string, url: string): Fault | undefined {
      const fault = faults.find((each) => each.used < each.times && fits(each.match, `${method} ${url}`));
      if (fault !== undefined) fault.used++;
      return fault;
    },
    routes: [
      route("POST", "/sandbox/faults", (call) => {
        if (faults.length >= faultsMax) faults = faults.filter((each) => each.used < each.times);
        if (faults.length >= faultsMax)
          throw sandboxError(409, `There are ${faultsMax} faults waiting; DELETE /sandbox/faults first.`);
        const fault = readFault(sandboxBody(call));
        faults.push(fault);
        changed();
        return created(fault);
      }),
      route("GET", "/sandbox/faults", () => ok(faults)),
      route("DELETE", "/sandbox/faults", () => {
        faults = [];
        changed();
        return nothing;
      }),
    ] satisfies Route[],
  };
}

/** The text is looked for in "METHOD /path?query", as sent and decoded; failing that it is tried as a regular expression. */
function fits(match: string, line: string): boolean {
  const lines = [line, decode(line)];
  if (lines.some((each) => each.includes(match))) return true;
  try {
    const pattern = new RegExp(match);
    return lines.some((each) => pattern.test(each));
  } catch {
    return false;
  }
}

function readFault(body: Record<string, unknown>): Fault {
  const { match, drop } = body;
  if (typeof match !== "string" || match === "" || match.length > 500)
    throw sandboxError(400, "match: part of “METHOD /path” or a regular expression.");
  if (drop !== undefined && drop !== "before" && drop !== "after")
    throw sandboxError(400, 'drop: "before" or "after".');
  const status = whole(body, "status", 100, 599);
  const delayMs = whole(body, "delayMs", 0, delayMsMax);
  const retryAfter = whole(body, "retryAfter", 0, 86_400);
  if (status === undefined && delayMs === undefined && drop === undefined)
    throw sandboxError(400, "A fault needs a status, a delayMs or a drop.");
  return {
    id: randomUUID(),
    match,
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(drop === undefined ? {} : { drop }),
    times: whole(body, "times", 1, timesMax) ?? 1,
    used: 0,
  };
}

function whole(body: Record<string, unknown>, name: string, least: number, most: number): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Rejection({
    status: 400,
    body: { error: { code: "BadRequest", message: `${name}: a whole number from ${least} to ${most}.` } },
  });
}
