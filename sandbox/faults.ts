/** Trouble on demand: the next requests that match are delayed, refused or cut off. */
import { randomUUID } from "node:crypto";
import { created, decode, nothing, ok, Rejection, type Route, route } from "./http.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";

const drops = ["before", "after", "reset"] as const;
const hangs = ["before", "after"] as const;

export type Fault = {
  id: string;
  match: string;
  status?: number;
  /** In seconds. Without a status it is advice that comes with the surface's own answer. */
  retryAfter?: number;
  /** Come with the answer, whichever it is. */
  headers?: Record<string, string>;
  delayMs?: number;
  /** The connection ends. "before" anything has happened, also hard ("reset"); or "after" it has, and the answer is lost. */
  drop?: (typeof drops)[number];
  /** No answer ever comes, and it has not happened ("before") or it has ("after"). */
  hang?: (typeof hangs)[number];
  times: number;
  used: number;
};

const faultsMax = 100;
const timesMax = 1_000_000;
const delayMsMax = 600_000;
const headersMax = 20;
/** What the answer is made of is not for a fault to say. */
const madeHere = /^(content-length|content-type|connection|transfer-encoding|etag)$/i;

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
  const { match } = body;
  if (typeof match !== "string" || match === "" || match.length > 500)
    throw sandboxError(400, "match: part of “METHOD /path” or a regular expression.");
  const drop = oneOf(body, "drop", drops);
  const hang = oneOf(body, "hang", hangs);
  const status = whole(body, "status", 100, 599);
  const delayMs = whole(body, "delayMs", 0, delayMsMax);
  const retryAfter = whole(body, "retryAfter", 0, 86_400);
  const headers = headersIn(body);
  if ([status, delayMs, drop, hang, retryAfter, headers].every((each) => each === undefined))
    throw sandboxError(400, "A fault needs a status, a delayMs, a drop, a hang, a retryAfter or headers.");
  return {
    id: randomUUID(),
    match,
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(headers === undefined ? {} : { headers }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(drop === undefined ? {} : { drop }),
    ...(hang === undefined ? {} : { hang }),
    times: whole(body, "times", 1, timesMax) ?? 1,
    used: 0,
  };
}

/** What a fault adds to the headers of an answer. */
export const addedHeaders = ({ headers, retryAfter }: Fault): Record<string, string> => ({
  ...headers,
  ...(retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` }),
});

function headersIn({ headers }: Record<string, unknown>): Record<string, string> | undefined {
  if (headers === undefined || headers === null) return undefined;
  const all = typeof headers === "object" && !Array.isArray(headers) ? Object.entries(headers) : [];
  const lawful = all.every(
    ([name, value]) =>
      /^[A-Za-z0-9-]{1,100}$/.test(name) &&
      !madeHere.test(name) &&
      typeof value === "string" &&
      /^[\x20-\x7e]{0,1000}$/.test(value),
  );
  if (all.length === 0 || all.length > headersMax || !lawful)
    throw sandboxError(400, `headers: an object of at most ${headersMax} names with texts.`);
  return Object.fromEntries(all.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function oneOf<T extends string>(body: Record<string, unknown>, name: string, all: readonly T[]): T | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  const known = all.find((each) => each === value);
  if (known === undefined) throw sandboxError(400, `${name}: one of ${all.join(", ")}.`);
  return known;
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
