import type { Fact } from "../domain/incident/facts.ts";
import { fold, type Incident } from "../domain/incident/incident.ts";
import type { History, Log } from "./ports.ts";

/** An incident as its history has it; undeclared where there is none. Throws Outage. */
export const readIncident = async (log: Pick<Log, "read">, stream: string): Promise<Incident> =>
  fold(stream, ((await log.read(stream)) as History<Fact>).entries);
