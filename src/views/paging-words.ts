/** The means, the steps and the targets of a page in words. */
import type { Means, Target } from "../domain/oncall/book.ts";
import { roleName } from "./role-name.ts";
import { brief, names } from "./text.ts";

const byMeans: Record<Means, string> = {
  teams: "in Teams",
  sms: "by text message",
  call: "by phone",
  email: "by e-mail",
  pagerduty: "through PagerDuty",
  webhook: "through their webhook",
  channel: "in a channel",
};

/** "by text message": how somebody was reached, or answered. */
export const meansWords = (means: Means): string => byMeans[means];

const nouns: Record<Means, string> = {
  teams: "Teams message",
  sms: "text message",
  call: "phone call",
  email: "e-mail",
  pagerduty: "PagerDuty event",
  webhook: "webhook call",
  channel: "post",
};

export const meansNoun = (means: Means | undefined): string => (means === undefined ? "page" : nouns[means]);

/** People count from one. */
export const stepWords = (step: number): string => (step === 0 ? "step 1, on call" : `step ${step + 1}`);

const shownMax = 3;

/** Whom a step of a ladder means: "secondary of Checkout and Ann". */
export const targetsWords = (targets: readonly Target[]): string =>
  targets.length === 0 ? "nobody" : names(targets.map(targetWords), shownMax);

function targetWords(target: Target): string {
  if ("person" in target) return brief(target.person, 80);
  if ("user" in target) return brief(target.user.name, 80);
  if ("schedule" in target) return `whoever is on call in ${brief(target.schedule, 80)}`;
  if ("rotation" in target) return `${brief(target.rotation, 80)}${ofRoster(target.roster)}`;
  if ("everyone" in target) return `everyone of ${brief(target.everyone, 80)}`;
  if ("expert" in target) return `an expert in ${brief(target.expert, 80)}${ofRoster(target.roster)}`;
  if ("role" in target) return `the ${roleName(target.role)}`;
  return "a channel";
}

const ofRoster = (roster: string | undefined): string => (roster === undefined ? "" : ` of ${brief(roster, 80)}`);
