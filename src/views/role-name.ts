import type { Role } from "../domain/incident/facts.ts";

const names: Record<Role, string> = {
  commander: "incident commander",
  scribe: "scribe",
  communications: "communications",
  deputy: "deputy",
};

export const roleName = (role: Role): string => names[role];
