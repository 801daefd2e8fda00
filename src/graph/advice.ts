/** What a fault of Graph means to the person who can mend it. */
import { Outage } from "../engine/ports.ts";
import { GraphFault } from "./fault.ts";

/** What was tried ("create channels in this team") and the permission it takes, as Microsoft names it. */
export type Attempt = { what: string; permission: string };

/** An Outage in words a person can act on. Anything but a GraphFault is passed on as it is. */
export function outageFrom(error: unknown, attempt: Attempt): unknown {
  if (!(error instanceof GraphFault)) return error;
  return new Outage(sentence(error, attempt), { again: mayPass(error), afterMs: error.afterMs, cause: error });
}

const mayPass = (fault: GraphFault): boolean =>
  fault.status === 0 || fault.status === 429 || fault.status >= 500 || fault.status === 408 || fault.status === 423;

function sentence(fault: GraphFault, { what, permission }: Attempt): string {
  switch (fault.status) {
    case 0:
      return `Microsoft Graph could not be reached to ${what} (${fault.message}).`;
    case 401:
      return `Microsoft Graph does not accept Muster's sign-in, so it could not ${what}: check BOT_APP_ID, BOT_APP_SECRET and BOT_APP_TENANT, and whether the secret has expired.`;
    case 403:
      return `Muster may not ${what}: ${consent(permission)} (${fault.message})`;
    case 404:
      return `Muster could not ${what}: Microsoft Graph does not know it. Check that the id is the Entra group id of a team, and that the team still exists.`;
    case 429:
      return `Microsoft Graph asks Muster to slow down, so it could not ${what} yet.`;
    default:
      return fault.status >= 500
        ? `Microsoft Graph failed when Muster tried to ${what} (HTTP ${fault.status}: ${fault.message}).`
        : `Microsoft Graph refused to ${what} (HTTP ${fault.status}: ${fault.message}).`;
  }
}

/** Resource-specific permissions (their names end in .Group) come with the app in the team; others need an administrator. */
export function consent(permission: string): string {
  return permission.endsWith(".Group")
    ? `grant ${permission} by adding the app to the team again.`
    : `an administrator has to grant ${permission} to the app in Entra ID.`;
}
