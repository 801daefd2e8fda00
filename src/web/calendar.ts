/** GET /calendar/:token.ics: a calendar for whoever knows its address. */
import type { Logger } from "pino";
import { type Answer, HttpError } from "./answer.ts";
import type { Door } from "./door.ts";
import { tagged } from "./status.ts";

/** The calendar behind a token, as iCalendar text; undefined when the token is unknown or revoked. */
export type ReadCalendar = (token: string) => Promise<string | undefined>;

const headers = {
  "Cache-Control": "private, max-age=300",
  "Content-Disposition": 'inline; filename="on-call.ics"',
};

/** For /calendar/:token. The address is a secret: nothing of it is logged, whatever goes wrong. */
export const calendarDoor =
  (read: ReadCalendar, log: Logger): Door =>
  async (request): Promise<Answer> => {
    const token = String(request.params["token"]).replace(/\.ics$/, "");
    const text = await read(token).catch((error: unknown) => {
      log.error({ err: error }, "A calendar could not be read");
      throw new HttpError(503, "The calendar cannot be read just now.", { "Retry-After": "60" });
    });
    if (text === undefined)
      throw new HttpError(
        404,
        "There is no calendar at this address. It may have been revoked: ask Muster for a new one.",
      );
    return tagged(request, "text/calendar; charset=utf-8", text, headers);
  };
