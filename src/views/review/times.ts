/** How long it took, each time with the phase it is of, and its band. */
import { measureOf } from "../../domain/incident/measure.ts";
import type { Live } from "../../domain/incident/incident.ts";
import { type Block, facts, fromParts } from "../report.ts";
import { timesTable } from "../times-table.ts";

export const howLong = (incident: Live): Block[] => [
  facts(timesTable(measureOf(incident)).map(({ label, parts }) => ({ label, words: fromParts(parts) }))),
];
