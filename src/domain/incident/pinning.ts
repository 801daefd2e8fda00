import type { Incident } from "./incident.ts";

export const pinsMax = 200;

/** Whether this message is not pinned yet, and there is room for it. */
export const mayBePinned = (incident: Incident, message: string): boolean =>
  incident.status !== "undeclared" &&
  incident.known.pins.length < pinsMax &&
  !incident.known.pins.some(({ id }) => id === message);
