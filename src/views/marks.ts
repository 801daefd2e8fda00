import type { Live } from "../domain/incident/incident.ts";

/** What must not be overlooked wherever an incident is named: that it is a drill, that it is confidential. Ends in a blank. */
export const marks = ({ drill, confidential }: Pick<Live, "drill" | "confidential">): string =>
  `${drill === true ? "DRILL " : ""}${confidential === true ? "CONFIDENTIAL " : ""}`;
