/** The form in which somebody says how they are reached. */
import { reachOf, type Responder } from "../domain/oncall/book.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { brief } from "./text.ts";

/** `version` comes back with the form: whoever changed the same person in the meantime is not overwritten. */
export function reachForm(responder: Responder, version: string): CardMessage {
  const reach = reachOf(responder)
    .map(({ means, afterMinutes }) => (afterMinutes === 0 ? means : `${means} ${afterMinutes}`))
    .join(", ");
  const { phone = "", email = "", timeZone = "", expertise = [] } = responder;
  return cardMessage("reach", `How you are reached: ${reach}`, {
    reach,
    phone: brief(phone, 20),
    email: brief(email, 200),
    timeZone: brief(timeZone, 60),
    expertise: brief(expertise.join(", "), 300),
    version,
  });
}
