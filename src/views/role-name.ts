import { standardPractice } from "../domain/practice.ts";
import type { Role } from "../domain/incident/facts.ts";

/** What a role is called: as it was when somebody took it, else as it usually is. */
export const roleName = (role: Role, title?: string): string =>
  title ?? standardPractice.roles.find((each) => each.role === role)?.title ?? role;
