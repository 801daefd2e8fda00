import type { Live } from "../domain/incident/incident.ts";

/** How an incident that is not open any more has ended, in a few words. */
export const overWords = ({ kin }: Live): string =>
  kin.mergedInto === undefined ? "It is resolved." : `It goes on as ${kin.mergedInto.id}.`;
