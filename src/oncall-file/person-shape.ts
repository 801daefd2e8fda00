/** Somebody who can be paged, as files have them. */
import { z } from "zod";
import { meansOfPaging, type Reach, type Responder } from "../domain/oncall/book.ts";
import { clock, keyed, listOf, oneOf, text, whole } from "./pieces.ts";

/** After the means before it, where nobody says when. */
const patienceMinutes = 2;

const means = oneOf(meansOfPaging);

/** `sms` is short for { means: sms }. */
const way = z.preprocess(
  (said) => (typeof said === "string" ? { means: said } : said),
  keyed({ means, afterMinutes: whole.exactOptional() }),
);

const reach = listOf(way).transform((ways) => {
  let last = -patienceMinutes;
  return ways.map(({ means, afterMinutes }): Reach => {
    last = afterMinutes ?? last + patienceMinutes;
    return { means, afterMinutes: last };
  });
});

/** People group the digits of a number: "+44 (1632) 960-001". */
const phone = text.transform((said) => said.replace(/[\s()./-]/g, ""));

export const personShape = keyed({
  name: text,
  teams: text.exactOptional(),
  email: text.exactOptional(),
  phone: phone.exactOptional(),
  timeZone: text.exactOptional(),
  reach: reach.exactOptional(),
  expertise: listOf(text).exactOptional(),
  pagerduty: text.exactOptional(),
  webhook: text.exactOptional(),
  dailyTest: clock.exactOptional(),
}) satisfies z.ZodType<Responder>;
