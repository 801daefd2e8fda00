/** How somebody is reached, as they say it: "teams, sms 2, call 4". */
import { nearest } from "../nearest.ts";
import { Refusal } from "../refusal.ts";
import { type Means, meansOfPaging, type Reach, type Responder } from "./book.ts";

const own: readonly Means[] = meansOfPaging.filter((means) => means !== "channel");
const aliases: Record<string, Means> = { text: "sms", phone: "call", voice: "call", mail: "email", "e-mail": "email" };
const reachMax = 10;

export type Reaching = { reach: string; phone: string; email: string; timeZone: string; expertise: string };

/** The person with what the form says of them; an empty field is nothing known. Throws a Refusal. */
export function reached(responder: Responder, said: Reaching): Responder {
  const { phone: _p, email: _e, timeZone: _t, expertise: _x, ...rest } = responder;
  const phone = said.phone.replace(/[\s()-]/g, "");
  const topics = said.expertise
    .split(",")
    .map((topic) => topic.trim())
    .filter((topic) => topic !== "");
  return {
    ...rest,
    reach: parseReach(said.reach),
    ...(phone === "" ? {} : { phone }),
    ...(said.email.trim() === "" ? {} : { email: said.email.trim() }),
    ...(said.timeZone.trim() === "" ? {} : { timeZone: said.timeZone.trim() }),
    ...(topics.length === 0 ? {} : { expertise: topics }),
  };
}

export function parseReach(text: string): Reach[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0 || parts.length > reachMax)
    throw new Refusal("Say by which means you are reached, like `teams, sms 2, call 4`.");
  return parts.map((part, index) => {
    const [, word = "", minutes] = /^([a-z-]+)(?:\s+(?:after\s+)?(\d{1,4})\s*(?:m|min|minutes)?)?$/i.exec(part) ?? [];
    const means = own.find((each) => each === word.toLowerCase()) ?? aliases[word.toLowerCase()];
    if (means === undefined) throw new Refusal(unknown(part));
    return { means, afterMinutes: index === 0 ? 0 : Number(minutes ?? 0) };
  });
}

function unknown(part: string): string {
  const near = nearest(part, own);
  const shown = part.replace(/[`*_[\]()<>]/g, "").slice(0, 40);
  return `I do not know “${shown}”. ${near.length > 0 ? `Do you mean ${near[0]}?` : `Means are ${own.join(", ")}.`}`;
}
