import type { Live } from "../domain/incident/incident.ts";
import type { CardMessage } from "./card.ts";
import { incidentCard } from "./incident-card.ts";

/** Where we are: the incident's own card, so that there is one picture of it and not two. */
export const statusView = (incident: Live): CardMessage => incidentCard(incident);
