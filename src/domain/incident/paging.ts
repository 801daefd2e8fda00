import { type Person, samePerson } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";

export function acknowledge(incident: Live, who: Person): Fact[] {
  needOpen(incident);
  if (incident.paging.state === "acknowledged")
    throw new Refusal(
      samePerson(incident.paging.by, who)
        ? `You have acknowledged ${incident.id} already.`
        : `${incident.paging.by.name} has acknowledged ${incident.id} already.`,
    );
  return [{ type: "acknowledged", person: who }];
}

/** "I can't": only for somebody who is being waited for. */
export function decline(incident: Live, who: Person): Fact[] {
  needOpen(incident);
  const { paging } = incident;
  if (paging.state === "acknowledged")
    throw new Refusal(`${paging.by.name} is on ${incident.id}; nobody waits for you.`);
  if (!paging.people.some((person) => samePerson(person, who)) || paging.out.some((person) => samePerson(person, who)))
    throw new Refusal(`Nobody waits for you on ${incident.id}.`);
  return [{ type: "declined", person: who }];
}

/** Pages the next step now, also when somebody has answered and needs more hands. */
export function escalate(incident: Live): Fact[] {
  needOpen(incident);
  return [{ type: "escalated" }];
}
