/** How long it took. Whatever else is known about times in an incident belongs into this table, row by row. */
import type { Live } from "../../domain/incident/incident.ts";
import { type Block, facts, fromParts } from "../report.ts";
import { timeRows } from "../resolved-card.ts";

export const howLong = (incident: Live): Block[] => [
  facts(timeRows(incident).map(({ label, parts }) => ({ label, words: fromParts(parts) }))),
];
