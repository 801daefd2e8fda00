/** Names that are taken, and the next that may be free. */
import { numberedChannelName } from "../domain/incident/channel-name.ts";
import { Outage } from "../engine/ports.ts";
import type { GraphFault } from "./fault.ts";
import type { Listed } from "./team.ts";

export const namesMax = 12;

/** Graph's code is only "BadRequest"; the message says "Channel name already existed, please use other name". */
export const isTaken = (fault: GraphFault): boolean =>
  [400, 409].includes(fault.status) && /already exist|NameAlreadyExists|already in use|duplicate/i.test(fault.message);

/** The first that none of these channels has; deleted ones keep theirs, and are not among them. */
export function nextName(name: string, after: number, channels: readonly Listed[]): { name: string; number: number } {
  const taken = new Set(channels.map((each) => each.name.toLowerCase()));
  let number = after + 1;
  while (number < namesMax && taken.has(numberedChannelName(name, number).toLowerCase())) number += 1;
  return { name: numberedChannelName(name, number), number };
}

export const noneFree = (name: string): Outage =>
  new Outage(`No channel name like ${name} is free in the team.`, { again: false });
