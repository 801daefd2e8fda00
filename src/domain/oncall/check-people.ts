/** Whether people can be reached as they say. */
import type { Means, Responder } from "./book.ts";
import { checkCount, checkText, checkTexts, checkWhole, type Found } from "./check-names.ts";
import { isClockTime } from "./check-times.ts";
import { checkZone } from "./check-zones.ts";

const minutesMax = 1_440;

export function* checkPerson(person: Responder): Generator<Found> {
  const { teams, email, phone, pagerduty, webhook, dailyTest, expertise = [] } = person;
  if (teams !== undefined) yield* checkText(["teams"], teams, 200);
  if (email !== undefined && !/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email))
    yield { path: ["email"], message: `“${email.slice(0, 100)}” is no e-mail address.` };
  // E.164: a plus sign, the country, and at most 15 digits in all.
  if (phone !== undefined && !/^\+[1-9]\d{6,14}$/.test(phone))
    yield {
      path: ["phone"],
      message: `“${phone.slice(0, 60)}” is no phone number; write it with its country, like +441632960001.`,
    };
  yield* checkZone(["timeZone"], person.timeZone);
  yield* checkReach(person);
  yield* checkTexts(["expertise"], expertise, 100);
  if (pagerduty !== undefined && !/^[A-Za-z0-9]{32}$/.test(pagerduty))
    yield { path: ["pagerduty"], message: "This is no routing key of PagerDuty; they have 32 letters and digits." };
  if (webhook !== undefined && !isWebAddress(webhook))
    yield { path: ["webhook"], message: `“${webhook.slice(0, 100)}” is no web address; they begin with https://.` };
  if (dailyTest !== undefined && !isClockTime(dailyTest)) yield { path: ["dailyTest"], message: notClock(dailyTest) };
}

export const notClock = (said: string): string => `“${said.slice(0, 60)}” is no time of day; write it like 09:00.`;

const isWebAddress = (text: string): boolean =>
  text.length <= 2_000 && /^https?:$/.test(URL.parse(text)?.protocol ?? "");

/** PagerDuty and webhooks have one for everybody in the settings. */
const needs: Partial<Record<Means, "teams" | "phone" | "email">> = {
  teams: "teams",
  sms: "phone",
  call: "phone",
  email: "email",
};

function* checkReach(person: Responder): Generator<Found> {
  const reach = person.reach ?? [];
  yield* checkCount(["reach"], reach, 20);
  for (const [index, { means, afterMinutes }] of reach.entries()) {
    const need = needs[means];
    if (means === "channel")
      yield { path: ["reach", index], message: "A channel is nobody's own; name it in a step of a policy." };
    if (need !== undefined && person[need] === undefined)
      yield { path: ["reach", index], message: `${means} cannot reach somebody without ${need}.` };
    yield* checkWhole(["reach", index, "afterMinutes"], afterMinutes, 0, minutesMax);
    if (index === 0 && afterMinutes !== 0)
      yield { path: ["reach", 0, "afterMinutes"], message: "The first means is used at once: afterMinutes is 0." };
    if (index > 0 && afterMinutes < reach[index - 1]!.afterMinutes)
      yield {
        path: ["reach", index, "afterMinutes"],
        message: "This is before the means above it; put them in order.",
      };
  }
}

/** Whether one account in Teams is two people: each would answer the other's pages. */
export function* checkPeople(people: readonly Responder[]): Generator<Found & { of: Responder }> {
  const names = new Map<string, string>();
  for (const person of people) {
    if (person.teams === undefined) continue;
    const account = person.teams.trim().toLowerCase();
    const first = names.get(account);
    if (first === undefined) names.set(account, person.name);
    else yield { of: person, path: ["teams"], message: `“${first}” is the same account in Teams.` };
  }
}
